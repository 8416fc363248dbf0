import { describe, expect, test } from 'vitest';
import { knowOwnNumbers } from '../../daemon/ownNumbers.ts';
import { addUser } from '../../db/actions/addUser.ts';
import { noteMissedCall } from '../../db/actions/noteMissedCall.ts';
import { sampleSignal } from '../../db/actions/sampleSignal.ts';
import { createLog } from '../../db/log.ts';
import { lastMissedCalls, modemWatch } from '../../db/queries/gatewayWatch.ts';
import { noticeNamed } from '../../db/rules/notices/noticeTable.ts';
import { parsePhoneNumber } from '../../db/rules/phoneNumber.ts';
import { measureSms } from '../../db/rules/smsText.ts';
import { GATEWAY_NUMBER, openOffice, SIM, type TestOffice } from '../support/office.ts';

const HOUR_MS = 3_600_000;
const POLITE = { polite: true, ownNumbers: [GATEWAY_NUMBER] };
const rings = ({ db, clock }: TestOffice, caller: string | undefined, how = POLITE): void =>
  noteMissedCall(db, clock, { modem: 'modem', simId: SIM, caller, rings: 2 }, how);

describe('a missed call', () => {
  test('is shown with who it was, and answered by nobody unless the office wants that', () => {
    const office = openOffice();
    office.unit('Dinas Kesehatan', '0812-0000-0022');
    rings(office, '081200000022', { ...POLITE, polite: false });
    rings(office, undefined);
    expect(lastMissedCalls(office.db)).toMatchObject([
      { caller: null, unit: null, rings: 2, messageId: null },
      { caller: '+6281200000022', unit: 'Dinas Kesehatan', rings: 2, messageId: null },
    ]);
    expect(office.outbox()).toEqual([]);
  });

  test('is answered politely once a day (AT-19)', () => {
    const office = openOffice();
    for (const hour of [0, 1, 20, 26]) {
      office.clock.set(Date.UTC(2026, 0, 5, 3) + hour * HOUR_MS);
      rings(office, '+6281200000022');
    }
    expect(office.outbox()).toMatchObject([
      { to: '+6281200000022', kind: 'call_answer', text: noticeNamed('callAnswer').text },
      { to: '+6281200000022', kind: 'call_answer' },
    ]);
    expect(lastMissedCalls(office.db).map(({ messageId }) => messageId !== null)).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  test.each(['+6561234567', '+62333417437', '1708', 'TELKOMSEL', GATEWAY_NUMBER])(
    'from %s is never answered',
    (caller) => {
      const office = openOffice();
      rings(office, caller);
      expect(lastMissedCalls(office.db)).toHaveLength(1);
      expect(office.outbox()).toEqual([]);
    },
  );

  test('is answered with one SMS', () => {
    expect(measureSms(noticeNamed('callAnswer').text)).toMatchObject({ alphabet: 'gsm7', parts: 1 });
  });
});

describe('the own number that a SIM tells (LOOP-03)', () => {
  const NUMBER = '+6281200000099';
  const knowing = (office: TestOffice, ownNumber?: string) => {
    const modem = {
      name: 'modem',
      device: '/dev/ttyUSB0',
      ...(ownNumber && { ownNumber: parsePhoneNumber(ownNumber) }),
    };
    const known = knowOwnNumbers(office.db, office.clock, createLog({ level: 'silent', name: 'daemon' }), [
      modem,
    ]);
    known.learn(modem, '081200000099');
    return known;
  };
  const technician = {
    username: 'budi',
    name: 'Budi',
    role: 'technician',
    phone: parsePhoneNumber(NUMBER),
  } as const;

  test('is known from then on, and no technician can have it', () => {
    const office = openOffice();
    expect(knowing(office).all).toEqual([NUMBER]);
    expect(() => addUser(office.db, office.clock, technician)).toThrow('milik gateway');
  });

  test('counts less than that of the configuration', () => {
    const office = openOffice();
    expect(knowing(office, '0811-3103-001').all).toEqual([GATEWAY_NUMBER]);
    addUser(office.db, office.clock, technician);
  });
});

test('the signal of the last day is kept, and after eight days it is gone', () => {
  const office = openOffice();
  const { db, clock } = office;
  for (let hour = 0; hour < 10 * 24; hour += 1) {
    sampleSignal(db, clock, [
      { modem: 'a', dbm: -70 - (hour % 24), registered: true },
      { modem: 'b', dbm: undefined, registered: false },
    ]);
    clock.pass(HOUR_MS);
  }
  const { signal } = modemWatch(db, { name: 'a', simId: null }, clock.nowMs(), 'Asia/Jakarta');
  expect(signal.map(({ dbm }) => dbm)).toEqual(Array.from({ length: 24 }, (_, i) => -70 - i));
  expect(db.$client.prepare('SELECT count(*) FROM signal_samples').pluck().get()).toBe(2 * 8 * 24 + 2);
});
