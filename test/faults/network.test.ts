import { expect, test } from 'vitest';
import { useDaemonInMemory } from '../support/daemonInMemory.ts';
import { useVirtualTime } from '../support/virtualTime.ts';
import { answer, atWork, complain, expectService, received, reporter, stateOf } from './stories.ts';

useVirtualTime();
const open = useDaemonInMemory();

test.each(['quotes', 'unquoted', 'mode', 'event', 'empty', 'none', 'late'])(
  'an odd +CREG? still tells that the modem is registered (F36, %s)',
  async (variant) => {
    const it = open();
    it.fault('F36', { variant, times: 30 });
    await it.ready();
    await expectService(it, 1, 10_000);
    await it.pass(180_000);
    expect(it.gateway()?.registered).toBe(true);
    await expectService(it, 2, 10_000);
    it.ledger.expectInOrder();
  },
);

test.each(['searching', 'denied'])('texts go out where only LTE is registered (F37, %s)', async (variant) => {
  const it = await atWork(open());
  it.fault('F37', { variant });
  await it.pass(60_000);
  answer(it, 1, 'Petugas datang pukul sepuluh');
  await it.until('sent', () => received(it, 1).length === 2, 60_000);
  expect(it.gateway()?.detail).toMatch(/4G/);
  it.ledger.expectInOrder();
});

test('an LTE that carries no texts costs no text, and they go out when the network is back (F37)', async () => {
  const it = await atWork(open());
  it.fault('F37', { variant: 'deaf' });
  await it.pass(60_000);
  answer(it, 1, 'Petugas datang pukul sepuluh');
  await it.pass(600_000);
  expect(received(it, 1)).toHaveLength(1);
  expect(it.partsTo(reporter(1)).map((part) => part.state)).toEqual(['delivered', 'queued']);
  it.fault('F37', { variant: 'back' });
  await it.until('sent', () => received(it, 1).length === 2, 3_700_000);
  await it.pass(60_000);
  it.ledger.expectInOrder();
});

test('a network that comes and goes is told of, and nothing is lost or sent twice (F38)', async () => {
  const it = await atWork(open());
  it.fault('F38');
  for (let n = 2; n < 12; n += 1) {
    complain(it, n);
    await it.pass(25_000);
  }
  await it.until('all answered', () => it.parts().every((part) => part.state === 'delivered'), 600_000);
  expect(it.tickets()).toHaveLength(11);
  expect(it.raisedAlarms()).toContain('network_flaps');
  it.ledger.expectInOrder();
});

test('without a network texts wait and use up no attempt', async () => {
  const it = await atWork(open());
  const { modem } = it.simulation;
  modem.setRegistration(2);
  await it.pass(5000);
  complain(it, 2);
  await it.pass(120_000);
  modem.setRegistration(1);
  await it.until('answered', () => stateOf(it, 2) === 'delivered', 60_000);
  expect(it.partsTo('+6281200000002')[0]?.attempts).toBe(1);
  it.ledger.expectInOrder();
});

test.each(['flight', 'off'])('a radio that is off is switched on (F51, %s)', async (variant) => {
  const it = await atWork(open());
  it.fault('F51', { variant });
  complain(it, 2);
  await it.until('answered', () => stateOf(it, 2) === 'delivered', 700_000);
  it.ledger.expectInOrder();
});

test.each(['flight', 'off'])(
  'a modem that wakes with its radio off is switched on (F51, %s)',
  async (variant) => {
    const it = open();
    it.fault('F51', { variant });
    await it.ready();
    await expectService(it, 1, 30_000);
    it.ledger.expectInOrder();
  },
);
