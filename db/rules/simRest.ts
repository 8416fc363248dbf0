import type { SendingFault } from './retry.ts';

/** How one handing over to the network ended, seen from the SIM. */
export interface PastAttempt {
  recipient: string;
  atMs: number;
  end: 'sent' | 'notSent' | 'unknown';
  fault: SendingFault | undefined;
}

/** Why and how long a SIM's queue rests. One message after it tells whether the trouble is over. */
export interface SimRest {
  ms: number;
  /** Refused again and again: a human should look at the SIM's credit. */
  suspended: boolean;
  cause: 'network' | 'sim' | 'refusals';
  fault: SendingFault;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NETWORK_RESTS_MS = [30_000, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR];
const SIM_REST_MS = HOUR;
/** What was refused longer ago than this says nothing of now. */
const STALE_MS = 3 * HOUR;
/** So many recipients are refused in a row by the network, not by their own phones. */
const RECIPIENTS_MIN = 3;
/** So many refusals in a row are no chance. */
const SUSPENDED_AFTER = 5;
/** So many attempts are enough to judge by. */
export const ATTEMPTS_JUDGED = 16;

/** These say something of the modem, its storage or this recipient's phone, not of the SIM or the network. */
const ABOUT_ELSE: ReadonlySet<string> = new Set([
  'link',
  'own-number',
  'encoding',
  'modem-busy',
  'modem-state',
  'sim-busy',
  'pin2',
  'local-storage',
  'destination',
]);

/**
 * What the newest attempts say of the SIM (errors.json, repeat-escalation): one bad number is the text's trouble, the
 * same refusal for several recipients is the network's, the operator's or the SIM's.
 * @param newestFirst up to ATTEMPTS_JUDGED of one SIM.
 */
export function restAfter(newestFirst: readonly PastAttempt[]): SimRest | undefined {
  const run = refusalsInARow(newestFirst);
  const [last] = run;
  if (!last) return undefined;
  const { fault } = last;
  if (fault.class === 'fatal-sim') return { ms: SIM_REST_MS, suspended: true, cause: 'sim', fault };
  if (fault.class === 'retry-after-network') {
    const times = leading(run, (each) => each.fault.class === 'retry-after-network').length;
    return networkRest(fault, times, false);
  }
  const alike = leading(run, (each) => each.fault.class === fault.class);
  if (fault.class === 'permanent') {
    const sameCode = leading(run, (each) => isSameCode(each.fault, fault));
    const refusedAll =
      recipientsOf(alike) >= SUSPENDED_AFTER ||
      (sameCode.length >= SUSPENDED_AFTER && recipientsOf(sameCode) >= RECIPIENTS_MIN);
    return refusedAll ? { ms: SIM_REST_MS, suspended: true, cause: 'refusals', fault } : undefined;
  }
  if (recipientsOf(alike) < RECIPIENTS_MIN) return undefined;
  return networkRest(fault, alike.length - RECIPIENTS_MIN + 1, alike.length >= SUSPENDED_AFTER);
}

const networkRest = (fault: SendingFault, times: number, suspended: boolean): SimRest => ({
  ms: NETWORK_RESTS_MS[times - 1] ?? HOUR,
  suspended,
  cause: 'network',
  fault,
});

type Refusal = PastAttempt & { fault: SendingFault };

/** Back to the newest success. An unknown end and a fault of the modem say nothing either way. */
function refusalsInARow(newestFirst: readonly PastAttempt[]): readonly Refusal[] {
  const run: Refusal[] = [];
  let sinceMs = newestFirst[0]?.atMs ?? 0;
  for (const attempt of newestFirst) {
    if (attempt.end === 'sent' || Math.abs(sinceMs - attempt.atMs) > STALE_MS) break;
    sinceMs = attempt.atMs;
    const { fault } = attempt;
    if (attempt.end === 'notSent' && fault && !ABOUT_ELSE.has(fault.sub ?? ''))
      run.push({ ...attempt, fault });
  }
  return run;
}

function leading(run: readonly Refusal[], isAlike: (attempt: Refusal) => boolean): readonly Refusal[] {
  const other = run.findIndex((attempt) => !isAlike(attempt));
  return other < 0 ? run : run.slice(0, other);
}

const recipientsOf = (run: readonly Refusal[]): number =>
  new Set(run.map((attempt) => attempt.recipient)).size;

const isSameCode = (a: SendingFault, b: SendingFault): boolean =>
  a.class === b.class && a.code === b.code && a.sub === b.sub;
