import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { type ContactFields, checkedContact } from '../rules/directory/contactFields.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { inAction } from './action.ts';
import { type DirectoryAct, inDirectoryAct, refuseUnseenChange } from './directoryAct.ts';
import { type ContactRecord, contactRecord, unitRecord, writeContact } from './directoryRecord.ts';
import { claimNumbers } from './phoneOwner.ts';
import type { Saved } from './saveUnit.ts';

/**
 * Adds a person with their numbers.
 * @throws DomainError `invalid` for unfit fields, `conflict` for a number that is somebody else's
 */
export function addContact(db: Db, clock: Clock, actor: Actor, fields: ContactFields): Saved {
  demand(actor, 'changeDirectory');
  return inAction(db, clock, (tx, nowMs) => {
    const { result: id, actId } = inDirectoryAct(
      { tx, nowMs, userId: actor.userId },
      'contact_added',
      (act) => addContactWithin(act, fields),
    );
    return { id, actId };
  });
}

/** @returns the person's id. @throws DomainError as addContact does */
export const addContactWithin = (act: DirectoryAct, fields: ContactFields): number =>
  saveWithin(act, undefined, fields);

/**
 * Changes a person and their numbers. Who moves to another unit leaves old tickets where they were.
 * @param seenChangeId the newest change that the form showed
 * @throws DomainError `not_found`, `invalid`, `conflict` (also when somebody else has changed it since)
 */
export function changeContact(
  db: Db,
  clock: Clock,
  actor: Actor,
  { id, seenChangeId, ...fields }: ContactFields & { id: number; seenChangeId: number },
): Saved {
  demand(actor, 'changeDirectory');
  return inAction(db, clock, (tx, nowMs) => {
    refuseUnseenChange(tx, actor.userId, 'contact', id, seenChangeId);
    const before = existing(contactRecord(tx, id));
    const { actId } = inDirectoryAct({ tx, nowMs, userId: actor.userId }, 'contact_changed', (act) =>
      saveWithin(act, before, fields),
    );
    return { id, actId };
  });
}

/** Who has left reports for nobody any more; the name stays with what they reported. */
export function setContactActive(db: Db, clock: Clock, actor: Actor, id: number, active: boolean): Saved {
  demand(actor, 'changeDirectory');
  return inAction(db, clock, (tx, nowMs) => {
    const before = existing(contactRecord(tx, id));
    const { actId } = inDirectoryAct({ tx, nowMs, userId: actor.userId }, 'contact_changed', (act) =>
      writeContact(act, before, { ...before, active }),
    );
    return { id, actId };
  });
}

/**
 * The same person twice: the first gets what the second has, numbers above all; the second is taken out of use.
 * @throws DomainError `not_found`, `invalid`
 */
export function mergeContacts(
  db: Db,
  clock: Clock,
  actor: Actor,
  { intoId, fromId }: { intoId: number; fromId: number },
): Saved {
  demand(actor, 'changeDirectory');
  if (intoId === fromId) throw new DomainError('invalid', 'Pilih orang yang lain.');
  return inAction(db, clock, (tx, nowMs) => {
    const [into, from] = [existing(contactRecord(tx, intoId)), existing(contactRecord(tx, fromId))];
    const { actId } = inDirectoryAct({ tx, nowMs, userId: actor.userId }, 'contacts_merged', (act) => {
      writeContact(act, from, { ...from, active: false, phones: [] });
      writeContact(act, into, {
        ...into,
        name: into.name ?? from.name,
        position: into.position ?? from.position,
        unitId: into.unitId ?? from.unitId,
        notes: into.notes ?? from.notes,
        phones: [...into.phones, ...from.phones],
      });
    });
    return { id: intoId, actId };
  });
}

function saveWithin(act: DirectoryAct, before: ContactRecord | undefined, fields: ContactFields): number {
  const contact = checkedContact(fields);
  if (contact.unitId !== null && !unitRecord(act.tx, contact.unitId))
    throw new DomainError('invalid', 'SKPD yang dipilih tidak dikenal.');
  claimNumbers(act, contact.phones, before?.id);
  return writeContact(act, before, contact);
}

function existing(record: ContactRecord | undefined): ContactRecord {
  if (!record) throw new DomainError('not_found', 'Orang ini tidak ada di direktori.');
  return record;
}
