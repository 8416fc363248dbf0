import { eq } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import type { ContactFields } from '../rules/directory/contactFields.ts';
import type { UnitFields } from '../rules/directory/unitFields.ts';
import { contactPhones, contacts, units } from '../schema/people.ts';
import { type DirectoryAct, noteChange } from './directoryAct.ts';

/** Rows of the directory, whole: what an act keeps as "before" and "after". */
export interface UnitRecord extends UnitFields {
  id: number;
}

export interface ContactRecord extends Omit<ContactFields, 'phones'> {
  id: number;
  /** E.164, in their order. */
  phones: readonly string[];
  createdAtMs: number;
}

export function unitRecord(tx: Tx, id: number): UnitRecord | undefined {
  const row = tx.select().from(units).where(eq(units.id, id)).get();
  return row && unitOf(row);
}

export function contactRecord(tx: Tx, id: number): ContactRecord | undefined {
  const row = tx.select().from(contacts).where(eq(contacts.id, id)).get();
  return row && contactOf(row, phonesOf(tx, id));
}

const phonesOf = (tx: Tx, contactId: number): string[] =>
  tx
    .select({ phone: contactPhones.phone })
    .from(contactPhones)
    .where(eq(contactPhones.contactId, contactId))
    .orderBy(contactPhones.id)
    .all()
    .map(({ phone }) => phone);

/** The fields always in one order, so that alike rows are alike as JSON. */
const unitOf = ({
  id,
  name,
  shortName,
  district,
  parentId,
  place,
  oldNames,
  active,
}: UnitRecord): UnitRecord => ({
  id,
  name,
  shortName,
  district,
  parentId,
  place,
  oldNames,
  active,
});

const contactOf = (
  { id, name, position, unitId, notes, active, createdAtMs }: Omit<ContactRecord, 'phones'>,
  phones: readonly string[],
): ContactRecord => ({ id, name, position, unitId, notes, active, phones, createdAtMs });

/** Adds a unit, or writes all of it anew, and keeps the change. @returns its id */
export function writeUnit(act: DirectoryAct, before: UnitRecord | undefined, fields: UnitFields): number {
  const row = { ...fields, oldNames: [...fields.oldNames] };
  const id = before?.id ?? act.tx.insert(units).values(row).returning({ id: units.id }).get().id;
  const after = unitOf({ ...fields, id });
  if (before) act.tx.update(units).set(row).where(eq(units.id, id)).run();
  noteChange(act, 'unit', id, before, after);
  return id;
}

/** Adds a person, or writes all of one anew, numbers included, and keeps the change. @returns the id */
export function writeContact(
  act: DirectoryAct,
  before: ContactRecord | undefined,
  fields: Omit<ContactRecord, 'id' | 'createdAtMs'>,
): number {
  const { phones, ...row } = fields;
  const createdAtMs = before?.createdAtMs ?? act.nowMs;
  const id =
    before?.id ??
    act.tx
      .insert(contacts)
      .values({ ...row, createdAtMs })
      .returning({ id: contacts.id })
      .get().id;
  if (before) act.tx.update(contacts).set(row).where(eq(contacts.id, id)).run();
  writePhones(act.tx, id, before?.phones ?? [], phones);
  noteChange(act, 'contact', id, before, contactOf({ ...fields, id, createdAtMs }, phones));
  return id;
}

function writePhones(tx: Tx, contactId: number, before: readonly string[], phones: readonly string[]): void {
  if (before.join() === phones.join()) return;
  if (before.length > 0) tx.delete(contactPhones).where(eq(contactPhones.contactId, contactId)).run();
  if (phones.length > 0)
    tx.insert(contactPhones)
      .values(phones.map((phone) => ({ phone, contactId })))
      .run();
}
