import { and, eq, isNull, or, type SQL } from 'drizzle-orm';
import type { Reporter } from './rules/access/reporter.ts';
import { tickets } from './schema/tickets.ts';

/** The tickets of a reporter: the unit's, and what the own number reported before anybody knew of which unit it is. */
export const ticketsOf = ({ unitId, phone }: Reporter): SQL | undefined =>
  or(eq(tickets.unitId, unitId), and(isNull(tickets.unitId), eq(tickets.reporterPhone, phone)));
