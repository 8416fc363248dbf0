import { expect, test } from 'vitest';
import { useDaemonInMemory } from '../support/daemonInMemory.ts';
import { useVirtualTime } from '../support/virtualTime.ts';
import { atWork, complain, expectService, stateOf } from './stories.ts';

useVirtualTime();
const open = useDaemonInMemory();

const PIN = '1234';

test('a cleared service centre is told of in words, and sending goes on when it is back (F33)', async () => {
  const it = open();
  it.fault('F33');
  await it.ready();
  expect(it.gateway()?.detail).toMatch(/SMSC|pusat/i);
  it.ledger.expectInOrder();
});

test.each(['ucs2', 'national'])(
  'a service centre that is printed otherwise is left as it is (F33, %s)',
  async (variant) => {
    const it = open();
    it.fault('F33', { variant });
    await it.ready();
    await expectService(it, 1, 10_000);
    expect(it.simulation.modem.card.serviceCentre).toBe('+6281100000');
    it.ledger.expectInOrder();
  },
);

test('a card that was out for 20 s is used again by itself (F34)', async () => {
  const it = await atWork(open());
  it.fault('F34');
  complain(it, 2);
  await it.pass(20_000);
  await it.until('answered', () => stateOf(it, 2) === 'delivered', 120_000);
  it.ledger.expectInOrder();
});

test('a card that is not ready for 20 s is waited for (F34)', async () => {
  const it = open();
  it.fault('F34', { variant: 'notReady' });
  await it.ready(120_000);
  await expectService(it, 1, 60_000);
  it.ledger.expectInOrder();
});

test('a card that wants its PIN gets it once (F34)', async () => {
  const it = open({ simPin: PIN }, { pin: PIN });
  await it.ready(120_000);
  await expectService(it, 1, 60_000);
  expect(it.ledger.pinsGiven).toEqual([PIN]);
  it.ledger.expectInOrder();
});

test.each([3, 2, 1])(
  'a wrong PIN is given at most once, and never with less than three tries (F34, %i)',
  async (tries) => {
    const it = open({ personality: 'huawei-e173', simPin: '9999' }, { pin: PIN });
    it.simulation.modem.card.pinTries = tries;
    await it.pass(150_000);
    // Whatever happens around it: restarts of the program, kills, cables and the modem's own restarts.
    for (const disturb of [
      () => it.restart(),
      async () => {
        it.kill();
        it.start();
      },
      async () => it.unplug(5000),
      async () => it.simulation.modem.reset(),
      async () => it.simulation.modem.insertCard(false),
      async () => it.simulation.modem.insertCard(true),
    ]) {
      await disturb();
      await it.pass(80_000);
    }
    expect(it.ledger.pinsGiven).toEqual(tries === 3 ? [PIN] : []);
    expect(it.simulation.modem.card.pinTries).toBe(tries === 1 ? 1 : 2);
    expect(it.gateway()?.phase).not.toBe('ready');
    expect(it.raisedAlarms()).toContain('sim_pin');
  },
);

test.each(['pin', 'two', 'one', 'puk'])(
  'a card that wants something of a human gets nothing from the program (F34, %s)',
  async (variant) => {
    const it = open();
    it.fault('F34', { variant });
    await it.pass(150_000);
    expect(it.ledger.pinsGiven).toEqual([]);
    expect(it.gateway()?.phase).not.toBe('ready');
    expect(it.raisedAlarms()).toContain('sim_pin');
  },
);

test('PIN2 is nobody\u2019s business (F34)', async () => {
  const it = open({}, { pin: PIN });
  it.fault('F34', { variant: 'pin2' });
  await it.ready(120_000);
  await expectService(it, 1, 60_000);
  expect(it.ledger.pinsGiven).toEqual([]);
});

test.each(['fragile', 'busy'])('a modem is left in peace after its PIN (F35, %s)', async (variant) => {
  const it = open({ simPin: PIN }, { pin: PIN });
  it.fault('F35', { variant });
  await it.ready(180_000);
  await expectService(it, 1, 60_000);
  expect(it.ledger.pinsGiven.length).toBeLessThanOrEqual(2);
  expect(it.simulation.modem.card.pinTries).toBe(3);
  it.ledger.expectInOrder();
});
