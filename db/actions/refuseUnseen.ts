import { and, desc, eq, gt, inArray, isNull, ne, or } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import type { Actor } from '../rules/permissions.ts';
import { showPhoneNumber } from '../rules/phoneNumber.ts';
import type { EventKind } from '../rules/ticketEvent.ts';
import { showClock } from '../rules/zonedTime.ts';
import { users } from '../schema/people.ts';
import { ticketEvents } from '../schema/tickets.ts';
import { timeZoneOf } from '../timeZone.ts';

/** What can be overwritten, and what doing it is called. */
const OVERWRITABLE = {
  assigned: 'menugaskan tiket ini kepada orang lain',
  priority_changed: 'mengubah prioritas',
  scheduled: 'mengubah jadwal kunjungan',
  category_changed: 'mengubah kategori',
  place_changed: 'mengubah tempat',
  unit_changed: 'mengubah SKPD',
  reporter_changed: 'mengubah nama pelapor',
  target_chosen: 'mengubah target perbaikan',
} as const satisfies Partial<Record<EventKind, string>>;

type Overwritable = keyof typeof OVERWRITABLE;
const isOverwritable = (kind: EventKind): kind is Overwritable => Object.hasOwn(OVERWRITABLE, kind);

/**
 * Refuses a change that was decided without knowing what another person has done since the page was shown (R41).
 * @param seenEventId the newest event that the page showed; undefined for a command that saw no page.
 * @param kinds what would be overwritten.
 * @throws DomainError `conflict` naming who did what, when.
 */
export function refuseUnseen(
  tx: Tx,
  actor: Actor,
  ticketId: number,
  seenEventId: number | undefined,
  kinds: readonly Overwritable[],
): void {
  if (seenEventId === undefined) return;
  const newer = tx
    .select({ kind: ticketEvents.kind, atMs: ticketEvents.atMs, who: users.name, phone: ticketEvents.phone })
    .from(ticketEvents)
    .leftJoin(users, eq(users.id, ticketEvents.userId))
    .where(
      and(
        eq(ticketEvents.ticketId, ticketId),
        gt(ticketEvents.id, seenEventId),
        inArray(ticketEvents.kind, [...kinds]),
        or(isNull(ticketEvents.userId), ne(ticketEvents.userId, actor.userId)),
      ),
    )
    .orderBy(desc(ticketEvents.id))
    .get();
  if (!newer || !isOverwritable(newer.kind)) return;
  const who = newer.who ?? (newer.phone === null ? 'Program' : showPhoneNumber(newer.phone));
  throw new DomainError(
    'conflict',
    `${who} baru saja ${OVERWRITABLE[newer.kind]} pukul ${showClock(newer.atMs, timeZoneOf(tx))}. Isian Anda belum disimpan; periksa, lalu kirim sekali lagi bila tetap perlu.`,
  );
}
