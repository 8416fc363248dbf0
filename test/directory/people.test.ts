import { beforeEach, describe, expect, test } from 'vitest';
import { bindNumber } from '../../db/actions/bindNumber.ts';
import { noteOwnNumbers } from '../../db/actions/ownNumbers.ts';
import { addContact, changeContact, mergeContacts, setContactActive } from '../../db/actions/saveContact.ts';
import { addUnit, changeUnit, setUnitActive } from '../../db/actions/saveUnit.ts';
import { undoDirectoryAct } from '../../db/actions/undoDirectoryAct.ts';
import { knownNumber } from '../../db/knownNumber.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { parsePhoneNumber } from '../../db/rules/phoneNumber.ts';
import { contactPhones, contacts, units } from '../../db/schema/people.ts';
import { GATEWAY_NUMBER, openOffice, type TestOffice } from '../support/office.ts';

let office: TestOffice;
let rina: Actor;
beforeEach(() => {
  office = openOffice();
  rina = office.admin();
});

const UNIT = { district: null, parentId: null, place: null, oldNames: [], active: true };
const unit = (name: string, shortName: string, more: Partial<Parameters<typeof addUnit>[3]> = {}) =>
  addUnit(office.db, office.clock, rina, { ...UNIT, name, shortName, ...more });
const person = (name: string | null, unitId: number | null, ...phones: string[]) =>
  addContact(office.db, office.clock, rina, {
    name,
    unitId,
    position: null,
    notes: null,
    active: true,
    phones: phones.map(parsePhoneNumber),
  });
const change = (id: number, fields: Partial<Parameters<typeof changeContact>[3]>) => {
  const row = office.db
    .select()
    .from(contacts)
    .all()
    .find((each) => each.id === id);
  const phones = office.db
    .select()
    .from(contactPhones)
    .all()
    .filter((each) => each.contactId === id);
  if (!row) throw new Error('no such contact');
  return changeContact(office.db, office.clock, rina, {
    ...row,
    phones: phones.map(({ phone }) => parsePhoneNumber(phone)),
    seenChangeId: Number.MAX_SAFE_INTEGER,
    ...fields,
  });
};
const undo = (actId: number | undefined) => undoDirectoryAct(office.db, office.clock, rina, actId ?? 0);
const everything = () => [
  office.db.select().from(units).all(),
  office.db.select().from(contacts).all(),
  office.db.select({ phone: contactPhones.phone, of: contactPhones.contactId }).from(contactPhones).all(),
];
const SITI = '+6281234567890';

describe('a person has several numbers, each number one person', () => {
  test('every number of a person brings their unit along', () => {
    const { id } = unit('Dinas Pendidikan', 'Disdik');
    person('Siti', id, '0812-3456-7890', '0857-1111-2222', '(0333) 417437');
    office.says('+6281234567890', 'HELPDESK printer rusak');
    office.says('+6285711112222', 'HELPDESK wifi mati');
    expect(office.tickets().map((ticket) => ticket.unitId)).toEqual([id, id]);
    expect(knownNumber(office.db, '+62333417437')).toMatchObject({ name: 'Siti', unitId: id });
  });

  test('a number that is somebody else is refused, and it is said whose it is', () => {
    const { id } = unit('Dinas Pendidikan', 'Disdik');
    person('Siti', id, SITI);
    expect(() => person('Budi', id, SITI)).toThrow('Nomor 0812-3456-7890 sudah milik Siti (Disdik)');
    office.technician('Rizky', '0813-1111-2222');
    expect(() => person('Budi', id, '0813-1111-2222')).toThrow('milik teknisi Rizky');
    noteOwnNumbers(office.db, office.clock, [GATEWAY_NUMBER]);
    expect(() => person('Budi', id, GATEWAY_NUMBER)).toThrow('milik gateway');
    expect(office.db.select().from(contacts).all()).toHaveLength(1);
  });

  test('somebody who has left gives their number up to who has it now', () => {
    const { id } = unit('Dinas Pendidikan', 'Disdik');
    const siti = person('Siti', id, SITI, '0857-1111-2222');
    setContactActive(office.db, office.clock, rina, siti.id, false);
    person('Budi', id, SITI);
    expect(knownNumber(office.db, SITI)).toMatchObject({ name: 'Budi' });
    expect(knownNumber(office.db, '+6285711112222')).toMatchObject({ name: 'Siti', active: false });
  });

  test('who has left reports for no unit any more, but is still named', () => {
    const { id } = unit('Dinas Pendidikan', 'Disdik');
    setContactActive(office.db, office.clock, rina, person('Siti', id, SITI).id, false);
    office.says(SITI, 'HELPDESK printer rusak');
    expect(office.tickets()).toMatchObject([{ unitId: null }]);
    expect(knownNumber(office.db, SITI)?.name).toBe('Siti');
  });
});

