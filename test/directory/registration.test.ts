import { beforeEach, describe, expect, test } from 'vitest';
import { confirmRegistration, refuseRegistration } from '../../db/actions/decideRegistration.ts';
import { openTicketFromMessage } from '../../db/actions/reviewMessage.ts';
import { knownNumber } from '../../db/knownNumber.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { registrations } from '../../db/schema/directory.ts';
import { units } from '../../db/schema/people.ts';
import { openOffice, type TestOffice } from '../support/office.ts';

let office: TestOffice;
let rina: Actor;
let disdik: number;
beforeEach(() => {
  office = openOffice();
  rina = office.admin();
  disdik = office.db
    .insert(units)
    .values({ name: 'Dinas Pendidikan', shortName: 'Disdik' })
    .returning({ id: units.id })
    .get().id;
});

const BUDI = '+6281234567891';
const waiting = () =>
  office.db
    .select()
    .from(registrations)
    .all()
    .filter(({ state }) => state === 'waiting');
const lastText = () => office.outbox().at(-1)?.text ?? '';
const only = () => {
  const [registration] = waiting();
  if (!registration) throw new Error('nobody waits');
  return { id: registration.id, seenAskedAtMs: registration.askedAtMs };
};

describe('DAFTAR by SMS', () => {
  test('waits for an admin and is told so', () => {
    office.says(BUDI, 'DAFTAR Budi Santoso#dinas pendidikan');
    expect(waiting()).toMatchObject([{ phone: BUDI, name: 'Budi Santoso', unitWords: 'dinas pendidikan' }]);
    expect(knownNumber(office.db, BUDI)).toBeUndefined();
    expect(lastText()).toMatch(/^Pendaftaran Budi Santoso, Disdik kami terima/);
  });

  test('a second one takes the place of the first', () => {
    office.says(BUDI, 'DAFTAR Budi#disdk');
    office.says(BUDI, 'DAFTAR Budi Santoso#disdik');
    expect(waiting()).toMatchObject([{ name: 'Budi Santoso', unitWords: 'disdik' }]);
  });

  test.each(['DAFTAR', 'DAFTAR #', 'DAFTAR Budi#'])('%s is asked for again in one part', (text) => {
    office.says(BUDI, text);
    expect(waiting()).toEqual([]);
    expect(lastText()).toMatch(/DAFTAR\(spasi\)NAMA#UNIT KERJA/);
    expect(office.parts()).toHaveLength(1);
  });

  test('one of our own is told that the number is known', () => {
    office.technician('Rizky', '0813-1111-2222');
    office.says('+6281311112222', 'DAFTAR Rizky#Disdik');
    expect(waiting()).toEqual([]);
    expect(lastText()).toMatch(/sebagai petugas/);
  });

  test('names and short codes are never registered nor answered (R30)', () => {
    office.says('TELKOMSEL', 'DAFTAR Undian#Hadiah');
    office.says('1708', 'DAFTAR Undian#Hadiah');
    expect(waiting()).toEqual([]);
    expect(office.outbox()).toEqual([]);
  });
});

describe('an admin decides', () => {
  test('confirmed with the name and unit that are right, the number is known, its open tickets too, and it is told', () => {
    office.says(BUDI, 'HELPDESK printer rusak');
    office.says(BUDI, 'DAFTAR budi s#dns pendidikn');
    confirmRegistration(office.db, office.clock, rina, { ...only(), name: 'Budi Santoso', unitId: disdik });
    expect(knownNumber(office.db, BUDI)).toMatchObject({ name: 'Budi Santoso', unitId: disdik });
    expect(office.tickets()).toMatchObject([{ unitId: disdik }]);
    expect(lastText()).toMatch(/^Nomor Anda terdaftar atas nama Budi Santoso, Disdik/);
    expect(waiting()).toEqual([]);
  });

  test('refused with a reason, the sender is told it in one part; the number stays unknown', () => {
    office.says(BUDI, 'DAFTAR Budi#PT Maju');
    refuseRegistration(office.db, office.clock, rina, {
      ...only(),
      reason: 'hanya untuk pegawai pemerintah kabupaten',
    });
    expect(knownNumber(office.db, BUDI)).toBeUndefined();
    expect(office.outbox().at(-1)).toMatchObject({ to: BUDI, kind: 'news' });
    expect(lastText()).toContain('hanya untuk pegawai pemerintah kabupaten');
    expect(() =>
      refuseRegistration(office.db, office.clock, rina, { id: 1, seenAskedAtMs: 0, reason: ' ' }),
    ).toThrow(/alasan/);
  });

  test('the second of two admins is told, and so is who decides on words that were replaced meanwhile (R41)', () => {
    office.says(BUDI, 'DAFTAR Budi#disdik');
    const seen = only();
    office.says(BUDI, 'DAFTAR Budi Santoso#disdik');
    const confirm = (by: Actor, which: { id: number; seenAskedAtMs: number }) => () =>
      confirmRegistration(office.db, office.clock, by, { ...which, name: 'Budi', unitId: disdik });
    expect(confirm(rina, seen)).toThrow(/mengirim pendaftaran lain: Budi Santoso, disdik/);
    const now = only();
    confirm(rina, now)();
    expect(confirm(office.admin('Endang'), now)).toThrow('sudah diputuskan oleh Rina');
  });

  test('nobody but an admin', () => {
    office.says(BUDI, 'DAFTAR Budi#disdik');
    const leader: Actor = { userId: rina.userId, name: 'X', role: 'leader' };
    expect(() => refuseRegistration(office.db, office.clock, leader, { ...only(), reason: 'x' })).toThrow(
      /Peran/,
    );
  });
});

describe('a sender who is not in the directory', () => {
  const told = () => office.outbox().filter(({ text }) => text.includes('belum terdaftar'));

  test('is told with the first complaint how to register, and never again', () => {
    office.says(BUDI, 'HELPDESK printer rusak');
    office.says(BUDI, 'HELPDESK wifi mati');
    office.clock.pass(40 * 24 * 3_600_000);
    office.says(BUDI, 'HELPDESK monitor padam');
    expect(told()).toMatchObject([{ to: BUDI, ticketId: 1, kind: 'acknowledgement' }]);
    expect(office.outbox()[0]?.text).toContain('no. tiket 1');
    expect(office.outbox()[1]?.text).toMatch(/^Pengaduan Anda kami terima, no. tiket 2/);
    expect(office.parts().filter(({ messageId }) => messageId === 2)).toHaveLength(1);
  });

  test('is told so, too, when a person made the complaint of a text that had no keyword', () => {
    office.says(BUDI, 'printer rusak');
    openTicketFromMessage(office.db, office.clock, rina, 1);
    expect(told()).toHaveLength(1);
  });

  test('who is in it is not told, nor one of our own', () => {
    office.unit('Dinkes', '0812-3456-7899');
    office.technician('Rizky', '0813-1111-2222');
    office.says('+6281234567899', 'HELPDESK printer rusak');
    office.says('+6281311112222', 'HELPDESK printer rusak');
    expect(told()).toEqual([]);
  });
});
