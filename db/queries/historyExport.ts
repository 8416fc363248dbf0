import { and, asc, eq, gte, lt, type SQL } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { messageState, PART_STATE_LABELS } from '../rules/partState.ts';
import { type Actor, demand, may } from '../rules/permissions.ts';
import { isForEyesOf } from '../rules/ratingPrivacy.ts';
import type { EventKind } from '../rules/ticketEvent.ts';
import { users } from '../schema/people.ts';
import { outboundParts } from '../schema/smsOut.ts';
import { messages, ticketEvents, tickets } from '../schema/tickets.ts';

/** A line of the exported history: an event, or an SMS with its fate. */
export interface HistoryLine {
  ticketId: number;
  atMs: number;
  /** A user, a number, or null for the program itself. */
  who: string | null;
  what:
    | { event: EventKind; detail: Readonly<Record<string, string | number>> }
    | { sms: 'in' | 'out' | 'note'; text: string; peer: string | null; fate: string };
}

/** Which part of the history: a ticket's, or that of a span of time. */
export type HistorySpan = { ticketId: number } | { fromMs: number; untilMs: number };

/** A month of a busy office has some ten thousand lines; more than this is asked for in pieces. */
const LINES_MAX = 200_000;

/**
 * All that happened to tickets that the actor may see, in the order of time.
 * @throws DomainError `not_found` for a ticket of somebody else, `invalid` for more than a file should hold.
 */
export function historyExport(db: Db, actor: Actor, span: HistorySpan): HistoryLine[] {
  demand(actor, 'exportHistory');
  const visible = may(actor, 'seeAllTickets') ? undefined : eq(tickets.technicianId, actor.userId);
  if ('ticketId' in span) {
    const own = db
      .select({ id: tickets.id })
      .from(tickets)
      .where(and(eq(tickets.id, span.ticketId), visible))
      .get();
    if (!own) throw new DomainError('not_found', `Tiket #${span.ticketId} tidak ditemukan.`);
  }
  const lines = [...events(db, actor, visible, span), ...words(db, actor, visible, span)];
  if (lines.length > LINES_MAX)
    throw new DomainError('invalid', 'Riwayat ini terlalu panjang untuk satu berkas; pilih bulan lain.');
  return lines.sort((a, b) => a.atMs - b.atMs);
}

function events(db: Db, actor: Actor, visible: SQL | undefined, span: HistorySpan): HistoryLine[] {
  return db
    .select({ event: ticketEvents, user: users.name })
    .from(ticketEvents)
    .innerJoin(tickets, eq(tickets.id, ticketEvents.ticketId))
    .leftJoin(users, eq(users.id, ticketEvents.userId))
    .where(
      and(
        visible,
        'ticketId' in span
          ? eq(ticketEvents.ticketId, span.ticketId)
          : and(gte(ticketEvents.atMs, span.fromMs), lt(ticketEvents.atMs, span.untilMs)),
      ),
    )
    .orderBy(asc(ticketEvents.id))
    .limit(LINES_MAX + 1)
    .all()
    .filter(({ event }) => isForEyesOf(actor, event.kind))
    .map(({ event, user }) => ({
      ticketId: event.ticketId,
      atMs: event.atMs,
      who: user ?? event.phone,
      what: { event: event.kind, detail: event.detail },
    }));
}

function words(db: Db, actor: Actor, visible: SQL | undefined, span: HistorySpan): HistoryLine[] {
  const rows = db
    .select({ message: messages, author: users.name, state: outboundParts.state })
    .from(messages)
    .innerJoin(tickets, eq(tickets.id, messages.ticketId))
    .leftJoin(users, eq(users.id, messages.authorId))
    .leftJoin(outboundParts, eq(outboundParts.messageId, messages.id))
    .where(
      and(
        visible,
        'ticketId' in span
          ? eq(messages.ticketId, span.ticketId)
          : and(gte(messages.atMs, span.fromMs), lt(messages.atMs, span.untilMs)),
      ),
    )
    .orderBy(asc(messages.id))
    .limit(LINES_MAX + 1)
    .all()
    .filter(({ message }) => isForEyesOf(actor, message.kind));
  const states = new Map<number, NonNullable<(typeof rows)[number]['state']>[]>();
  for (const { message, state } of rows)
    states.set(message.id, [...(states.get(message.id) ?? []), ...(state === null ? [] : [state])]);
  const first = new Map(rows.map((row) => [row.message.id, row]));
  return [...first.values()].map(({ message, author }) => {
    const parts = states.get(message.id) ?? [];
    return {
      ticketId: message.ticketId ?? 0,
      atMs: message.atMs,
      who: author ?? (message.direction === 'in' ? message.peer : null),
      what: {
        sms: message.direction,
        text: message.text,
        peer: message.peer,
        fate: parts.length === 0 ? '' : PART_STATE_LABELS[messageState(parts)],
      },
    };
  });
}
