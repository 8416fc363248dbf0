import { eq, isNull } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { askBalance, watchBalances } from '../../daemon/balance.ts';
import type { UssdOutcome } from '../../daemon/modem/ussdDesk.ts';
import { noteAlarmSeen } from '../../db/actions/alarm.ts';
import { changeWatchSettings } from '../../db/actions/changeWatchSettings.ts';
import { endQuietAlarms } from '../../db/actions/endQuietAlarms.ts';
import { noteGateway } from '../../db/actions/noteGateway.ts';
import { fileNetworkWords } from '../../db/actions/operatorSays.ts';
import { latestBalance, openAlarms } from '../../db/queries/gatewayWatch.ts';
import { sendingBrake } from '../../db/queries/sendingWork.ts';
import { watchSettings } from '../../db/queries/watchSettings.ts';
import { operatorNotice } from '../../db/rules/operatorNotice.ts';
import { WATCH_DEFAULTS } from '../../db/rules/watchSettings.ts';
import { alarms } from '../../db/schema/gatewayWatch.ts';
import { settings } from '../../db/schema/people.ts';
import { addressOf } from '../../scripts/sim/codec/address.ts';
import { splitText } from '../../scripts/sim/codec/split.ts';
import { writeDeliver } from '../../scripts/sim/codec/tpdu.ts';
import { idleGateway } from '../support/idleGateway.ts';
import { GATEWAY_NUMBER, openOffice, SIM, type TestOffice } from '../support/office.ts';
import { quietLog } from '../support/quietLog.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A modem whose operator says this; every code that is dialled is noted. */
function modemSaying(office: TestOffice, answer: () => string | undefined, simId = SIM) {
  const dialled: string[] = [];
  const ussd = (code: string): Promise<UssdOutcome> => {
    dialled.push(code);
    const text = answer();
    return Promise.resolve(
      text === undefined ? { kind: 'failed', words: 'Jaringan tidak menjawab.' } : { kind: 'answered', text },
    );
  };
  const gateway = idleGateway('modem', { ussd }, { simId });
  noteGateway(office.db, office.clock, { name: 'modem', phase: 'ready', detail: '', sinceMs: 0 });
  const deps = { db: office.db, clock: office.clock, timeZone: 'Asia/Jakarta', log: quietLog() };
  return { gateway, dialled, ask: () => askBalance(deps, gateway), look: watchBalances(deps, [gateway]) };
}
const kinds = ({ db }: TestOffice): string[] =>
  openAlarms(db)
    .map(({ kind }) => kind)
    .toSorted();
const wordsOf = ({ db }: TestOffice, kind: string): string | undefined =>
  openAlarms(db).find((alarm) => alarm.kind === kind)?.text;
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A text from a name or a short code. */
function operatorSays(office: TestOffice, from: string, text: string): void {
  const { alphabet, parts } = splitText(text, 7);
  office.clock.pass(1000);
  for (const data of parts)
    office.arrive(
      writeDeliver({
        serviceCentre: '+6281100000',
        from: addressOf(from),
        dcs: alphabet === 'ucs2' ? 8 : 0,
        atMs: office.clock.nowMs(),
        hasHeader: parts.length > 1,
        data,
      }),
    );
}

