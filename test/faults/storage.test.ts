import { expect, test } from 'vitest';
import { rawMessages } from '../../db/schema/smsIn.ts';
import { type DaemonInMemory, useDaemonInMemory } from '../support/daemonInMemory.ts';
import { useVirtualTime } from '../support/virtualTime.ts';
import { atWork, complain, expectService, reporter, stateOf, ticketOf } from './stories.ts';

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
  const asked = it.modems.wire.length;
  await it.pass(600_000);
  expect(it.modems.wire.length - asked).toBeLessThan(400);
  expect(it.openAlarms().map((alarm) => alarm.kind)).toContain('stuck_records');
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
