import { expect, test } from 'vitest';
import { rawMessages } from '../../db/schema/smsIn.ts';
import { type DaemonInMemory, useDaemonInMemory } from '../support/daemonInMemory.ts';
import { useVirtualTime } from '../support/virtualTime.ts';
import { atWork, complain, expectAnswered, expectService, reporter, stateOf, ticketOf } from './stories.ts';

useVirtualTime();
const open = useDaemonInMemory();

const raws = (it: DaemonInMemory) => it.db.select().from(rawMessages).all();

const LONG = `HELPDESK ${'server lambat sekali dan printer di loket tidak bisa dipakai. '.repeat(6)}`;

test('a text that was never announced is found by the next look at the storage (F20)', async () => {
  const it = await atWork(open());
  it.fault('F20');
  complain(it, 2);
  await it.until('found', () => ticketOf(it, 2) !== undefined, 31_000);
  await it.until('answered', () => stateOf(it, 2) === 'delivered', 10_000);
  it.ledger.expectInOrder();
});

test.each([{}, { memory: 'SR' as const, index: 3 }, { memory: 'ME' as const, index: 0 }])(
  'an announcement that names a wrong place still brings the text (F21) %o',
  async (where) => {
    const it = await atWork(open());
    it.fault('F21', where);
    await expectService(it, 2, 35_000);
    it.ledger.expectInOrder();
  },
);

test('a full storage is emptied, and what waited at the service centre comes (F23)', async () => {
  const it = await atWork(open());
  it.fault('F23');
  complain(it, 2);
  await it.until('answered', () => stateOf(it, 2) === 'delivered', 60_000);
  expect(it.simulation.modem.store.used('SM')).toBe(0);
  it.ledger.expectInOrder();
});

test('a full storage that nothing tells of is found by counting (F23)', async () => {
  const it = await atWork(open());
  it.fault('F23', { urc: '^RSSI:17' });
  complain(it, 2);
  await it.until('answered', () => stateOf(it, 2) === 'delivered', 60_000);
  it.ledger.expectInOrder();
});

test('a place that is taken anew between reading and deleting loses nothing (F24)', async () => {
  const it = await atWork(open());
  it.fault('F20', { times: 3 });
  it.fault('F24', { text: 'HELPDESK keluhan di tempat yang sama' });
  for (const n of [2, 3, 4]) complain(it, n);
  await it.until('all handled', () => it.tickets().length >= 4, 60_000);
  await it.pass(60_000);
  expect(it.tickets().map((ticket) => ticket.subject)).toContain('keluhan di tempat yang sama');
  it.ledger.expectInOrder();
});

test('a modem that deletes the other parts with one loses no part (F25)', async () => {
  const it = await atWork(open());
  it.fault('F25', { times: 3 });
  it.simulation.smsc.sendFrom(reporter(2), LONG);
  await it.until('handled', () => ticketOf(it, 2) !== undefined, 60_000);
  await it.pass(60_000);
  it.ledger.expectInOrder();
});

test('a record that cannot be deleted is handled once, told of, and does not hold up others (F26)', async () => {
  const it = await atWork(open());
  it.fault('F26', { times: 1000 });
  complain(it, 2);
  await it.until('handled', () => stateOf(it, 2) === 'delivered', 60_000);
  await it.pass(600_000);
  await expectService(it, 3, 60_000);
  const before = it.modems.said;
  await it.pass(600_000);
  expect(it.modems.said - before).toBeLessThan(400);
  expect(it.raisedAlarms()).toContain('stuck_records');
  it.ledger.expectInOrder();
});

test.each(['00FFFFFFFF', '00', '0791', 'FFFFFFFFFFFFFFFFFF', '079126181642040D', '07912618164'])(
  'the record %s is kept aside and its place freed (F41)',
  async (record) => {
    const it = await atWork(open());
    it.fault('F41', { record });
    await it.until('freed', () => it.simulation.modem.store.used('SM') === 0, 60_000);
    expect(raws(it).filter((raw) => raw.pduHex === record)).toMatchObject([{ state: 'quarantined' }]);
    await expectService(it, 2, 10_000);
    it.ledger.expectInOrder();
  },
);

test('a flash text is handled although no storage ever had it (F45)', async () => {
  const it = await atWork(open());
  it.fault('F45');
  await expectService(it, 2, 10_000);
  it.ledger.expectInOrder();
});

test('twelve texts within a second, before announcements are on, are all handled (F22)', async () => {
  const it = open();
  it.fault('F22');
  await it.ready();
  await it.until('twelve', () => raws(it).length >= 12, 30_000);
  await it.pass(5000);
  it.fault('F22');
  await it.until('all', () => raws(it).length >= 24, 30_000);
  it.ledger.expectInOrder();
});

test.each(['more', 'lag'])(
  'a count that does not agree with the list costs no text and no endless reading (F27, %s)',
  async (variant) => {
    const it = await atWork(open());
    it.fault('F27', { variant, times: 20 });
    await expectService(it, 2, 60_000);
    const before = it.modems.said;
    await it.pass(600_000);
    expect(it.modems.said - before).toBeLessThan(1000);
    it.ledger.expectInOrder();
  },
);

test.each(['none', 'first', 'names'])(
  'a strange storage is used as far as it can be (F28, %s)',
  async (variant) => {
    const it = open();
    it.fault('F28', { variant });
    await it.ready();
    await expectService(it, 1, 60_000);
    await it.pass(600_000);
    await expectService(it, 2, 60_000);
    it.ledger.expectInOrder();
  },
);

test.each(['ignored', 'lies', 'ds1', 'bfr0'])(
  'texts come although +CNMI is not what was asked (F29, %s)',
  async (variant) => {
    const it = open();
    it.fault('F29', { variant });
    await it.ready();
    await expectAnswered(it, 1, 60_000);
    it.ledger.expectInOrder();
  },
);

test('announcements that the modem switched off itself are on again after the audit (F30)', async () => {
  const it = await atWork(open());
  it.fault('F30');
  await expectAnswered(it, 2, 60_000);
  const { modem } = it.simulation;
  await it.until('on again', () => modem.settings.indications.mt === 1, 600_000);
  await expectService(it, 3, 10_000);
  it.ledger.expectInOrder();
});

test('a report that lies elsewhere than it was said is found (F31)', async () => {
  const it = open({ personality: 'huawei-e173' });
  it.fault('F31');
  await it.ready(90_000);
  await expectService(it, 1, 700_000);
  it.ledger.expectInOrder();
});

test('a modem that needs 35 s to change its storage is waited for (F52)', async () => {
  const it = open();
  it.fault('F52', { times: 4 });
  await it.ready(300_000);
  await expectService(it, 1, 120_000);
  expect(it.modems.opened).toBe(1);
  it.ledger.expectInOrder();
});

test('a flash text that a modem pushes before it is known again outlives a kill (F39, F45)', async () => {
  const it = await atWork(open());
  it.kill();
  it.fault('F39');
  it.start();
  await it.pass(3000);
  it.fault('F45');
  complain(it, 2);
  await it.pass(100);
  it.kill();
  it.simulation.modem.reset();
  it.start();
  await it.until('handled', () => ticketOf(it, 2) !== undefined, 60_000);
  it.ledger.expectInOrder();
});
