import type { GatewayPhase } from '../gatewayContract.ts';
import { STATE_WORDS } from '../stateWords.ts';

/** Where the work with one modem stands. All places but the first and the last have one job that is being done. */
export type Place =
  | 'closed'
  | 'opening'
  | 'syncing'
  | 'preparing'
  | 'ready'
  | 'closing'
  | 'waiting'
  | 'stopped';

export interface Supervision {
  readonly place: Place;
  readonly portOpen: boolean;
  readonly stopping: boolean;
  /** Losses and failed openings in a row; the pause grows with them. */
  readonly failures: number;
  /** Reboots in a row without ever becoming ready. */
  readonly reboots: number;
  /** Openings in a row that failed because this very process still holds the device. */
  readonly heldByUs: number;
}

export type Trouble = 'closed' | 'mute' | 'rebooted' | 'settingsLost';

/** How a job ended, or what is asked from outside. */
export type SupervisionEvent =
  | { readonly event: 'started' | 'opened' | 'inStep' | 'prepared' | 'released' | 'rested' }
  /** `stuck`: the driver does not let go of the device. */
  | { readonly event: 'closed'; readonly stuck: boolean }
  | { readonly event: 'openFailed'; readonly code: string | undefined }
  | { readonly event: 'held'; readonly words: string }
  | { readonly event: 'trouble'; readonly trouble: Trouble }
  | { readonly event: 'stopAsked' };

/** Takes its time and ends with an event; at most one is running. */
export type Job =
  | { readonly job: 'open' | 'synchronize' | 'prepare' | 'work' | 'close' }
  | { readonly job: 'rest'; readonly ms: number };

/** Is done at once. */
export type Effect =
  | { readonly effect: 'show'; readonly phase: GatewayPhase; readonly detail: string }
  | { readonly effect: 'refuseSends'; readonly why: string }
  /** The running job is to end as soon as it may. */
  | { readonly effect: 'stopJob' }
  /** Only the end of this process frees the device (DESIGN 28). */
  | { readonly effect: 'giveUpProcess' };

export interface Next {
  readonly state: Supervision;
  readonly effects: readonly Effect[];
  readonly job?: Job;
}

export interface SupervisionPlan {
  readonly device: string;
  readonly holdMs: number;
  readonly reopenMinMs: number;
  readonly reopenMaxMs: number;
}

export const AT_FIRST: Supervision = {
  place: 'closed',
  portOpen: false,
  stopping: false,
  failures: 0,
  reboots: 0,
  heldByUs: 0,
};

/** Then a pause does better than another try. */
const REBOOTS_MAX = 5;
/** Then it was never closed. */
const HELD_BY_US_MAX = 20;

/**
 * What comes next in the work with one modem, from closed to stopped: pure, without a timer, a port or a logger.
 * Total: every event has a next in every place, and nothing leaves `stopped`.
 */
export function supervise(state: Supervision, event: SupervisionEvent, plan: SupervisionPlan): Next {
  if (state.place === 'stopped') return { state, effects: [] };
  if (event.event === 'stopAsked') {
    return { state: { ...state, stopping: true }, effects: [{ effect: 'stopJob' }] };
  }
  if (event.event === 'closed' && event.stuck) return stuck(state, plan);
  if (state.stopping) return windUp(state, event);
  switch (event.event) {
    case 'closed':
      return to(state, 'waiting', { job: 'rest', ms: backoffMs(state, plan) });
    case 'started':
    case 'rested':
    case 'released':
      return state.portOpen
        ? to(state, 'syncing', { job: 'synchronize' }, [PREPARING])
        : to(state, 'opening', { job: 'open' });
    case 'opened':
      return to({ ...state, portOpen: true, heldByUs: 0 }, 'syncing', { job: 'synchronize' }, [PREPARING]);
    case 'openFailed':
      return openFailed(state, event.code, plan);
    case 'inStep':
      return to(state, 'preparing', { job: 'prepare' });
    case 'prepared':
      return to({ ...state, failures: 0, reboots: 0 }, 'ready', { job: 'work' });
    case 'held':
      return to(state, 'waiting', { job: 'rest', ms: plan.holdMs }, [show('waiting', event.words)]);
    case 'trouble':
      return inTrouble(state, event.trouble);
  }
}

const PREPARING = show('bringUp', STATE_WORDS.preparing());

function to(state: Supervision, place: Place, job: Job, effects: readonly Effect[] = []): Next {
  return { state: { ...state, place }, effects, job };
}

function show(phase: GatewayPhase, detail: string): Effect {
  return { effect: 'show', phase, detail };
}

/** A stop that was asked for takes the next end of a job, whatever it was. */
function windUp(state: Supervision, { event }: SupervisionEvent): Next {
  if (state.portOpen || event === 'opened')
    return to({ ...state, portOpen: false }, 'closing', { job: 'close' });
  const effects: Effect[] = [
    { effect: 'refuseSends', why: 'the modem is not connected' },
    show('stopped', STATE_WORDS.stopped()),
  ];
  return { state: { ...state, place: 'stopped' }, effects };
}

/** The work goes on, with what can still be done, until the process is ended for it. */
function stuck(state: Supervision, plan: SupervisionPlan): Next {
  const next = state.stopping
    ? windUp(state, { event: 'rested' })
    : to(state, 'waiting', { job: 'rest', ms: backoffMs(state, plan) }, [
        show('waiting', STATE_WORDS.unclosable()),
      ]);
  return { ...next, effects: [...next.effects, { effect: 'giveUpProcess' }] };
}

function openFailed(before: Supervision, code: string | undefined, plan: SupervisionPlan): Next {
  const heldByUs = code === 'EHELDBYUS' ? before.heldByUs + 1 : 0;
  const state = { ...before, failures: before.failures + 1, heldByUs };
  const given = heldByUs === HELD_BY_US_MAX;
  const words = given ? STATE_WORDS.unclosable() : openFailureWords(code, plan.device);
  const effects: Effect[] = [show('waiting', words)];
  if (given) effects.push({ effect: 'giveUpProcess' });
  return to(state, 'waiting', { job: 'rest', ms: backoffMs(state, plan) }, effects);
}

function inTrouble(state: Supervision, trouble: Trouble): Next {
  const rebooted = trouble === 'rebooted' || trouble === 'settingsLost';
  if (rebooted && state.reboots < REBOOTS_MAX) {
    const words = trouble === 'rebooted' ? STATE_WORDS.rebooted() : STATE_WORDS.settingsLost();
    return to({ ...state, reboots: state.reboots + 1 }, 'syncing', { job: 'synchronize' }, [
      show('bringUp', words),
      { effect: 'refuseSends', why: 'the modem is being prepared' },
    ]);
  }
  const words = trouble === 'closed' ? STATE_WORDS.lost() : STATE_WORDS.mute();
  const left = { ...state, portOpen: false, reboots: 0, failures: state.failures + 1 };
  return to(left, 'closing', { job: 'close' }, [
    show('waiting', words),
    { effect: 'refuseSends', why: 'the modem is not connected' },
  ]);
}

/** 1 s, 2 s, 4 s … to the cap. */
function backoffMs({ failures }: Supervision, { reopenMinMs, reopenMaxMs }: SupervisionPlan): number {
  return Math.min(reopenMaxMs, reopenMinMs * 2 ** Math.max(0, failures - 1));
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
