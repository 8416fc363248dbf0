import { gt, lte, or, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';

/**
 * The condition that a row's next attempt is due.
 * @param waitMaxMs the longest wait that is ever set: one beyond it comes from a clock that was set back
 * since, and must not hold the row for years.
 */
export const due = (nextAttemptAtMs: SQLiteColumn, nowMs: number, waitMaxMs: number): SQL | undefined =>
  or(lte(nextAttemptAtMs, nowMs), gt(nextAttemptAtMs, nowMs + waitMaxMs));
