import { between, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';

/**
 * The condition that a time lies within so much of now, on either side: after a clock was set back, rows of
 * the last hour are in the future, and rows of a wrong future must not count for ever.
 */
export const near = (column: SQLiteColumn, nowMs: number, spanMs: number): SQL =>
  between(column, nowMs - spanMs, nowMs + spanMs);
