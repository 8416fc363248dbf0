import { and, desc, eq, inArray, or } from 'drizzle-orm';
import { maskPhone, maskWithin } from './logPrivacy.ts';
import type { Db } from './open.ts';
import { stageOf } from './rules/access/reporterStage.ts';
import type { OutboundKind } from './rules/messageKind.ts';
import { isPauseReason, pauseReasonLabel } from './rules/pauseReason.ts';
import { STATUS_LABELS, type TicketStatus } from './rules/ticketLifecycle.ts';
import { showDate } from './rules/zonedTime.ts';
import { deadlines } from './schema/deadlines.ts';
import { contactPhones, contacts, users } from './schema/people.ts';
import { messages, tickets } from './schema/tickets.ts';

type TicketRow = typeof tickets.$inferSelect;

/** What a reporter may know of how far a ticket is. Numbers of telephones are masked; nothing internal is in it. */
export interface PublicProgress {
  id: number;
  subject: string;
  openedAtMs: number;
  stage: 0 | 1 | 2;
  status: TicketStatus;
  /** The exact state, in words. */
  state: string;
  /** The reporter is waited for nothing more: it was merged with others about the same disturbance. */
  isMerged: boolean;
  technician: string | null;
  visitAtMs: number | null;
  /** By when it should be solved; `paused`: the time stands still. */
  due: { atMs: number | null; paused: boolean } | undefined;
  closedAtMs: number | null;
}

/** A word between the office and the reporter. */
export interface PublicMessage {
  id: number;
  from: 'office' | 'unit';
  /** Of the unit's side: a name, or a masked number. */
  who: string | null;
  text: string;
  atMs: number;
}

/** What the office has told a reporter; answers to commands and acknowledgements say nothing about the work. */
const TOLD: readonly OutboundKind[] = ['reply', 'confirmation', 'news', 'solved'];

/** How far a ticket is; of a merged one its main ticket says it. */
export function publicProgress(db: Db, ticket: TicketRow): PublicProgress {
  const main = mainOf(db, ticket);
  const technician =
    main.technicianId === null
      ? undefined
      : db.select({ name: users.name }).from(users).where(eq(users.id, main.technicianId)).get();
  return {
    id: ticket.id,
    subject: maskWithin(ticket.subject),
    openedAtMs: ticket.createdAtMs,
    stage: stageOf(main.status),
    status: main.status,
    state: stateWords(main),
    isMerged: main.id !== ticket.id,
    technician: technician?.name ?? null,
    visitAtMs: main.open ? main.scheduledAtMs : null,
    due: dueOf(db, main),
    closedAtMs: main.closedAtMs,
  };
}

/** A chain of merged tickets ends at the one that is worked on. */
function mainOf(db: Db, ticket: TicketRow): TicketRow {
  let main = ticket;
  for (let steps = 0; main.mergedInto !== null && steps < CHAIN_MAX; steps += 1) {
    const next = db.select().from(tickets).where(eq(tickets.id, main.mergedInto)).get();
    if (!next) break;
    main = next;
  }
  return main;
}

const CHAIN_MAX = 10;

function stateWords(ticket: TicketRow): string {
  const label =
    ticket.status === 'rejected' && ticket.rejectedAs === 'not_ours'
      ? 'Bukan wewenang kami'
      : STATUS_LABELS[ticket.status];
  const reason = ticket.pendingReason ?? '';
  if (ticket.status !== 'pending' || !isPauseReason(reason)) return label;
  const until = ticket.pendingUntil === null ? '' : `, perkiraan ${showDate(ticket.pendingUntil)}`;
  return `${label}: ${pauseReasonLabel(reason).toLowerCase()}${until}`;
}

function dueOf(db: Db, ticket: TicketRow): PublicProgress['due'] {
  if (!ticket.open) return undefined;
  const repair = db
    .select({ state: deadlines.state, dueAtMs: deadlines.dueAtMs })
    .from(deadlines)
    .where(and(eq(deadlines.ticketId, ticket.id), eq(deadlines.clock, 'repair')))
    .get();
  return repair && { atMs: repair.dueAtMs, paused: repair.dueAtMs === null };
}

/** What was said between the unit and the office, the oldest first; no notes, nothing to or from technicians. */
export function publicConversation(db: Db, ticket: TicketRow, limit = 200): PublicMessage[] {
  return db
    .select({ message: messages, name: contacts.name })
    .from(messages)
    .leftJoin(contactPhones, eq(contactPhones.phone, messages.peer))
    .leftJoin(contacts, eq(contacts.id, contactPhones.contactId))
    .where(
      and(
        eq(messages.ticketId, ticket.id),
        or(
          and(eq(messages.direction, 'in'), inArray(messages.kind, ['complaint', 'follow_up'])),
          toldTo(ticket.reporterPhone),
        ),
      ),
    )
    .orderBy(desc(messages.id))
    .limit(limit)
    .all()
    .reverse()
    .map(({ message, name }) => ({
      id: message.id,
      from: message.direction === 'in' ? ('unit' as const) : ('office' as const),
      who: message.direction === 'in' ? (name ?? (message.peer && maskPhone(message.peer))) : null,
      text: maskWithin(message.text),
      atMs: message.atMs,
    }));
}

/** The newest of what the office said, for whoever has the link. */
export function lastPublicNotes(db: Db, ticket: TicketRow, limit: number): PublicMessage[] {
  return publicConversation(db, ticket)
    .filter(({ from }) => from === 'office')
    .slice(-limit);
}

const toldTo = (phone: string | null) =>
  and(
    eq(messages.direction, 'out'),
    inArray(messages.kind, [...TOLD]),
    // What is told to a technician or to the reporter of another ticket is not this reporter's.
    eq(messages.peer, phone ?? ''),
  );
