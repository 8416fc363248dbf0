import type { PartState } from './partState.ts';

/** An attempt that a status report with its reference may speak of. */
export interface ReportedAttempt {
  id: number;
  partId: number;
  messageId: number;
  /** Of its part, now. */
  state: PartState;
  writingAtMs: number | null;
}

/** Whether the SMSC took, by its own clock and a zone that is not to be trusted, about when this was sent. */
export const isOfItsTime = (
  { writingAtMs }: Pick<ReportedAttempt, 'writingAtMs'>,
  { submittedAtMs }: { submittedAtMs: number | null },
): boolean =>
  submittedAtMs !== null && writingAtMs !== null && Math.abs(submittedAtMs - writingAtMs) <= SAME_TIME_MS;

/** The SMSC takes a text within seconds; its clock and ours may differ by some minutes. */
const SAME_TIME_MS = 10 * 60_000;

/**
 * Of several attempts with the same SIM, reference and recipient the one that a report means. TP-MR goes round after
 * 256 and begins anew when the modem is reset, so that a late report must not be credited to a later text. Zones of
 * the SMSC are not trusted (DESIGN 20): its time decides only where it fits exactly one of them; else it is the newest
 * that is unfinished.
 * @param newestFirst at least one.
 */
export function reportedAttempt(
  newestFirst: readonly ReportedAttempt[],
  report: { submittedAtMs: number | null },
): ReportedAttempt | undefined {
  const fitting = newestFirst.filter((attempt) => isOfItsTime(attempt, report));
  if (newestFirst.length > 1 && fitting.length === 1) return fitting[0];
  return newestFirst.find(({ state }) => state !== 'delivered' && !GIVEN_UP.has(state)) ?? newestFirst[0];
}

/** Settled against it; yet a late delivery is the truth when nothing else can be meant. */
const GIVEN_UP: ReadonlySet<PartState> = new Set(['failed', 'expired', 'cancelled']);
