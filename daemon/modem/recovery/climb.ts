import { STATE_WORDS } from '../stateWords.ts';
import { type Branch, type Level, nextLevel, waitMs, withTaken } from './levels.ts';
import {
  after,
  type Job,
  type Next,
  type Step,
  type StepOutcome,
  type Supervision,
  type SupervisionPlan,
  show,
  to,
} from './supervision.ts';

/** Between a reset and the first look for the port. */
const RESET_RETURN_MS = 500;
const RETURN: Job = { job: 'rest', ms: RESET_RETURN_MS };
/** Ends with a modem that starts anew: that its port is lost, or that it says it restarted, is as it should be. */
const RESETS: ReadonlySet<Level> = new Set(['L3', 'L4', 'L5', 'L6']);

export const isResetting = ({ step }: Supervision): boolean => step !== undefined && RESETS.has(step.level);

/** What was done has not helped: the next step of the ladder, or at its top a pause and everything anew. */
export function climb(
  before: Supervision,
  branch: Branch,
  words: string,
  plan: SupervisionPlan,
  nowMs: number,
  outcome: StepOutcome = 'failed',
  note?: string,
): Next {
  const heavyFailed = isResetting(before) && before.step?.level !== 'L3';
  const { state, effects } = endStep(before, outcome, note);
  const level = nextLevel(branch, state.climbed, state.history, plan.means, nowMs) ?? 'L7';
  const atTop = level === 'L7';
  const climbed: Supervision = {
    ...state,
    climbed: atTop ? [] : [...state.climbed, level],
    rounds: atTop ? state.rounds + 1 : state.rounds,
    failingSinceMs: state.failingSinceMs ?? (heavyFailed || atTop ? nowMs : undefined),
  };
  return after(effects, take(climbed, { level, cause: branch }, words, plan, nowMs));
}

/** Begins a step. */
export function take(
  before: Supervision,
  { level, cause }: Pick<Step, 'level' | 'cause'>,
  words: string,
  plan: SupervisionPlan,
  nowMs: number,
): Next {
  const step: Step = { level, cause, sinceMs: nowMs };
  const [job, agenda] = jobsOf(level, before, plan);
  const closing = job.job === 'close';
  const state: Supervision = {
    ...before,
    step,
    wish: undefined,
    agenda,
    history: withTaken(before.history, level, nowMs),
    portOpen: before.portOpen && !closing,
  };
  return to(state, job.job === 'synchronize' ? 'syncing' : 'recovering', job, [
    { effect: 'begin', level, reason: words },
    { effect: 'refuseSends', why: 'the modem is being recovered' },
    show(closing ? 'waiting' : 'bringUp', words, step),
  ]);
}

function jobsOf(
  level: Level,
  { rounds }: Supervision,
  plan: SupervisionPlan,
): [job: Job, agenda: readonly Job[]] {
  const step: Job = { job: 'step', level };
  switch (level) {
    case 'B1':
    case 'self':
      return [{ job: 'synchronize' }, []];
    case 'B2':
    case 'B3':
    case 'N1':
    case 'L4':
      return [step, []];
    case 'L2':
      return [{ job: 'close', hangUp: true }, [{ job: 'rest', ms: plan.hangUpMs }]];
    case 'L3':
    case 'L5':
    case 'L6':
      return [{ job: 'close', hangUp: false }, [step, RETURN]];
    case 'L7':
      return [{ job: 'close', hangUp: false }, [{ job: 'rest', ms: waitMs(rounds) }]];
  }
}

export function stepEnded(
  state: Supervision,
  outcome: StepOutcome,
  note: string | undefined,
  plan: SupervisionPlan,
  nowMs: number,
  goOn: (state: Supervision) => Next,
): Next {
  const { step } = state;
  if (outcome === 'done') {
    // Whether it has helped is known when the modem is in use again.
    if (step?.level !== 'L4') return goOn(state);
    return to({ ...state, portOpen: false, agenda: [RETURN] }, 'recovering', { job: 'close', hangUp: false });
  }
  if (step === undefined || step.cause === 'remedy' || step.cause === 'asked') {
    const { state: ended, effects } = endStep(state, outcome, note);
    return after(effects, goOn(ended));
  }
  return climb(state, step.cause, STATE_WORDS.stepFailed(), plan, nowMs, outcome, note);
}

export function endStep(
  state: Supervision,
  outcome: StepOutcome,
  note?: string,
): Pick<Next, 'effects'> & { state: Supervision } {
  if (!state.step) return { state, effects: [] };
  return { state: { ...state, step: undefined }, effects: [{ effect: 'end', outcome, note }] };
}
