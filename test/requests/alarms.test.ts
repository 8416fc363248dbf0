import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runAlarmCommand } from '../../daemon/alarmCommand.ts';
import { readDaemonConfig } from '../../daemon/config.ts';
import { watchAlarms } from '../../daemon/jobs/alarmTelling.ts';
import { watchMachine } from '../../daemon/jobs/machineWatch.ts';
import { shouter } from '../../daemon/jobs/shouter.ts';
import type { Gateway } from '../../daemon/modem/gatewayContract.ts';
import { endAlarm, noteAlarmSeen, raiseAlarm } from '../../db/actions/alarm.ts';
import { changeWatchSettings } from '../../db/actions/changeWatchSettings.ts';
import { noteGateway } from '../../db/actions/noteGateway.ts';
import { pauseSending } from '../../db/actions/pauseSending.ts';
import { openAlarms } from '../../db/queries/gatewayWatch.ts';
import type { AlarmKind } from '../../db/rules/alarm.ts';
import { parsePhoneNumber } from '../../db/rules/phoneNumber.ts';
import { WATCH_DEFAULTS } from '../../db/rules/watchSettings.ts';
import { outboundTexts } from '../../db/schema/smsOut.ts';
import { idleGateway } from '../support/idleGateway.ts';
import { openOffice, pdusOf, type TestOffice } from '../support/office.ts';
import { quietLog } from '../support/quietLog.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const BOSS = parsePhoneNumber('0812-3456-7000');

/** An office with modems a and b, whose alarms go to one phone. */
function watched(gateways: readonly Gateway[] = [idleGateway('a'), idleGateway('b')]) {
  const office = openOffice();
  const { db, clock } = office;
  const rina = office.admin();
  changeWatchSettings(db, clock, rina, { ...WATCH_DEFAULTS, alarmPhones: [BOSS] });
  for (const { name } of gateways) noteGateway(db, clock, { name, phase: 'ready', detail: '', sinceMs: 0 });
  const look = watchAlarms({ db, clock, gateways, command: undefined, log: quietLog() });
  const raise = (modem: string | null, kind: AlarmKind, text = `Ada masalah ${kind}.`) =>
    raiseAlarm(db, clock, { modem, kind }, text);
  /** Time passes as the job sees it. */
  const pass = (ms: number, everyMs = 15_000): void => {
    for (let passed = 0; passed < ms; passed += everyMs) {
      clock.pass(everyMs);
      look();
    }
  };
  return { ...office, rina, raise, pass };
}
const viaOf = ({ db }: TestOffice): (string | null)[] =>
  db
    .select({ sim: outboundTexts.preferredSim })
    .from(outboundTexts)
    .orderBy(outboundTexts.messageId)
    .all()
    .map(({ sim }) => sim);

describe('an alarm goes out by SMS', () => {
  test('through another modem, once, soon after it was raised', () => {
    const office = watched();
    office.raise('a', 'modem_mute', 'Modem tidak menjawab.');
    office.pass(15_000);
    expect(office.outbox()).toEqual([]);
    office.pass(HOUR_MS);
    expect(office.outbox()).toMatchObject([
      { to: BOSS, kind: 'alarm', text: 'PERINGATAN GATEWAY: Modem a: Modem tidak menjawab' },
    ]);
    expect(viaOf(office)).toEqual(['sim of b']);
  });

  test('again every 6 hours, until somebody has seen it or it is over', () => {
    const office = watched();
    office.raise('a', 'modem_mute');
    office.raise('a', 'power');
    office.pass(13 * HOUR_MS, MINUTE_MS);
    expect(office.outbox()).toHaveLength(3);
    const [first, second] = openAlarms(office.db);
    noteAlarmSeen(office.db, office.clock, office.rina, first?.id ?? 0);
    endAlarm(office.db, office.clock, { modem: 'a', kind: second?.kind ?? 'power' });
    office.pass(13 * HOUR_MS, MINUTE_MS);
    expect(office.outbox()).toHaveLength(3);
  });

  test('not when it is over at once', () => {
    const office = watched();
    office.raise('a', 'network_lost');
    office.pass(15_000);
    endAlarm(office.db, office.clock, { modem: 'a', kind: 'network_lost' });
    office.pass(HOUR_MS);
    expect(office.outbox()).toEqual([]);
  });

  test('never as a storm: what gathers is told together, six times an hour at most', () => {
    const office = watched();
    for (let minute = 0; minute < 60; minute += 1) {
      endAlarm(office.db, office.clock, { modem: 'a', kind: 'network_flaps' });
      office.raise('a', 'network_flaps', `Jaringan hilang timbul ${minute}.`);
      office.pass(MINUTE_MS);
    }
    expect(office.outbox()).toHaveLength(6);
    office.raise('a', 'power');
    office.pass(2 * HOUR_MS);
    expect(office.outbox()).toHaveLength(7);
    expect(office.outbox().at(-1)?.text).toContain(' | Modem a: ');
  });

  test('by none when the only modem is the one in trouble, and by any when no modem is', () => {
    const alone = watched([idleGateway('a')]);
    alone.raise('a', 'modem_mute');
    alone.pass(HOUR_MS);
    expect(alone.outbox()).toEqual([]);
    alone.raise(null, 'disk');
    alone.pass(HOUR_MS);
    expect(alone.outbox()).toHaveLength(1);
  });

  test('by none that cannot send', () => {
    const office = watched([idleGateway('a'), idleGateway('b', {}, { registered: false }), idleGateway('c')]);
    pauseSending(office.db, office.clock, office.rina, 'c');
    office.raise('a', 'modem_mute');
    office.pass(HOUR_MS);
    expect(office.outbox()).toEqual([]);
  });
});