describe('the balance', () => {
  test('is kept with what could be read in it (IDN-01, IDN-03)', async () => {
    const office = openOffice();
    const modem = modemSaying(
      office,
      () => 'Pulsa Rp12.500\r\nAktif s/d 15-04-2026\r\nMasa tenggang 15-05-2026',
    );
    expect(await modem.ask()).toMatchObject({ done: true });
    expect(latestBalance(office.db, 'modem')).toMatchObject({
      simId: SIM,
      code: '*888#',
      rupiah: 12_500,
      activeUntil: '2026-04-15',
      graceUntil: '2026-05-15',
      answer: 'Pulsa Rp12.500\nAktif s/d 15-04-2026\nMasa tenggang 15-05-2026',
    });
    expect(kinds(office)).toEqual([]);
  });

  test('that cannot be read is shown as it came, and changes nothing', async () => {
    const office = openOffice();
    const modem = modemSaying(office, () => 'Terima kasih, info dikirim lewat SMS');
    await modem.ask();
    expect(latestBalance(office.db, 'modem')).toMatchObject({
      answer: 'Terima kasih, info dikirim lewat SMS',
      rupiah: null,
      activeUntil: null,
    });
    expect(kinds(office)).toEqual([]);
  });

  test('that does not come is noted with the reason', async () => {
    const office = openOffice();
    const modem = modemSaying(office, () => undefined);
    expect(await modem.ask()).toEqual({ done: false, result: 'Jaringan tidak menjawab.' });
    expect(latestBalance(office.db, 'modem')).toMatchObject({
      answer: null,
      fault: 'Jaringan tidak menjawab.',
    });
  });

  test('that runs low is warned about until it is filled up', async () => {
    const office = openOffice();
    let answer = 'Sisa pulsa Rp3.000';
    const modem = modemSaying(office, () => answer);
    await modem.ask();
    expect(wordsOf(office, 'balance_low')).toBe(
      'Pulsa tinggal Rp3.000: isi ulang sebelum SMS tidak dapat dikirim.',
    );
    answer = 'Sisa pulsa Rp53.000';
    await modem.ask();
    expect(kinds(office)).toEqual([]);
  });

  test('its end is told anew at 14, 7 and 1 days, though somebody has seen the warning before', async () => {
    const office = openOffice();
    const rina = office.admin();
    const modem = modemSaying(office, () => 'Pulsa Rp50.000 aktif s/d 26/01/2026');
    const told: string[] = [];
    // From 5 January on.
    for (let day = 0; day <= 21; day += 1) {
      await modem.ask();
      const open = openAlarms(office.db).find(({ kind }) => kind === 'validity_ending');
      if (open && open.seenAtMs === null) {
        told.push(`${day}: ${open.text.split(':')[0]}`);
        noteAlarmSeen(office.db, office.clock, rina, open.id);
      }
      office.clock.pass(DAY_MS);
    }
    expect(told).toEqual([
      '7: Masa aktif SIM berakhir dalam 14 hari (26/01/2026)',
      '14: Masa aktif SIM berakhir dalam 7 hari (26/01/2026)',
      '20: Masa aktif SIM berakhir besok (26/01/2026)',
      '21: Masa aktif SIM berakhir hari ini (26/01/2026)',
    ]);
  });

  test.each([
    ['Sisa pulsa Rp0', true],
    ['Sisa pulsa Rp0. Sisa kuota 120 SMS', false],
    ['Pulsa Rp5.000. Masa aktif s/d 01/01/2026. Masa tenggang s/d 31/01/2026', true],
    ['Pulsa Rp5.000. Masa aktif s/d 01/03/2026', false],
  ])('says that the SIM can only receive: %j %s', async (answer, receiveOnly) => {
    const office = openOffice();
    const modem = modemSaying(office, () => answer);
    await modem.ask();
    expect(sendingBrake(office.db, 'modem')?.receiveOnly).toBe(receiveOnly);
    expect(kinds(office).includes('receive_only')).toBe(receiveOnly);
  });

  test('that is filled up lets the SIM send again', async () => {
    const office = openOffice();
    let answer = 'Sisa pulsa Rp0';
    const modem = modemSaying(office, () => answer);
    await modem.ask();
    answer = 'Sisa pulsa Rp25.000, aktif s/d 01/06/2026';
    // While nothing can be sent it is asked for each hour.
    office.clock.pass(HOUR_MS / 2);
    modem.look();
    expect(modem.dialled).toHaveLength(1);
    office.clock.pass(HOUR_MS);
    modem.look();
    await settle();
    expect(sendingBrake(office.db, 'modem')?.receiveOnly).toBe(false);
    expect(kinds(office)).toEqual([]);
  });
});

describe('the balance is asked for', () => {
  test('once a day at the set time, and never more than once an hour', async () => {
    const office = openOffice();
    const modem = modemSaying(office, () => 'Pulsa Rp50.000');
    const hours: number[] = [];
    // Monday midnight, local time.
    office.clock.set(Date.UTC(2026, 0, 4, 17));
    for (let minute = 0; minute < 3 * 24 * 60; minute += 10) {
      const before = modem.dialled.length;
      modem.look();
      await settle();
      if (modem.dialled.length > before) hours.push(minute / 60);
      office.clock.pass(10 * 60_000);
    }
    expect(hours).toEqual([6.5, 30.5, 54.5]);
  });

  test('again an hour after a failure, and at once for another SIM', async () => {
    const office = openOffice();
    const modem = modemSaying(office, () => undefined);
    modem.look();
    await settle();
    modem.look();
    office.clock.pass(50 * 60_000);
    modem.look();
    expect(modem.dialled).toHaveLength(1);
    office.clock.pass(15 * 60_000);
    modem.look();
    await settle();
    expect(modem.dialled).toHaveLength(2);
    const other = modemSaying(office, () => 'Pulsa Rp50.000', '8962990000000000017');
    other.look();
    expect(other.dialled).toHaveLength(1);
  });

  test('never when the office wants none', async () => {
    const office = openOffice();
    const modem = modemSaying(office, () => 'Pulsa Rp50.000');
    const settingsNow = { ...WATCH_DEFAULTS, balanceCode: null };
    changeWatchSettings(office.db, office.clock, office.admin(), settingsNow);
    modem.look();
    expect(await modem.ask()).toEqual({ done: false, result: 'Kode cek pulsa belum diatur.' });
    expect(modem.dialled).toEqual([]);
  });
});

