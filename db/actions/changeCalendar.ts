import { desc, eq } from 'drizzle-orm';
import { calendarRows } from '../calendarRows.ts';
import { newestChangeId, serviceCalendar } from '../calendars.ts';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { opensAgain } from '../rules/calendar/businessCalendar.ts';
import { checkDisjoint } from '../rules/calendar/checkHoursRanges.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { showClock } from '../rules/zonedTime.ts';
import { type ChangedRow, calendarChanges, hoursRanges } from '../schema/calendar.ts';
import { users } from '../schema/people.ts';
import { timeZoneOf } from '../timeZone.ts';
import { inAction } from './action.ts';
import { refreshOpenDeadlines } from './refreshOpenDeadlines.ts';

export interface CalendarChange {
  /** The newest change that the form showed, where it would write over what others did since. */
  seenChangeId?: number;
  /** @returns what was done, in words for the history. */
  body: (tx: Tx, nowMs: number) => string;
}

/**
 * Changes the calendar in one transaction, with every row as it was and became for undoing it; then all open deadlines
 * are reckoned anew.
 * @returns the id of the change; undefined when everything stayed as it was.
 * @throws DomainError `invalid` for ranges that overlap or a calendar that would never open again; `conflict` for a
 * change that the form had not shown
 */
export function changeCalendar(
  db: Db,
  clock: Clock,
  actor: Actor,
  { seenChangeId, body }: CalendarChange,
): number | undefined {
  demand(actor, 'changeSettings');
  const changeId = inAction(db, clock, (tx, nowMs) => {
    if (seenChangeId !== undefined) refuseUnseenChange(tx, actor, seenChangeId);
    const before = calendarRows(tx);
    const what = body(tx, nowMs);
    const changedRows = differences(before, calendarRows(tx));
    if (changedRows.length === 0) return undefined;
    const { id } = tx
      .insert(calendarChanges)
      .values({ userId: actor.userId, what, changedRows, atMs: nowMs })
      .returning({ id: calendarChanges.id })
      .get();
    refuseSpoiltCalendar(tx, nowMs);
    return id;
  });
  // If this is interrupted, the daemon goes on with it.
  if (changeId !== undefined) refreshOpenDeadlines(db, clock);
  return changeId;
}

function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): ChangedRow[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => before.get(key) !== after.get(key))
    .map((key) => ({ key, before: before.get(key) ?? null, after: after.get(key) ?? null }));
}

function refuseSpoiltCalendar(tx: Tx, nowMs: number): void {
  checkDisjoint(
    tx
      .select({
        name: hoursRanges.name,
        from: hoursRanges.fromDate,
        to: hoursRanges.toDate,
        weekly: hoursRanges.weekly,
      })
      .from(hoursRanges)
      .all(),
  );
  if (!opensAgain(serviceCalendar(tx), nowMs))
    throw new DomainError(
      'invalid',
      'Dengan ini kantor tidak pernah buka lagi, jadi tidak ada batas waktu yang bisa dihitung. Tidak ada yang disimpan.',
    );
}

function refuseUnseenChange(tx: Tx, actor: Actor, seenChangeId: number): void {
  if (newestChangeId(tx) <= seenChangeId) return;
  const newest = tx
    .select({
      userId: calendarChanges.userId,
      name: users.name,
      what: calendarChanges.what,
      atMs: calendarChanges.atMs,
    })
    .from(calendarChanges)
    .leftJoin(users, eq(users.id, calendarChanges.userId))
    .orderBy(desc(calendarChanges.id))
    .get();
  if (!newest || newest.userId === actor.userId) return;
  throw new DomainError(
    'conflict',
    `${newest.name ?? 'Orang lain'} baru saja mengubah kalender pukul ${showClock(newest.atMs, timeZoneOf(tx))}: ${newest.what}. Isian Anda belum disimpan; periksa, lalu simpan sekali lagi bila tetap perlu.`,
  );
}
