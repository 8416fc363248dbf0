import { inAction } from '../db/actions/action.ts';
import { addUser } from '../db/actions/addUser.ts';
import { inDirectoryAct } from '../db/actions/directoryAct.ts';
import { addContactWithin } from '../db/actions/saveContact.ts';
import { addUnitWithin } from '../db/actions/saveUnit.ts';
import type { Clock } from '../db/clock.ts';
import type { Db } from '../db/open.ts';
import { parsePhoneNumber } from '../db/rules/phoneNumber.ts';

/** The number of the office's SIM in the demonstration, as the SOP has it. */
export const DEMO_GATEWAY_NUMBER = '+628113103001';

const TECHNICIAN = { username: 'rizky', name: 'Mohammad Rizky', phone: '0812-9999-0001' };

const UNITS = [
  {
    name: 'RSUD Blambangan',
    shortName: 'RSUD Blambangan',
    district: 'Banyuwangi',
    contact: 'Siti Aminah',
    phone: '0812-3456-7890',
  },
  {
    name: 'Dinas Pendidikan',
    shortName: 'Disdik',
    district: 'Banyuwangi',
    contact: 'Budi Santoso',
    phone: '0812-3456-7891',
  },
  {
    name: 'Kecamatan Genteng',
    shortName: 'Kec. Genteng',
    district: 'Genteng',
    contact: 'Dewi Lestari',
    phone: '0813-3456-7892',
  },
  {
    name: 'Dinas Kesehatan',
    shortName: 'Dinkes',
    district: 'Banyuwangi',
    contact: 'Agus Priyanto',
    phone: '0857-3456-7893',
  },
  {
    name: 'Puskesmas Rogojampi',
    shortName: 'Pusk. Rogojampi',
    district: 'Rogojampi',
    contact: 'Wayan Sari',
    phone: '0878-3456-7894',
  },
];

/** Invented people for trying the program out: a technician and a handful of units. */
export function seedDemo(db: Db, clock: Clock): void {
  addUser(db, clock, { ...TECHNICIAN, role: 'technician', phone: parsePhoneNumber(TECHNICIAN.phone) });
  inAction(db, clock, (tx, nowMs) => {
    inDirectoryAct({ tx, nowMs, userId: undefined }, 'seeded', (act) => {
      for (const { contact, phone, ...unit } of UNITS) {
        const unitId = addUnitWithin(act, {
          ...unit,
          parentId: null,
          place: null,
          oldNames: [],
          active: true,
        });
        const person = { name: contact, position: null, notes: null, active: true };
        addContactWithin(act, { ...person, unitId, phones: [parsePhoneNumber(phone)] });
      }
    });
  });
}

/** The phones of the virtual phone page. */
export const demoPhones = (): { number: string; name: string }[] => [
  ...UNITS.map((unit) => ({
    number: parsePhoneNumber(unit.phone),
    name: `${unit.contact}, ${unit.shortName}`,
  })),
  { number: parsePhoneNumber(TECHNICIAN.phone), name: `${TECHNICIAN.name}, teknisi` },
  { number: parsePhoneNumber('0821-5555-0000'), name: 'Nomor tak dikenal' },
  { number: 'TELKOMSEL', name: 'Operator seluler' },
];
