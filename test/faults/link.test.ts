import { expect, test } from 'vitest';
import { DEVICE, useDaemonInMemory } from '../support/daemonInMemory.ts';
import { useVirtualTime } from '../support/virtualTime.ts';
import { accepted, atWork, complain, expectService, reporter, stateOf, ticketOf } from './stories.ts';

useVirtualTime();
const open = useDaemonInMemory();

test('writes that stand still for a minute end in a new start of the link (F40)', async () => {
  const it = await atWork(open());
  it.fault('F40');
  complain(it, 2);
  await it.until('answered', () => stateOf(it, 2) === 'delivered', 180_000);
  it.ledger.expectInOrder();
});

test('a modem that is mute for 40 s after it was plugged in is in use within a minute (F47)', async () => {
  const it = await atWork(open());
  it.fault('F47');
  await it.until('gone', () => it.gateway()?.phase !== 'ready', 10_000);
  expect(await it.ready(90_000)).toBeLessThan(60_000);
  await expectService(it, 2, 10_000);
  it.ledger.expectInOrder();
});

test.each(['both', 'card', 'modem'])(
  'another modem or card behind the same name is noticed (F48, %s)',
  async (variant) => {
    const it = await atWork(open());
    it.fault('F48', { variant });
    await it.pass(700_000);
    await expectService(it, 2, 60_000);
    expect(it.raisedAlarms()).toEqual(
      expect.arrayContaining([variant === 'modem' ? 'modem_changed' : 'sim_changed']),
    );
    it.ledger.expectInOrder();
  },
);

test('a modem that is gone for a minute is found again by itself (F49)', async () => {
  const it = await atWork(open());
  it.fault('F49');
  complain(it, 2);
  await it.until('waiting', () => it.gateway()?.phase === 'waiting', 10_000);
  await it.pass(55_000);
  await it.until('answered', () => stateOf(it, 2) === 'delivered', 70_000);
  it.ledger.expectInOrder();
});

test('a modem that never comes back is told of (F49)', async () => {
  const it = await atWork(open());
  it.modems.pull(DEVICE);
  await it.pass(3_600_000);
  expect(it.gateway()?.phase).toBe('waiting');
  expect(it.raisedAlarms()).toContain('modem_missing');
});

test('ten seconds without a cable cost five seconds more (F17)', async () => {
  const it = await atWork(open());
  it.unplug(10_000);
  complain(it, 2);
  await it.pass(10_030);
  await it.until('received', () => ticketOf(it, 2) !== undefined, 5000);
  it.ledger.expectInOrder();
});

test.each(['silent', 'error', 'ok'])(
  'a restart that is of no avail does not end the trying (F54, %s)',
  async (variant) => {
    const it = await atWork(open());
    it.fault('F54', { variant });
    // The network stays away so long that the ladder comes to the restart.
    it.simulation.modem.setRegistration(0);
    complain(it, 2);
    await it.pass(3_600_000);
    it.simulation.modem.setRegistration(1);
    await it.until('answered', () => stateOf(it, 2) === 'delivered', 1_900_000);
    expect(accepted(it, 2)).toBe(1);
    expect(it.simulation.smsc.phones.received(reporter(2))).toHaveLength(1);
    it.ledger.expectInOrder();
  },
);

test('a device that another program holds is waited for', async () => {
  const it = open();
  it.modems.refuse(DEVICE, 'EBUSY');
  await it.restart();
  await it.pass(30_000);
  expect(it.gateway()?.phase).toBe('waiting');
  it.modems.refuse(DEVICE, undefined);
  await it.ready(70_000);
});