test('who moves to another unit leaves old tickets where they were', () => {
  const disdik = unit('Dinas Pendidikan', 'Disdik').id;
  const dinkes = unit('Dinas Kesehatan', 'Dinkes').id;
  const { id } = person('Siti', disdik, SITI);
  office.says(SITI, 'HELPDESK printer rusak');
  change(id, { unitId: dinkes });
  office.says(SITI, 'HELPDESK wifi mati');
  expect(office.tickets().map((ticket) => ticket.unitId)).toEqual([disdik, dinkes]);
});

describe('units', () => {
  test('a name, long or short, stands for one unit however it is written', () => {
    unit('Dinas Pendidikan', 'Disdik');
    expect(() => unit('dinas  pendidikan', 'DP')).toThrow('sudah dipakai Dinas Pendidikan');
    expect(() => unit('Dinas Lain', 'DISDIK')).toThrow('sudah dipakai Dinas Pendidikan');
  });

  test.each([
    ['', 'Disdik', /Nama resmi/],
    ['Dinas Pendidikan', ' ', /Nama singkat/],
    ['Dinas Pendidikan', 'Dinas Pendidikan Kab.', /21 karakter, paling banyak 20/],
  ])('%j, %j is refused in words', (name, shortName, words) =>
    expect(() => unit(name, shortName)).toThrow(words),
  );

  test('a unit cannot be a part of itself, nor of its own parts', () => {
    const above = unit('Dinas Kesehatan', 'Dinkes').id;
    const below = unit('Puskesmas Genteng', 'Pusk. Genteng', { parentId: above }).id;
    const move = (id: number, parentId: number) => () =>
      changeUnit(office.db, office.clock, rina, {
        ...UNIT,
        id,
        name: 'Dinas Kesehatan',
        shortName: 'Dinkes',
        parentId,
        seenChangeId: 99,
      });
    expect(move(above, below)).toThrow(/bagiannya/);
    expect(move(above, above)).toThrow(/bagiannya/);
    expect(move(above, 999)).toThrow(/tidak dikenal/);
  });

  test('a name that a unit gives up is kept among its old ones', () => {
    const { id } = unit('Dinas Perhubungan', 'Dishub');
    changeUnit(office.db, office.clock, rina, {
      ...UNIT,
      id,
      name: 'Dinas Perhubungan dan Kominfo',
      shortName: 'Dishub',
      seenChangeId: 99,
    });
    expect(office.db.select().from(units).all()).toMatchObject([{ oldNames: ['Dinas Perhubungan'] }]);
  });

  test('one that is out of use keeps its tickets and people', () => {
    const { id } = unit('Dinas Pendidikan', 'Disdik');
    person('Siti', id, SITI);
    setUnitActive(office.db, office.clock, rina, id, false);
    office.says(SITI, 'HELPDESK printer rusak');
    expect(office.tickets()).toMatchObject([{ unitId: id }]);
  });
});

describe('a number that nobody knows', () => {
  test('is a ticket all the same; one click gives it and its open tickets their unit, and is remembered', () => {
    const { id } = unit('Dinas Pendidikan', 'Disdik');
    office.says(SITI, 'HELPDESK printer rusak');
    office.says(SITI, 'HELPDESK wifi mati');
    expect(office.tickets().map((ticket) => ticket.unitId)).toEqual([null, null]);
    const bound = bindNumber(office.db, office.clock, rina, { phone: SITI, unitId: id, name: 'Siti' });
    expect(bound.ticketIds).toEqual([1, 2]);
    office.says(SITI, 'HELPDESK monitor padam');
    expect(office.tickets().map((ticket) => ticket.unitId)).toEqual([id, id, id]);
    expect(office.history(1)).toContain('unit_changed');
  });

  test('the binding is undone as one: number, name and the tickets that got their unit by it', () => {
    const { id } = unit('Dinas Pendidikan', 'Disdik');
    office.says(SITI, 'HELPDESK printer rusak');
    const before = everything();
    undo(bindNumber(office.db, office.clock, rina, { phone: SITI, unitId: id, name: null }).actId);
    expect(everything()).toEqual(before);
    expect(office.tickets()).toMatchObject([{ unitId: null }]);
  });
});