describe('an operator that warns', () => {
  test('of the credit is heeded: an alarm, a row in the box, no answer, no ticket (LOOP-02)', () => {
    const office = openOffice();
    operatorSays(office, 'TELKOMSEL', 'Pulsa Anda hampir habis. Segera isi ulang.');
    operatorSays(office, '60396', 'Promo akhir tahun! Beli paket 5GB hanya Rp25.000');
    expect(office.tickets()).toEqual([]);
    expect(office.outbox()).toEqual([]);
    expect(office.messages().map(({ kind }) => kind)).toEqual(['operator', 'operator']);
    expect(kinds(office)).toEqual(['balance_low']);
    expect(openAlarms(office.db)[0]).toMatchObject({ modem: 'modem' });
  });

  test('of the end of the card is heeded', () => {
    const office = openOffice();
    operatorSays(office, '1708', 'Masa aktif kartu Anda akan berakhir 12/01/2026. Isi ulang sekarang');
    expect(kinds(office)).toEqual(['operator_message']);
  });

  test('on the display is heeded too', () => {
    const office = openOffice();
    fileNetworkWords(office.db, office.clock, 'modem', 'Saldo anda tidak cukup');
    expect(office.messages()).toMatchObject([
      { kind: 'operator', peer: 'USSD', text: 'Saldo anda tidak cukup' },
    ]);
    expect(kinds(office)).toEqual(['balance_low']);
  });

  test('is a person when the text comes from a number', () => {
    const office = openOffice();
    office.says('+6281234567890', 'Pulsa Anda hampir habis');
    expect(kinds(office)).toEqual([]);
  });

  test('and falls silent is forgotten after some days', () => {
    const office = openOffice();
    operatorSays(office, 'TELKOMSEL', 'Pulsa Anda hampir habis.');
    office.clock.pass(2 * DAY_MS);
    endQuietAlarms(office.db, office.clock);
    expect(kinds(office)).toEqual(['balance_low']);
    office.clock.pass(2 * DAY_MS);
    endQuietAlarms(office.db, office.clock);
    expect(kinds(office)).toEqual([]);
  });

  test.each([
    ['Maaf, pulsa Anda tidak mencukupi untuk mengirim SMS', 'credit'],
    ['Sisa pulsa Anda kurang dari Rp1.000', 'credit'],
    ['Your balance is low. Top up now', 'credit'],
    ['Nomor Anda memasuki masa tenggang', 'validity'],
    ['Kartu Anda akan diblokir bila tidak registrasi', 'validity'],
    ['Pulsa habis? Pakai Paket Darurat', undefined],
    ['Isi pulsa Rp50.000 dapat bonus', undefined],
    ['Selamat! Kuota 1GB aktif sampai 30/01/2026', undefined],
    ['Pulsa kamu mau habis nih! Isi ulang yuk', 'credit'],
    ['Saldo Anda tersisa sedikit', 'credit'],
    ['Maaf, pulsa tdk cukup', 'credit'],
    ['Pulsa Anda Rp 500. Segera isi ulang', 'credit'],
    ['Your credit is about to run out', 'credit'],
    ['Masa aktif kartu Anda tinggal 3 hari lagi', 'validity'],
    ['Kartu kamu segera tidak aktif', 'validity'],
    ['Perpanjang masa aktif kartu Anda sebelum 12/04', 'validity'],
    ['Masa aktif paket internet Anda akan berakhir besok', undefined],
    ['Segera isi pulsa 100rb, yuk isi ulang dan menangkan hadiah', undefined],
  ])('is told from advertising: %j', (text, notice) => expect(operatorNotice(text)).toBe(notice));
});

describe('settings of the watch', () => {
  test('that are broken count as the usual ones', () => {
    const { db } = openOffice();
    const stored = (value: string) => {
      db.delete(settings).where(eq(settings.name, 'watch')).run();
      db.insert(settings).values({ name: 'watch', value }).run();
      return watchSettings(db);
    };
    expect(watchSettings(db)).toEqual(WATCH_DEFAULTS);
    expect(stored('{{{')).toEqual(WATCH_DEFAULTS);
    expect(stored('{"balanceCode":"*888#;ATD112","lowRupiah":-1,"politeCallText":true}')).toEqual({
      ...WATCH_DEFAULTS,
      politeCallText: true,
    });
    expect(stored('{"balanceCode":null,"alarmPhones":["0812"]}')).toEqual({
      ...WATCH_DEFAULTS,
      balanceCode: null,
    });
  });

  test('are refused with a reason, and never hold the gateway itself as a recipient', () => {
    const office = openOffice();
    const rina = office.admin();
    const change = (wanted: Partial<typeof WATCH_DEFAULTS>) => () =>
      changeWatchSettings(office.db, office.clock, rina, { ...WATCH_DEFAULTS, ...wanted });
    office.db.insert(settings).values({ name: 'own_numbers', value: GATEWAY_NUMBER }).run();
    expect(change({ alarmPhones: [GATEWAY_NUMBER] })).toThrow('milik gateway');
    expect(change({ balanceCode: 'pulsa' })).toThrow('Kode cek pulsa');
    expect(change({ balanceDailyAt: '24:00' })).toThrow('Jam cek pulsa');
    change({ lowRupiah: 5000 })();
    expect(watchSettings(office.db).lowRupiah).toBe(5000);
    expect(office.db.select().from(alarms).where(isNull(alarms.endedAtMs)).all()).toEqual([]);
  });
});
