import { and, eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { readTarget, showTarget, TARGET_REASONS } from '../rules/clocks/target.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import type { EventKind } from '../rules/ticketEvent.ts';
import { units } from '../schema/people.ts';
import { categories, tickets } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { author, type TicketRow, ticketFor } from './moveTicket.ts';
import { recordEvent } from './recordEvent.ts';
import { refuseUnseen } from './refuseUnseen.ts';

/** What an admin fills in (SOP 8B); what is left out stays as it is. */
export interface TicketFacts {
  categoryId?: number | null;
  place?: string;
  unitId?: number | null;
  reporterName?: string;
  /** Of this ticket alone, such as `120m`; null: by priority and category. */
  repairTarget?: string | null;
  /** An id of TARGET_REASONS; wanted with a target. */
  repairTargetReason?: string;
}

const WORDS_MAX = 80;

/** The lines of history that a change of facts makes. */
const FACT_EVENTS = [
  'category_changed',
  'place_changed',
  'unit_changed',
  'reporter_changed',
  'target_chosen',
] as const satisfies readonly EventKind[];

/**
 * Changes a ticket's facts, each with a line of history; what is the same already changes nothing.
 * @param seenEventId the newest event that the form showed.
 * @throws DomainError `invalid` for what does not exist, is too long, or has no reason; `conflict` when another person
 * has changed one of them since.
 */
export function editTicket(
  db: Db,
  clock: Clock,
  actor: Actor,
  ticketId: number,
  facts: TicketFacts,
  seenEventId?: number,
): void {
  demand(actor, 'editTicket');
  inAction(db, clock, (tx, nowMs) => {
    const ticket = ticketFor(tx, actor, ticketId);
    const changes = changesOf(tx, ticket, facts);
    if (changes.length > 0) refuseUnseen(tx, actor, ticketId, seenEventId, FACT_EVENTS);
    for (const { set, kind, detail } of changes) {
      tx.update(tickets)
        .set({ ...set, updatedAtMs: nowMs })
        .where(eq(tickets.id, ticketId))
        .run();
      recordEvent(tx, ticketId, kind, nowMs, author(actor), detail);
    }
  });
}

interface Change {
  kind: (typeof FACT_EVENTS)[number];
  set: Partial<typeof tickets.$inferInsert>;
  detail: Record<string, string>;
}

function changesOf(tx: Tx, ticket: TicketRow, facts: TicketFacts): Change[] {
  const changes: Change[] = [];
  const { categoryId, unitId } = facts;
  if (categoryId !== undefined && categoryId !== ticket.categoryId) {
    const name = (id: number | null) => categoryName(tx, id);
    changes.push({
      kind: 'category_changed',
      set: { categoryId },
      detail: fromTo(name(ticket.categoryId), name(categoryId)),
    });
  }
  if (unitId !== undefined && unitId !== ticket.unitId) {
    const name = (id: number | null) => unitName(tx, id);
    changes.push({
      kind: 'unit_changed',
      set: { unitId },
      detail: fromTo(name(ticket.unitId), name(unitId)),
    });
  }
  const place = words(facts.place, 'Tempat');
  if (place !== undefined && place !== (ticket.place ?? ''))
    changes.push({
      kind: 'place_changed',
      set: { place: place || null },
      detail: fromTo(ticket.place, place),
    });
  const reporterName = words(facts.reporterName, 'Nama pelapor');
  if (reporterName !== undefined && reporterName !== (ticket.reporterName ?? ''))
    changes.push({
      kind: 'reporter_changed',
      set: { reporterName: reporterName || null },
      detail: fromTo(ticket.reporterName, reporterName),
    });
  return [...changes, ...targetChange(ticket, facts)];
}

function targetChange(ticket: TicketRow, { repairTarget, repairTargetReason }: TicketFacts): Change[] {
  if (repairTarget === undefined || repairTarget === ticket.repairTarget) return [];
  if (!ticket.open)
    throw new DomainError('conflict', 'Tiket sudah ditutup; targetnya tidak bisa diubah lagi.');
  if (repairTarget === null)
    return [{ kind: 'target_chosen', set: { repairTarget: null, repairTargetReason: null }, detail: {} }];
  const target = readTarget(repairTarget);
  const reason = TARGET_REASONS.find(({ id }) => id === repairTargetReason);
  if (!target) throw new DomainError('invalid', 'Pilih target perbaikan dari daftar.');
  if (!reason) throw new DomainError('invalid', 'Pilih alasan target perbaikan ini.');
  return [
    {
      kind: 'target_chosen',
      set: { repairTarget, repairTargetReason: reason.id },
      detail: { to: showTarget(target), reason: reason.label },
    },
  ];
}

function words(typed: string | undefined, what: string): string | undefined {
  const text = typed?.replace(/\s+/g, ' ').trim();
  if (text !== undefined && text.length > WORDS_MAX)
    throw new DomainError('invalid', `${what} paling panjang ${WORDS_MAX} huruf.`);
  return text;
}

const fromTo = (from: string | null, to: string | null): Record<string, string> => ({
  from: from || '-',
  to: to || '-',
});

function categoryName(tx: Tx, id: number | null): string | null {
  if (id === null) return null;
  const row = tx.select({ name: categories.name }).from(categories).where(eq(categories.id, id)).get();
  if (!row) throw new DomainError('invalid', 'Kategori ini tidak ada lagi.');
  return row.name;
}

function unitName(tx: Tx, id: number | null): string | null {
  if (id === null) return null;
  const row = tx
    .select({ name: units.shortName })
    .from(units)
    .where(and(eq(units.id, id)))
    .get();
  if (!row) throw new DomainError('invalid', 'SKPD ini tidak ada.');
  return row.name;
}
