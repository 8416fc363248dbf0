import { and, asc, eq, gt, inArray, isNull, ne, or } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import type { Actor } from '../rules/permissions.ts';
import type { EventKind } from '../rules/ticketEvent.ts';
import { showClock } from '../rules/zonedTime.ts';
import { users } from '../schema/people.ts';
import { ticketEvents } from '../schema/tickets.ts';
import { timeZoneOf } from '../timeZone.ts';

/**
 * Refuses a change that was decided without knowing what another person has done since the page was shown (R41).
 * @param seenEventId the newest event that the page showed; undefined for a command that saw no page.
 * @param words for each kind that would be overwritten, what to call it.
 * @throws DomainError `conflict` naming who did what, when.
 */
export function refuseUnseen(
  tx: Tx,
  actor: Actor,
  ticketId: number,
  seenEventId: number | undefined,
  words: Partial<Record<EventKind, string>>,
): void {
  if (seenEventId === undefined) return;
  const kinds = Object.keys(words) as EventKind[];
  const newer = tx
    .select({ kind: ticketEvents.kind, atMs: ticketEvents.atMs, who: users.name, phone: ticketEvents.phone })
    .from(ticketEvents)
    .leftJoin(users, eq(users.id, ticketEvents.userId))
    .where(
      and(
        eq(ticketEvents.ticketId, ticketId),
        gt(ticketEvents.id, seenEventId),
        inArray(ticketEvents.kind, kinds),
        or(isNull(ticketEvents.userId), ne(ticketEvents.userId, actor.userId)),
      ),
    )
    .orderBy(asc(ticketEvents.id))
    .all()
    .at(-1);
  if (!newer) return;
  const who = newer.who ?? newer.phone ?? 'Program';
  throw new DomainError(
    'conflict',
    `${who} baru saja ${words[newer.kind] ?? 'mengubah tiket ini'} pukul ${showClock(newer.atMs, timeZoneOf(tx))}. Isian Anda belum disimpan; periksa, lalu kirim sekali lagi bila tetap perlu.`,
  );
}
