const DAY_MS = 24 * 3_600_000;
/** `<stat>` of 27.005 §3.1: received and read. */
const READ = 1;

/**
 * Was a text that lies on a new SIM there before the office took the SIM into use? Then somebody has read it already,
 * or its time is over; it is shown to people, and neither answered nor made a ticket by the program.
 */
export const isOldContent = (
  { stat, sentAtMs }: { stat: number | undefined; sentAtMs: number | undefined },
  nowMs: number,
): boolean => stat === READ || isStale(sentAtMs, nowMs);

/** Sent more than a day ago. */
export const isStale = (sentAtMs: number | undefined, nowMs: number): boolean =>
  sentAtMs !== undefined && nowMs - sentAtMs > DAY_MS;
