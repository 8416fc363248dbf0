import { createHash } from 'node:crypto';
import { isNotNull } from 'drizzle-orm';
import type { Db, Tx } from './open.ts';
import type { TableLine } from './rules/directory/importTable.ts';
import { type PlannedContact, planContacts } from './rules/directory/planContacts.ts';
import { type PlannedUnit, planUnits } from './rules/directory/planUnits.ts';
import { contactPhones, contacts, units, users } from './schema/people.ts';
import { readSetting } from './setting.ts';

export type TableKind = 'units' | 'contacts';

/** What a table would do to the directory as it is now. */
export type DirectoryPlan = {
  /** Heads of columns that are left out. */
  ignored: string[];
  /** Of all that it would do: another one means that the directory has changed since. */
  digest: string;
} & ({ kind: 'units'; lines: PlannedUnit[] } | { kind: 'contacts'; lines: PlannedContact[] });

/** @throws DomainError `invalid` for a table without the columns that it needs */
export function directoryPlan(db: Db | Tx, kind: TableKind, lines: readonly TableLine[]): DirectoryPlan {
  if (kind === 'units') {
    const plan = planUnits(lines, db.select().from(units).all());
    return { kind, ...plan, digest: digestOf(plan.lines) };
  }
  const plan = planContacts(lines, {
    contacts: contactsWithPhones(db),
    units: db.select().from(units).all(),
    reserved: reservedNumbers(db),
  });
  return { kind, ...plan, digest: digestOf(plan.lines) };
}

const digestOf = (lines: readonly object[]): string =>
  createHash('sha256').update(JSON.stringify(lines)).digest('hex');

function contactsWithPhones(db: Db | Tx) {
  const phones = new Map<number, string[]>();
  for (const { contactId, phone } of db.select().from(contactPhones).orderBy(contactPhones.id).all()) {
    const own = phones.get(contactId);
    if (own) own.push(phone);
    else phones.set(contactId, [phone]);
  }
  return db
    .select()
    .from(contacts)
    .orderBy(contacts.id)
    .all()
    .map((contact) => ({ ...contact, phones: phones.get(contact.id) ?? [] }));
}

/** The gateway's own, and those of the people who work for the help desk. */
function reservedNumbers(db: Db | Tx): Map<string, string> {
  const own = (readSetting(db, 'own_numbers') ?? '').split(' ').filter((number) => number !== '');
  const staff = db.select().from(users).where(isNotNull(users.phone)).all();
  return new Map([
    ...staff.map(({ phone, name }): [string, string] => [phone ?? '', `petugas ${name}`]),
    ...own.map((number): [string, string] => [number, 'gateway SMS sendiri']),
  ]);
}
