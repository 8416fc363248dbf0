import { STATE_WORDS } from '../stateWords.ts';
import { DAY_MS, isAffordable, networkRemedy, timesWithin } from './levels.ts';
import { type Next, type Sight, type Supervision, type SupervisionEvent, told } from './supervision.ts';

const MINUTE_MS = 60_000;
/** A cable that is put back at once is nobody's business. */
const MISSING_MS = 2 * MINUTE_MS;
/** In use for so long, and a text sent or all storages read: the modem is well again. */
const WELL_MS = 10 * MINUTE_MS;
/** A recovery that goes on without success is told again each so often. */
const TELL_AGAIN_HOURS = 6;
const RESTARTS_MAX = 5;

/** What only the passing of time shows: that all is well, that nothing helps, that something must be done. */
export function lookAround(before: Supervision, sight: SupervisionEvent & { event: 'tick' }): Next {
  const { atMs: nowMs, network, refusing } = sight;
  const inUse = before.place === 'ready' || before.place === 'degraded';
  let state = before;
  if (inUse && network !== undefined && network !== state.network.state) {
    state = { ...state, network: { state: network, sinceMs: nowMs } };
  }
  if (inUse)
    state = { ...state, place: refusing || state.network.state !== 'registered' ? 'degraded' : 'ready' };
  if (inUse && isWell(state, nowMs)) state = { ...state, climbed: [], rounds: 0, failingSinceMs: undefined };
  return withAlarms(withRemedy({ state, effects: [] }, inUse && refusing, nowMs), sight, nowMs);
}

function isWell({ readySinceMs, proven, network }: Supervision, nowMs: number): boolean {
  return proven && network.state === 'registered' && nowMs - (readySinceMs ?? nowMs) >= WELL_MS;
}

function withRemedy(next: Next, refusing: boolean, nowMs: number): Next {
  const { state } = next;
  if (state.wish || state.stopping || (state.place !== 'ready' && state.place !== 'degraded')) return next;
  const { network, history } = state;
  const remedy = refusing
    ? isAffordable(history, 'L4', nowMs) && 'L4'
    : networkRemedy(network.state, network.sinceMs, history, nowMs);
  if (!remedy) return next;
  return {
    state: { ...state, wish: { level: remedy, cause: 'remedy', sinceMs: nowMs } },
    effects: [{ effect: 'letGo' }],
  };
}

function withAlarms(next: Next, { refusing, weakPower, foreign }: Sight, nowMs: number): Next {
  const { missingSinceMs, failingSinceMs, history, readySinceMs } = next.state;
  const missing = missingSinceMs !== undefined && nowMs - missingSinceMs >= MISSING_MS;
  const restarts = timesWithin(history, 'self', DAY_MS, nowMs);
  let all = told(next, 'power', weakPower ? STATE_WORDS.alarmPower() : null);
  all = told(all, 'foreign_program', foreign === undefined ? null : STATE_WORDS.foreign(foreign));
  if (missing || missingSinceMs === undefined)
    all = told(all, 'modem_missing', missing ? STATE_WORDS.alarmMissing() : null);
  all = told(all, 'restarts_often', restarts > RESTARTS_MAX ? STATE_WORDS.alarmRestarts() : null);
  if (failingSinceMs !== undefined) {
    const hours =
      Math.floor((nowMs - failingSinceMs) / (TELL_AGAIN_HOURS * 60 * MINUTE_MS)) * TELL_AGAIN_HOURS;
    const powerTried = timesWithin(history, 'L6', nowMs - failingSinceMs + 1, nowMs) > 0;
    all = told(all, 'recovery_failed', STATE_WORDS.alarmRecovery(powerTried, hours));
  } else if (readySinceMs !== undefined) all = told(all, 'recovery_failed', null);
  if (readySinceMs !== undefined)
    all = told(all, 'sends_refused', refusing ? STATE_WORDS.alarmRefused() : null);
  return all;
}
