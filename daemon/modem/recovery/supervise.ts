import { STATE_WORDS } from '../stateWords.ts';
import { climb, endStep, isResetting, stepEnded, take } from './climb.ts';
import { nextLevel, withTaken } from './levels.ts';
import { lookAround } from './lookAround.ts';
import {
  after,
  type Effect,
  type Job,
  type JobEnd,
  type Next,
  type Supervision,
  type SupervisionEvent,
  type SupervisionPlan,
  show,
  type Trouble,
  to,
  told,
} from './supervision.ts';

/** Reboots in a row without ever becoming ready; then preparing it once more does not help. */
const REBOOTS_MAX = 5;
/** Losses in a row without ever becoming ready; then the cable, or the power, wants a push. */
const LOSSES_MAX = 5;
/** Openings of a device that this process holds itself; then it was never closed. */
const HELD_BY_US_MAX = 20;
/** So long may a modem be away after it was reset, and a missing one before more is done than looking for it. */
const AWAY_MS = 60_000;
/** Nobody waits for what he asked for longer ago. */
const WISH_MS = 5 * 60_000;
/** A bridge or a device that is there but cannot be opened is tried again at least this often, when it is nobody's. */
const UNREACHABLE_MAX_MS = 5000;

/**
 * What comes next in the work with one modem, from closed to stopped: pure, without a timer, a port or a logger.
 * Total: every event has a next in every place, and nothing leaves `stopped`.
 */
export function supervise(state: Supervision, event: SupervisionEvent, plan: SupervisionPlan): Next {
  if (state.place === 'stopped') return { state, effects: [] };
  switch (event.event) {
    case 'stopAsked':
      return { state: { ...state, stopping: true }, effects: [{ effect: 'stopJobs' }] };
    case 'restartAsked':
      return {
        state: { ...state, wish: { level: 'L4', cause: 'asked', sinceMs: event.atMs } },
        effects: [{ effect: 'letGo' }],
      };
    case 'proof':
      return { state: { ...state, proven: true }, effects: [] };
    case 'tick':
      return lookAround(state, event);
  }
  const next = state.stopping ? windUp(state, event) : afterJob(state, event, plan);
  if (event.event !== 'closed' || !event.stuck) return next;
  // The work goes on, with what can still be done, until the process is ended for it.
  const words = state.stopping ? [] : [show('waiting', STATE_WORDS.unclosable(), undefined)];
  return { ...next, effects: [...next.effects, ...words, { effect: 'giveUpProcess' }] };
}

type Ended = ({ readonly event: 'started' } | JobEnd) & { readonly atMs: number };

function afterJob(state: Supervision, event: Ended, plan: SupervisionPlan): Next {
  const nowMs = event.atMs;
  switch (event.event) {
    case 'started':
    case 'closed':
    case 'rested':
      return goOn(state);
    case 'opened':
      return toSyncing({ ...state, portOpen: true, heldByUs: 0, missingSinceMs: undefined });
    case 'openFailed':
      return openFailed(state, event.code, plan, nowMs);
    case 'inStep':
      return told(to(state, 'preparing', { job: 'prepare' }), 'modem_mute', null);
    case 'prepared':
      return prepared(state, plan, nowMs);
    case 'held':
      return held(state, event, plan, nowMs);
    case 'released':
      return grantWish(state, plan, nowMs) ?? toSyncing(state);
    case 'stepEnded':
      return stepEnded(state, event.outcome, event.note, plan, nowMs, goOn);
    case 'trouble':
      return inTrouble(state, event.trouble, plan, nowMs);
  }
}

function toSyncing(state: Supervision, effects: readonly Effect[] = []): Next {
  return to({ ...state, agenda: [] }, 'syncing', { job: 'synchronize' }, [
    ...effects,
    show('bringUp', STATE_WORDS.preparing(), state.step),
  ]);
}

