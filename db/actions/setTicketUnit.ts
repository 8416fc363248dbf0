import { eq, inArray } from 'drizzle-orm';
import { units } from '../schema/people.ts';
import { tickets } from '../schema/tickets.ts';
import { type DirectoryAct, noteChange } from './directoryAct.ts';
import { recordEvent } from './recordEvent.ts';

/** Says from which unit a ticket is, as part of an act on the directory; its history tells of it. */
export function setTicketUnit(act: DirectoryAct, ticketId: number, unitId: number | null): void {
  const { tx, nowMs, userId } = act;
  const ticket = tx.select({ unitId: tickets.unitId }).from(tickets).where(eq(tickets.id, ticketId)).get();
  if (!ticket || ticket.unitId === unitId) return;
  tx.update(tickets).set({ unitId, updatedAtMs: nowMs }).where(eq(tickets.id, ticketId)).run();
  const names = new Map(
    tx
      .select({ id: units.id, name: units.shortName })
      .from(units)
      .where(inArray(units.id, [ticket.unitId ?? 0, unitId ?? 0]))
      .all()
      .map(({ id, name }) => [id, name]),
  );
  const named = (id: number | null) => names.get(id ?? 0) ?? '-';
  recordEvent(tx, ticketId, 'unit_changed', nowMs, userId === undefined ? {} : { userId }, {
    from: named(ticket.unitId),
    to: named(unitId),
  });
  noteChange(act, 'ticket', ticketId, { unitId: ticket.unitId }, { unitId });
}