test('an alarm is marked as seen by those who may, and by nobody else', () => {
  const office = watched();
  office.raise('a', 'power');
  const [alarm] = openAlarms(office.db);
  const leader = { userId: 1, name: 'Dewi', role: 'leader' } as const;
  expect(() => noteAlarmSeen(office.db, office.clock, leader, alarm?.id ?? 0)).toThrow('Peran Anda');
  noteAlarmSeen(office.db, office.clock, office.rina, alarm?.id ?? 0);
  expect(openAlarms(office.db)).toMatchObject([{ seenByName: 'Rina' }]);
});

describe("the office's own program", () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'helpdesk-alarm-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const program = (body: string): string => {
    const path = join(folder, 'tell');
    writeFileSync(path, `#!/bin/sh\n${body}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const news = {
    kinds: ['power', 'disk'],
    modems: ['a'],
    sentences: ['Listrik tidak stabil.', 'Disk penuh.'],
  };

  test('gets the sentences on its input and what they are about in its environment', async () => {
    const out = join(folder, 'out');
    const path = program(
      `{ cat; echo "$HELPDESK_ALARM_KIND $HELPDESK_ALARM_MODEM [$HELPDESK_PIN] $1 $2"; } > ${out}`,
    );
    process.env['HELPDESK_PIN'] = '1234';
    try {
      expect(await runAlarmCommand([path, '$HOME;', '`id`'], news, quietLog())).toBe(true);
    } finally {
      delete process.env['HELPDESK_PIN'];
    }
    expect(readFileSync(out, 'utf8')).toBe(
      'Listrik tidak stabil.\nDisk penuh.\npower,disk a [] $HOME; `id`\n',
    );
  });

  test('is killed with its children when it hangs', async () => {
    const late = join(folder, 'late');
    const path = program(`(sleep 1; touch ${late}) & sleep 60`);
    const log = quietLog();
    expect(await runAlarmCommand([path], news, log, 200)).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 1300));
    expect(() => readFileSync(late)).toThrow('ENOENT');
  });

  test.each([
    ['fails', 'exit 3'],
    ['does not read', 'exec <&-; exit 1'],
  ])('that %s harms nobody', async (_what, body) => {
    expect(
      await runAlarmCommand([program(body)], { ...news, sentences: ['x'.repeat(200_000)] }, quietLog()),
    ).toBe(false);
  });

  test('that is not there harms nobody', async () => {
    expect(await runAlarmCommand([join(folder, 'none')], news, quietLog())).toBe(false);
  });

  test('is read from the configuration, split on blanks', () => {
    const env = {
      HELPDESK_MODEM: '/dev/ttyUSB0',
      HELPDESK_ALARM_COMMAND: 'mail -s  Gateway admin@kantor.id',
    };
    expect(readDaemonConfig(env)).toMatchObject({
      alarmCommand: ['mail', '-s', 'Gateway', 'admin@kantor.id'],
      warnings: [],
    });
  });
});

describe('the machine', () => {
  const watch = (
    office: TestOffice,
    freeMb: () => number,
    shout: (kind: AlarmKind, sentence: string) => void = () => {},
  ) =>
    watchMachine({
      db: office.db,
      dbPath: '/var/lib/helpdesk/helpdesk.sqlite',
      clock: office.clock,
      timeZone: 'Asia/Jakarta',
      shout,
      freeBytes: () => freeMb() * 1024 * 1024,
    });

  test('is said to have no room below 200 MB, and to have room again', () => {
    const office = openOffice();
    let freeMb = 150;
    const look = watch(office, () => freeMb);
    look();
    expect(openAlarms(office.db)).toMatchObject([{ modem: null, kind: 'disk' }]);
    expect(openAlarms(office.db)[0]?.text).toContain('sisa 150 MB');
    freeMb = 250;
    look();
    expect(openAlarms(office.db)).toEqual([]);
  });

  test('that lets nothing be written shouts, but not each minute', () => {
    const office = openOffice();
    const shouts: string[] = [];
    let steadyMs = 0;
    const shout = shouter(
      (kind) => void shouts.push(kind),
      () => steadyMs,
    );
    const look = watch(office, () => 100, shout);
    office.db.$client.pragma('query_only = ON');
    for (let minute = 0; minute < 7 * 60; minute += 1) {
      expect(look).toThrow();
      steadyMs += MINUTE_MS;
    }
    expect(shouts).toEqual(['disk', 'disk']);
  });

  test('with a clock of 1970 is warned of until it is right (QUE-07)', () => {
    const office = openOffice();
    const look = watch(office, () => 1000);
    const rightMs = office.clock.nowMs();
    office.clock.set(60_000);
    look();
    expect(openAlarms(office.db)).toMatchObject([{ kind: 'clock' }]);
    expect(openAlarms(office.db)[0]?.text).toContain('01/01/1970 07.01');
    office.clock.set(rightMs);
    look();
    expect(openAlarms(office.db)).toEqual([]);
  });

  test('with a saved clock of last year is found out by what texts say of the time (QUE-07)', () => {
    const office = openOffice();
    const look = watch(office, () => 1000);
    const rightMs = office.clock.nowMs();
    office.clock.set(rightMs - 300 * 24 * HOUR_MS);
    for (let i = 0; i < 3; i += 1)
      for (const pdu of pdusOf('+6281234567890', `halo ${i}`, rightMs + i * 1000)) office.arrive(pdu);
    look();
    expect(openAlarms(office.db).map(({ kind }) => kind)).toEqual(['clock']);
    office.clock.set(rightMs);
    look();
    expect(openAlarms(office.db)).toEqual([]);
  });
});