/** The next job of the agenda; then the beginning of the work: the port, or with an open one the line. */
function goOn(state: Supervision): Next {
  const [job, ...agenda] = state.agenda;
  const isClimbing = state.step !== undefined && state.step.level !== 'L7';
  if (job) return to({ ...state, agenda }, isClimbing ? 'recovering' : 'waiting', job);
  if (state.portOpen) return toSyncing(state);
  const patient = !state.climbed.includes('L2');
  return to(state, 'opening', { job: 'open', patient });
}

/** A stop that was asked for takes the next end of a job, whatever it was. */
function windUp(state: Supervision, { event }: Ended): Next {
  if (state.portOpen || event === 'opened') {
    return to({ ...state, portOpen: false, agenda: [] }, 'waiting', { job: 'close', hangUp: false });
  }
  const effects: Effect[] = [
    { effect: 'refuseSends', why: 'the modem is not connected' },
    show('stopped', STATE_WORDS.stopped(), undefined),
  ];
  return { state: { ...state, place: 'stopped', step: undefined }, effects };
}

/** What a human, or the state of the network, has asked for. */
function grantWish(state: Supervision, plan: SupervisionPlan, nowMs: number): Next | undefined {
  if (!state.wish || nowMs - state.wish.sinceMs > WISH_MS) return undefined;
  const words =
    state.wish.cause === 'asked' ? STATE_WORDS.restartAsked() : STATE_WORDS.remedy(state.wish.level);
  return take(state, state.wish, words, plan, nowMs);
}

function prepared(before: Supervision, plan: SupervisionPlan, nowMs: number): Next {
  const { state, effects } = endStep(before, 'done');
  const well: Supervision = { ...state, failures: 0, reboots: 0, readySinceMs: nowMs, proven: false };
  return after(effects, grantWish(well, plan, nowMs) ?? to(well, 'ready', { job: 'work' }));
}

function held(
  before: Supervision,
  { words, sick }: { words: string; sick: boolean },
  plan: SupervisionPlan,
  nowMs: number,
): Next {
  if (sick && before.wish === undefined) return climb(before, 'sick', words, plan, nowMs);
  const { state, effects } = endStep(before, 'done');
  const waiting = to(state, 'waiting', { job: 'rest', ms: plan.holdMs }, [show('waiting', words, undefined)]);
  return after(effects, grantWish(state, plan, nowMs) ?? waiting);
}

function openFailed(
  before: Supervision,
  code: string | undefined,
  plan: SupervisionPlan,
  nowMs: number,
): Next {
  const heldByUs = code === 'EHELDBYUS' ? before.heldByUs + 1 : 0;
  const given = heldByUs === HELD_BY_US_MAX;
  const state: Supervision = {
    ...before,
    failures: before.failures + 1,
    heldByUs,
    missingSinceMs: before.missingSinceMs ?? nowMs,
  };
  const words = given ? STATE_WORDS.unclosable() : openFailureWords(code, plan.device);
  if (isGone(code) && hasBeenAway(state, nowMs) && hasPush(state, plan, nowMs)) {
    return climb(state, 'missing', words, plan, nowMs);
  }
  const effects: Effect[] = [show('waiting', words, state.step)];
  if (given) effects.push({ effect: 'giveUpProcess' });
  return to(state, 'waiting', { job: 'rest', ms: retryMs(state, code, plan) }, effects);
}

/** No such device, or nobody at the other end of the bridge: looking again costs nothing and nobody. */
const isGone = (code: string | undefined): boolean =>
  code !== 'EBUSY' && code !== 'EACCES' && code !== 'EHELDBYUS';

function hasBeenAway({ missingSinceMs, step }: Supervision, nowMs: number): boolean {
  return nowMs - Math.max(missingSinceMs ?? nowMs, step?.sinceMs ?? 0) >= AWAY_MS;
}

/** Whether anything can be done about a device that is not there; else it is only looked for. */
function hasPush({ climbed, history }: Supervision, { means }: SupervisionPlan, nowMs: number): boolean {
  return nextLevel('missing', climbed, history, means, nowMs) !== undefined;
}

