import { and, eq, isNull } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import { knownNumber } from '../knownNumber.ts';
import type { Db } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { tickets } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { type DirectoryAct, inDirectoryAct } from './directoryAct.ts';
import { contactRecord, unitRecord, writeContact } from './directoryRecord.ts';
import { claimNumbers } from './phoneOwner.ts';
import { setTicketUnit } from './setTicketUnit.ts';

export interface Binding {
  /** E.164. */
  phone: string;
  unitId: number;
  /** What its owner is called; null where nobody has said. */
  name: string | null;
}

export interface Bound {
  actId: number | undefined;
  /** Open tickets that got their unit by it. */
  ticketIds: readonly number[];
}

/**
 * Says from which unit a number is: remembered for what it will report, and put on its open tickets without a unit.
 * @param alsoTicketId a ticket of this number that gets the unit even though it is closed
 * @throws DomainError `invalid` for an unknown unit or the gateway's own number, `conflict` for one of our staff
 */
export function bindNumber(
  db: Db,
  clock: Clock,
  actor: Actor,
  binding: Binding,
  alsoTicketId?: number,
): Bound {
  demand(actor, 'changeDirectory');
  return inAction(db, clock, (tx, nowMs) => {
    const { result: ticketIds, actId } = inDirectoryAct(
      { tx, nowMs, userId: actor.userId },
      'number_bound',
      (act) => bindWithin(act, binding, alsoTicketId),
    );
    return { ticketIds, actId };
  });
}

/** @returns the tickets that got their unit by it. @throws DomainError as bindNumber does */
export function bindWithin(act: DirectoryAct, binding: Binding, alsoTicketId?: number): number[] {
  const { phone, unitId, name } = binding;
  if (!unitRecord(act.tx, unitId)) throw new DomainError('invalid', 'Pilih SKPD dari daftar.');
  const owner = knownNumber(act.tx, phone);
  const before = owner && contactRecord(act.tx, owner.contactId);
  if (before?.active) writeContact(act, before, { ...before, unitId, name: name?.trim() || before.name });
  else {
    claimNumbers(act, [phone]);
    const fresh = { position: null, notes: null, active: true, phones: [phone] };
    writeContact(act, undefined, { ...fresh, unitId, name: name?.trim() || null });
  }
  const withoutUnit = act.tx
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.reporterPhone, phone), eq(tickets.open, true), isNull(tickets.unitId)))
    .all()
    .map(({ id }) => id);
  const ticketIds = [...new Set([...withoutUnit, ...(alsoTicketId === undefined ? [] : [alsoTicketId])])];
  for (const ticketId of ticketIds) setTicketUnit(act, ticketId, unitId);
  return ticketIds;
}
