import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { clockFacts, clockRules } from '../clockFacts.ts';
import type { Db } from '../open.ts';
import type { ClockSettings } from '../rules/clocks/clockSettings.ts';
import { clocksOf } from '../rules/clocks/clocksOf.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { deadlines } from '../schema/deadlines.ts';
import { tickets } from '../schema/tickets.ts';

/** What settings would change, counted in open tickets. */
export interface ClockEffect {
  open: number;
  /** Some deadline of theirs would be another. */
  moved: number;
  /** Late by them, and not now; and the other way round. */
  becomeLate: number;
  becomeKept: number;
}

const CHUNK = 500;
/** A second limit counts as a deadline of its own; a warning does not. */
type Limits = { clock: string; state: string; dueAtMs: number | null; boundAtMs: number | null };

/** Reckons all open tickets by other settings, without keeping anything. */
export function clockEffect(db: Db, actor: Actor, wanted: ClockSettings, nowMs: number): ClockEffect {
  demand(actor, 'changeSettings');
  const rules = { ...clockRules(db), settings: wanted };
  const effect: ClockEffect = { open: 0, moved: 0, becomeLate: 0, becomeKept: 0 };
  const isLate = ({ state, dueAtMs }: Limits): boolean => state === 'running' && (dueAtMs ?? nowMs) < nowMs;
  for (let ids = openAfter(db, 0); ids.length > 0; ids = openAfter(db, ids.at(-1) ?? 0)) {
    const stored = db.select().from(deadlines).where(inArray(deadlines.ticketId, ids)).all();
    for (const facts of clockFacts(db, ids)) {
      const before = stored.filter(({ ticketId }) => ticketId === facts.ticketId);
      const after = clocksOf(facts, rules, nowMs);
      effect.open += 1;
      if (after.some((reading) => !isSame(reading, before))) effect.moved += 1;
      const [wasLate, willBeLate] = [before.some(isLate), after.some(isLate)];
      if (willBeLate && !wasLate) effect.becomeLate += 1;
      if (wasLate && !willBeLate) effect.becomeKept += 1;
    }
  }
  return effect;
}

const openAfter = (db: Db, after: number): number[] =>
  db
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.open, true), gt(tickets.id, after)))
    .orderBy(asc(tickets.id))
    .limit(CHUNK)
    .all()
    .map(({ id }) => id);

const isSame = (reading: Limits, before: readonly Limits[]): boolean =>
  before.some(
    (row) =>
      row.clock === reading.clock &&
      row.dueAtMs === reading.dueAtMs &&
      row.boundAtMs === reading.boundAtMs &&
      row.state === reading.state,
  );