/** 1 s, 2 s, 4 s … to the cap; a device that is not there is only looked for. */
function retryMs(state: Supervision, code: string | undefined, plan: SupervisionPlan): number {
  if (code === 'ENOENT') return plan.reopenMinMs;
  const maxMs = isGone(code) ? Math.min(UNREACHABLE_MAX_MS, plan.reopenMaxMs) : plan.reopenMaxMs;
  return Math.min(maxMs, plan.reopenMinMs * 2 ** Math.max(0, state.failures - 1));
}

function inTrouble(state: Supervision, trouble: Trouble, plan: SupervisionPlan, nowMs: number): Next {
  switch (trouble) {
    case 'closed':
      return lost(state, plan, nowMs);
    case 'mute': {
      const again = state.climbed.includes('L2');
      const next = climb(state, 'mute', STATE_WORDS.mute(), plan, nowMs);
      return again ? told(next, 'modem_mute', STATE_WORDS.alarmMute()) : next;
    }
    case 'sick':
      return climb(state, 'sick', STATE_WORDS.sick(), plan, nowMs);
    case 'settingsLost':
      return afresh(state, STATE_WORDS.settingsLost());
    case 'rebooted':
      return rebooted(state, plan, nowMs);
  }
}

const noteOfOwn = (reason: string): Effect => ({ effect: 'noteSelf', reason });

function afresh(state: Supervision, words: string): Next {
  return to({ ...state, agenda: [] }, 'syncing', { job: 'synchronize' }, [
    show('bringUp', words, state.step),
    { effect: 'refuseSends', why: 'the modem is being prepared' },
  ]);
}

function rebooted(before: Supervision, plan: SupervisionPlan, nowMs: number): Next {
  if (isResetting(before)) return afresh(before, STATE_WORDS.rebooted());
  const state: Supervision = {
    ...before,
    reboots: before.reboots + 1,
    history: withTaken(before.history, 'self', nowMs),
  };
  const effects = [noteOfOwn(STATE_WORDS.rebooted())];
  if (state.reboots <= REBOOTS_MAX) return after(effects, afresh(state, STATE_WORDS.rebooted()));
  return after(effects, climb({ ...state, reboots: 0 }, 'sick', STATE_WORDS.sick(), plan, nowMs));
}

/** The port is gone. It may be back at once, under the same name; what was reset is expected to be. */
function lost(before: Supervision, plan: SupervisionPlan, nowMs: number): Next {
  const ordered = isResetting(before);
  const state: Supervision = {
    ...before,
    portOpen: false,
    failures: before.failures + 1,
    missingSinceMs: before.missingSinceMs ?? nowMs,
    history: ordered ? before.history : withTaken(before.history, 'self', nowMs),
  };
  const effects: Effect[] = [
    show('waiting', STATE_WORDS.lost(), state.step),
    { effect: 'refuseSends', why: 'the modem is not connected' },
  ];
  if (!ordered) effects.push(noteOfOwn(STATE_WORDS.lost()));
  if (!ordered && state.failures > LOSSES_MAX && hasPush(state, plan, nowMs)) {
    return after(effects, climb({ ...state, failures: 0 }, 'missing', STATE_WORDS.lost(), plan, nowMs));
  }
  const agenda: readonly Job[] = [{ job: 'rest', ms: retryMs(state, undefined, plan) }];
  return to({ ...state, agenda }, 'waiting', { job: 'close', hangUp: false }, effects);
}

function openFailureWords(code: string | undefined, device: string): string {
  switch (code) {
    case 'ENOENT':
      return STATE_WORDS.missing(device);
    case 'EBUSY':
      return STATE_WORDS.busy(device);
    case 'EACCES':
      return STATE_WORDS.forbidden(device);
    default:
      return STATE_WORDS.unreachable(device);
  }
}
