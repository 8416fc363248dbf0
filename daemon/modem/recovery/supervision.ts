import type { GatewayPhase } from '../gatewayContract.ts';
import type { Branch, Level, Means, NetworkState, Taken } from './levels.ts';

/** Where the work with one modem stands. All places but the first and the last have one job that is being done. */
export type Place =
  | 'closed'
  | 'opening'
  | 'syncing'
  | 'preparing'
  | 'ready'
  /** In use, but it cannot send: no network, or it refuses every text. */
  | 'degraded'
  | 'recovering'
  | 'waiting'
  | 'stopped';

/** A step that was begun and whose effect is not known yet. */
export interface Step {
  readonly level: Level;
  /** The ladder climbs on when it does not help; what was a remedy, or asked for by a human, is let be. */
  readonly cause: Branch | 'remedy' | 'asked';
  readonly sinceMs: number;
}

export interface Supervision {
  readonly place: Place;
  readonly portOpen: boolean;
  readonly stopping: boolean;
  /** What is to be done before the port is opened, or the line brought in step, again. */
  readonly agenda: readonly Job[];
  readonly step: Step | undefined;
  /** To be taken as soon as the modem can be spoken to. */
  readonly wish: Step | undefined;
  /** Ladder steps since the modem was last well. */
  readonly climbed: readonly Level[];
  /** Waits at the top of the ladder since then. */
  readonly rounds: number;
  readonly history: readonly Taken[];
  /** Losses and failed openings in a row; the pause grows with them. */
  readonly failures: number;
  /** Reboots in a row without ever becoming ready. */
  readonly reboots: number;
  /** Openings in a row that failed because this very process still holds the device. */
  readonly heldByUs: number;
  /** Since when there is no port. */
  readonly missingSinceMs: number | undefined;
  /** Since when the heavy steps do not help. */
  readonly failingSinceMs: number | undefined;
  readonly readySinceMs: number | undefined;
  /** A text was sent, or all storages were read, since then. */
  readonly proven: boolean;
  readonly network: { readonly state: NetworkState; readonly sinceMs: number };
  /** Alarms as they were last told. */
  readonly alarms: Readonly<Partial<Record<SupervisionAlarm, string | null>>>;
}

export type SupervisionAlarm =
  | 'modem_missing'
  | 'modem_mute'
  | 'recovery_failed'
  | 'restarts_often'
  | 'sends_refused'
  | 'power'
  | 'foreign_program';
export type Trouble = 'closed' | 'mute' | 'sick' | 'rebooted' | 'settingsLost';
export type StepOutcome = 'done' | 'failed' | 'skipped';

/** How a job ended … */
export type JobEnd =
  | { readonly event: 'opened' | 'inStep' | 'prepared' | 'released' | 'rested' }
  /** `stuck`: the driver does not let go of the device. */
  | { readonly event: 'closed'; readonly stuck: boolean }
  | { readonly event: 'openFailed'; readonly code: string | undefined }
  /** The modem waits for a human (`sick`: or for its recovery); the words say for what. */
  | { readonly event: 'held'; readonly words: string; readonly sick: boolean }
  | { readonly event: 'trouble'; readonly trouble: Trouble }
  | { readonly event: 'stepEnded'; readonly outcome: StepOutcome; readonly note: string | undefined };

/** What is seen of the modem from time to time. */
export interface Sight {
  /** Undefined while it is not known. */
  readonly network: NetworkState | undefined;
  /** It refuses every text. */
  readonly refusing: boolean;
  readonly weakPower: boolean;
  /** Another program that uses it. */
  readonly foreign: string | undefined;
}

/** … or what comes from outside, while a job is being done. */
export type Interruption =
  | { readonly event: 'stopAsked' | 'restartAsked' }
  /** A text was sent, or all storages were read. */
  | { readonly event: 'proof' }
  /** Every some seconds. */
  | ({ readonly event: 'tick' } & Sight);

/** `atMs`: monotonic clock. */
export type SupervisionEvent = ({ readonly event: 'started' } | JobEnd | Interruption) & {
  readonly atMs: number;
};

/** Takes its time and ends with an event; at most one is running. */
export type Job =
  | { readonly job: 'synchronize' | 'prepare' | 'work' }
  /** `patient`: a stick may be mute for forty seconds after it was plugged in. */
  | { readonly job: 'open'; readonly patient: boolean }
  /** `hangUp`: with the modem lines dropped. */
  | { readonly job: 'close'; readonly hangUp: boolean }
  | { readonly job: 'rest'; readonly ms: number }
  | { readonly job: 'step'; readonly level: Level };

/** Is done at once. */
export type Effect =
  | {
      readonly effect: 'show';
      readonly phase: GatewayPhase;
      readonly detail: string;
      readonly level: Level | undefined;
    }
  | { readonly effect: 'refuseSends'; readonly why: string }
  /** The running job is to end as soon as it may; for a stop, so are all later ones. */
  | { readonly effect: 'letGo' | 'stopJobs' }
  | { readonly effect: 'begin'; readonly level: Level; readonly reason: string }
  | { readonly effect: 'end'; readonly outcome: StepOutcome; readonly note: string | undefined }
  /** The modem has restarted, or vanished, by itself. */
  | { readonly effect: 'noteSelf'; readonly reason: string }
  | { readonly effect: 'alarm'; readonly kind: SupervisionAlarm; readonly text: string | null }
  /** Only the end of this process frees the device (DESIGN 28). */
  | { readonly effect: 'giveUpProcess' };

/** No job: nothing is to be done any more, or, after an interruption, the running one goes on. */
export interface Next {
  readonly state: Supervision;
  readonly effects: readonly Effect[];
  readonly job?: Job;
}

export function to(state: Supervision, place: Place, job: Job, effects: readonly Effect[] = []): Next {
  return { state: { ...state, place }, effects, job };
}

export function after(effects: readonly Effect[], next: Next): Next {
  return { ...next, effects: [...effects, ...next.effects] };
}

export function show(phase: GatewayPhase, detail: string, step: Step | undefined): Effect {
  return { effect: 'show', phase, detail, level: step?.level };
}

/** Tells an alarm, or its end (null), when it was not told so before. */
export function told(next: Next, kind: SupervisionAlarm, text: string | null): Next {
  const { state } = next;
  if (state.alarms[kind] === text) return next;
  return {
    ...next,
    state: { ...state, alarms: { ...state.alarms, [kind]: text } },
    effects: [...next.effects, { effect: 'alarm', kind, text }],
  };
}

export interface SupervisionPlan {
  readonly device: string;
  readonly means: Means;
  readonly holdMs: number;
  readonly reopenMinMs: number;
  readonly reopenMaxMs: number;
  /** How long DTR stays off. */
  readonly hangUpMs: number;
}

export function atFirst(history: readonly Taken[], nowMs: number): Supervision {
  return {
    place: 'closed',
    portOpen: false,
    stopping: false,
    agenda: [],
    step: undefined,
    wish: undefined,
    climbed: [],
    rounds: 0,
    history,
    failures: 0,
    reboots: 0,
    heldByUs: 0,
    missingSinceMs: undefined,
    failingSinceMs: undefined,
    readySinceMs: undefined,
    proven: false,
    network: { state: 'registered', sinceMs: nowMs },
    alarms: {},
  };
}
