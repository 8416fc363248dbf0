import { desc, eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { directoryActs, directoryChanges } from '../schema/directory.ts';
import { contactPhones, contacts, units } from '../schema/people.ts';
import { tickets } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { type DirectoryAct, type DirectorySubject, inDirectoryAct, noteChange } from './directoryAct.ts';
import {
  type ContactRecord,
  contactRecord,
  type UnitRecord,
  unitRecord,
  writeContact,
  writeUnit,
} from './directoryRecord.ts';
import { setTicketUnit } from './setTicketUnit.ts';

type Change = typeof directoryChanges.$inferSelect;

/**
 * Makes the rows that an act changed what they were before it, all or none.
 * @throws DomainError `conflict` when one of them has been changed since, or is in use, or it was undone already
 */
export function undoDirectoryAct(db: Db, clock: Clock, actor: Actor, actId: number): void {
  demand(actor, 'changeDirectory');
  inAction(db, clock, (tx, nowMs) => {
    const act = tx.select().from(directoryActs).where(eq(directoryActs.id, actId)).get();
    if (!act) throw new DomainError('not_found', 'Perubahan ini tidak ada.');
    if (act.undoneAtMs !== null) throw new DomainError('conflict', 'Perubahan ini sudah diurungkan.');
    const changes = tx
      .select()
      .from(directoryChanges)
      .where(eq(directoryChanges.actId, actId))
      .orderBy(desc(directoryChanges.id))
      .all();
    inDirectoryAct({ tx, nowMs, userId: actor.userId }, 'undone', (undoing) => {
      for (const change of changes) putBack(undoing, change);
    });
    tx.update(directoryActs)
      .set({ undoneAtMs: nowMs, undoneBy: actor.userId })
      .where(eq(directoryActs.id, actId))
      .run();
  });
}

/** How a kind of row is read and written as it was before. */
interface Kept<T extends object> {
  present(tx: Tx, id: number): T | undefined;
  restore(act: DirectoryAct, id: number, present: T, before: T): void;
}

const UNIT: Kept<UnitRecord> = {
  present: unitRecord,
  restore: (act, _, present, before) => void writeUnit(act, present, before),
};
const CONTACT: Kept<ContactRecord> = {
  present: contactRecord,
  restore: (act, _, present, before) => void writeContact(act, present, before),
};
const TICKET: Kept<{ unitId: number | null }> = {
  present: (tx, id) => tx.select({ unitId: tickets.unitId }).from(tickets).where(eq(tickets.id, id)).get(),
  restore: (act, id, _, before) => setTicketUnit(act, id, before.unitId),
};

function putBack(act: DirectoryAct, change: Change): void {
  switch (change.subject) {
    case 'unit':
      putBackAs(UNIT, act, change);
      break;
    case 'contact':
      putBackAs(CONTACT, act, change);
      break;
    case 'ticket':
      putBackAs(TICKET, act, change);
      break;
  }
}

function putBackAs<T extends object>(kept: Kept<T>, act: DirectoryAct, change: Change): void {
  const { subject, subjectId, before, after } = change;
  const present = kept.present(act.tx, subjectId);
  if (present === undefined || JSON.stringify(present) !== after)
    throw new DomainError(
      'conflict',
      'Perubahan ini tidak bisa diurungkan lagi: datanya sudah diubah sesudahnya. Tidak ada yang berubah.',
    );
  if (before === null) {
    remove(act, subject, subjectId, present);
    return;
  }
  // Written by noteChange from a record of this kind.
  const was: T = JSON.parse(before);
  kept.restore(act, subjectId, present, was);
}

/** Takes away what the act added, unless somebody has begun to use it. */
function remove(act: DirectoryAct, subject: DirectorySubject, id: number, present: object): void {
  const { tx } = act;
  if (subject === 'unit') {
    const uses =
      rowCount(tx, tickets, eq(tickets.unitId, id)) +
      rowCount(tx, contacts, eq(contacts.unitId, id)) +
      rowCount(tx, units, eq(units.parentId, id));
    if (uses > 0)
      throw new DomainError(
        'conflict',
        'SKPD ini sudah dipakai tiket, orang, atau SKPD lain. Nonaktifkan saja bila tidak diperlukan.',
      );
    tx.delete(units).where(eq(units.id, id)).run();
  } else {
    tx.delete(contactPhones).where(eq(contactPhones.contactId, id)).run();
    tx.delete(contacts).where(eq(contacts.id, id)).run();
  }
  noteChange(act, subject, id, present, undefined);
}
