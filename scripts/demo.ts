import { addUser } from '../db/actions/addUser.ts';
import { addContact, addUnit } from '../db/actions/directory.ts';
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
  for (const { contact, phone, ...unit } of UNITS) {
    const unitId = addUnit(db, clock, unit);
    addContact(db, clock, { phone: parsePhoneNumber(phone), name: contact, unitId });
  }
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