describe('undo', () => {
  test('puts back what an act changed, whatever it was', () => {
    const { id } = unit('Dinas Pendidikan', 'Disdik');
    const siti = person('Siti', id, SITI);
    const double = person('Siti A.', null, '0857-1111-2222');
    const before = everything();
    undo(change(siti.id, { name: 'Siti Aminah', phones: [parsePhoneNumber('0813-0000-1111')] }).actId);
    undo(setUnitActive(office.db, office.clock, rina, id, false).actId);
    undo(mergeContacts(office.db, office.clock, rina, { intoId: siti.id, fromId: double.id }).actId);
    undo(person('Budi', id, '0813-2222-3333').actId);
    expect(everything()).toEqual(before);
  });

  test('is refused when the data were changed since, and changes nothing', () => {
    const siti = person('Siti', null, SITI);
    const first = change(siti.id, { name: 'Siti A.' });
    change(siti.id, { name: 'Siti Aminah' });
    const before = everything();
    expect(() => undo(first.actId)).toThrow(/sudah diubah sesudahnya/);
    expect(everything()).toEqual(before);
  });

  test('is refused a second time, and for a unit that tickets or people use by now', () => {
    const added = unit('Dinas Pendidikan', 'Disdik');
    person('Siti', added.id, SITI);
    expect(() => undo(added.actId)).toThrow(/sudah dipakai/);
    const budi = person('Budi', null, '0813-2222-3333');
    undo(budi.actId);
    expect(() => undo(budi.actId)).toThrow(/sudah diurungkan/);
  });
});

test('two admins at one person: the second is told who was first and overwrites nothing (R41)', () => {
  const siti = person('Siti', null, SITI);
  const endang = office.admin('Endang');
  const save = (actor: Actor, name: string, seenChangeId: number) => () =>
    changeContact(office.db, office.clock, actor, {
      id: siti.id,
      name,
      unitId: null,
      position: null,
      notes: null,
      active: true,
      phones: [],
      seenChangeId,
    });
  save(rina, 'Siti A.', 1)();
  expect(save(endang, 'Siti B.', 1)).toThrow('baru saja diubah Rina');
  expect(office.db.select().from(contacts).all()).toMatchObject([{ name: 'Siti A.' }]);
});

test('saving what is there already is no change', () => {
  const siti = person('Siti', null, SITI);
  expect(change(siti.id, {}).actId).toBeUndefined();
});

test('only an admin changes the directory', () => {
  for (const role of ['technician', 'leader'] as const) {
    const actor: Actor = { userId: rina.userId, name: 'X', role };
    expect(() => addUnit(office.db, office.clock, actor, { ...UNIT, name: 'A', shortName: 'A' })).toThrow(
      /Peran Anda/,
    );
    expect(() => bindNumber(office.db, office.clock, actor, { phone: SITI, unitId: 1, name: null })).toThrow(
      /Peran Anda/,
    );
  }
});

describe('a person with two numbers is one reporter (R37)', () => {
  const SECOND = '+6285711112222';
  beforeEach(() => {
    person('Siti', unit('Dinas Pendidikan', 'Disdik').id, SITI, SECOND);
    office.says(SITI, 'HELPDESK printer rusak');
  });
  const lastText = () => office.outbox().at(-1)?.text ?? '';

  test('asks for the state of a ticket, and adds to it, from either', () => {
    office.says(SECOND, 'HELPDESK STATUS 1');
    expect(lastText()).toMatch(/^Tiket 1/);
    office.says(SECOND, 'yang di lantai dua');
    expect(office.history(1)).toContain('message_received');
  });

  test('nobody else does, not even of the same unit', () => {
    person('Budi', 1, '0813-2222-3333');
    office.says('+6281322223333', 'HELPDESK STATUS 1');
    expect(lastText()).not.toContain('printer');
    expect(lastText()).toMatch(/tidak/i);
  });

  test('a number that was taken from them is theirs no more', () => {
    const siti = office.db.select().from(contacts).all()[0];
    change(siti?.id ?? 0, { phones: [parsePhoneNumber(SITI)] });
    office.says(SECOND, 'HELPDESK STATUS 1');
    expect(lastText()).toMatch(/tidak/i);
  });
});
