import { asc } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { CONTACT_COLUMNS } from '../rules/directory/planContacts.ts';
import { NAMES_BETWEEN, UNIT_COLUMNS } from '../rules/directory/planUnits.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { showPhoneNumber } from '../rules/phoneNumber.ts';
import { units } from '../schema/people.ts';
import { contactRows } from './contactDirectory.ts';

/** A table with its head, as the import reads it again. */
export type DirectoryTable = (string | null)[][];

const headed = (head: string): string => head.charAt(0).toUpperCase() + head.slice(1);
const headsOf = (columns: Readonly<Record<string, readonly string[]>>): string[] =>
  Object.values(columns).map(([head = '']) => (head === 'skpd' ? 'SKPD' : headed(head)));

/** All units. */
export function unitTable(db: Db, actor: Actor): DirectoryTable {
  demand(actor, 'changeDirectory');
  const all = db.select().from(units).orderBy(asc(units.id)).all();
  const names = new Map(all.map(({ id, name }) => [id, name]));
  return [
    headsOf(UNIT_COLUMNS),
    ...all.map((unit) => [
      unit.name,
      unit.shortName,
      unit.district,
      names.get(unit.parentId ?? 0) ?? null,
      unit.place,
      unit.oldNames.join(NAMES_BETWEEN),
      unit.active ? 'ya' : 'tidak',
    ]),
  ];
}

/** All people, one column a number. */
export function contactTable(db: Db, actor: Actor): DirectoryTable {
  demand(actor, 'changeDirectory');
  const people = contactRows(db);
  const columns = people.reduce((most, { phones }) => Math.max(most, phones.length), 2);
  const numbers = Array.from({ length: columns }, (_, i) => i);
  const unitNames = new Map(
    db
      .select()
      .from(units)
      .all()
      .map(({ id, name }) => [id, name]),
  );
  const [name = '', position = '', unit = '', notes = '', active = ''] = headsOf(CONTACT_COLUMNS);
  return [
    [name, position, unit, ...numbers.map((i) => `Nomor ${i + 1}`), notes, active],
    ...people.map((person) => [
      person.name,
      person.position,
      unitNames.get(person.unitId ?? 0) ?? null,
      ...numbers.map((i) => {
        const phone = person.phones[i];
        return phone === undefined ? null : showPhoneNumber(phone);
      }),
      person.notes,
      person.active ? 'ya' : 'tidak',
    ]),
  ];
}
