import { expect, test } from 'vitest';
import { useDaemonInMemory } from '../support/daemonInMemory.ts';
import { useVirtualTime } from '../support/virtualTime.ts';
import { accepted, answer, atWork, complain, expectService, received, reporter, stateOf } from './stories.ts';

useVirtualTime();
const open = useDaemonInMemory();

/** The longest wait for a result, and a bring-up. */
const SEND_OVER_MS = 180_000 + 30_000;
/** What the program would send again by itself has been sent by then. */
const LONG_MS = 900_000;

test('a modem that dies after Ctrl-Z leaves a text of unknown fate, which is not sent again (F11)', async () => {
  const it = await atWork(open({ latencyMs: { report: 5000 } }));
  it.fault('F11');
  complain(it, 2);
  await it.until('unknown', () => stateOf(it, 2) === 'unknown', SEND_OVER_MS);
  // Nothing but a reset of the hardware helps; that is the ladder's, and here a human's.
  await it.pass(60_000);
  it.simulation.modem.reset();
  await expectService(it, 3, 90_000);
  await it.pass(LONG_MS);
  expect(accepted(it, 2)).toBe(1);
  it.ledger.expectInOrder({ unknown: 1 });
});

test.each([58_000, 135_000])('a result that takes %i ms is waited for (F12)', async (delayMs) => {
  const it = await atWork(open());
  it.fault('F12', { delayMs });
  complain(it, 2);
  await it.until('sent', () => stateOf(it, 2) === 'delivered', delayMs + 10_000);
  await expectService(it, 3, 10_000);
  it.ledger.expectInOrder();
});

test.each([188_000, 205_000])(
  'a result that takes %i ms, longer than is waited for, still counts (F12)',
  async (delayMs) => {
    const it = await atWork(open());
    it.fault('F12', { delayMs });
    complain(it, 2);
    await it.pass(185_000);
    complain(it, 3);
    await it.until('settled by report or reference', () => stateOf(it, 2) === 'delivered', 60_000);
    await it.until('next', () => stateOf(it, 3) === 'delivered', 60_000);
    it.ledger.expectInOrder();
  },
);

test.each(['OK without +CMGS', 'noOk'])('a text that is answered with %s is sent (F13)', async (variant) => {
  const it = await atWork(open());
  it.fault('F13', { variant });
  await expectService(it, 2, 20_000);
  await expectService(it, 3, 10_000);
  it.ledger.expectInOrder();
});

test('after a network time-out only the report tells that the text was sent (F14)', async () => {
  const it = await atWork(open());
  it.fault('F14', { delayMs: 40_000 });
  complain(it, 2);
  await it.until('resolved', () => stateOf(it, 2) === 'delivered', 60_000);
  await it.pass(LONG_MS);
  expect(accepted(it, 2)).toBe(1);
  it.ledger.expectInOrder();
});

test('after a network time-out of a text that never left nothing is sent by itself (F14)', async () => {
  const it = await atWork(open());
  it.fault('F14', { delayMs: 40_000, accepted: false });
  complain(it, 2);
  await it.until('unknown', () => stateOf(it, 2) === 'unknown', 60_000);
  await expectService(it, 3, 60_000);
  await it.pass(LONG_MS);
  expect(accepted(it, 2)).toBe(0);
  it.ledger.expectInOrder({ unknown: 1 });
});

test('a refusal at once is tried again, and goes out once (F15)', async () => {
  const it = await atWork(open());
  it.fault('F15');
  complain(it, 2);
  await it.until('sent in the end', () => stateOf(it, 2) === 'delivered', 300_000);
  expect(accepted(it, 2)).toBe(1);
  it.ledger.expectInOrder();
});

test('a refusal after 40 s says nothing about the fate of the text (F15)', async () => {
  const it = await atWork(open());
  it.fault('F15', { delayMs: 40_000 });
  complain(it, 2);
  await it.until('unknown', () => stateOf(it, 2) === 'unknown', 60_000);
  await expectService(it, 3, 60_000);
  await it.pass(LONG_MS);
  expect(accepted(it, 2)).toBe(0);
  it.ledger.expectInOrder({ unknown: 1 });
});

test('a cable that is pulled after Ctrl-Z leaves an unknown text that its report resolves (F17)', async () => {
  const it = await atWork(open({ latencyMs: { report: 20_000 } }));
  it.fault('F17');
  complain(it, 2);
  await it.until('unknown', () => stateOf(it, 2) === 'unknown', 5000);
  expect(await it.ready(90_000)).toBeLessThan(10_000);
  await it.until('resolved', () => stateOf(it, 2) === 'delivered', 30_000);
  await it.pass(LONG_MS);
  expect(accepted(it, 2)).toBe(1);
  it.ledger.expectInOrder();
});

test('a text whose report got lost with the cable stays unknown and is not sent again (F17)', async () => {
  const it = await atWork(open({ latencyMs: { report: 500 } }));
  it.fault('F17');
  complain(it, 2);
  await it.until('unknown', () => stateOf(it, 2) === 'unknown', 5000);
  await expectService(it, 3, 60_000);
  await it.pass(LONG_MS);
  expect(accepted(it, 2)).toBe(1);
  it.ledger.expectInOrder({ unknown: 1 });
});

test('a brown-out at a transmission leaves the text unknown, and the modem is prepared anew (F19)', async () => {
  const it = await atWork(open({ latencyMs: { report: 60_000, boot: 8000 } }));
  it.fault('F19');
  complain(it, 2);
  await it.until('unknown', () => stateOf(it, 2) === 'unknown', 30_000);
  await it.ready(90_000);
  await it.until('resolved', () => stateOf(it, 2) === 'delivered', 90_000);
  await expectService(it, 3, 180_000);
  expect(accepted(it, 2)).toBe(1);
  it.ledger.expectInOrder();
});

test.each(['before its reference', 'twice', 'stored'])(
  'a report that comes %s is matched once (F32)',
  async (variant) => {
    const it = await atWork(open());
    it.fault('F32', { variant });
    complain(it, 2);
    await it.until('delivered', () => stateOf(it, 2) === 'delivered', 60_000);
    await expectService(it, 3, 10_000);
    it.ledger.expectInOrder();
  },
);

test('a call during a sending is no answer to it (F44)', async () => {
  const it = await atWork(open());
  it.fault('F44');
  await expectService(it, 2, 30_000);
  expect(received(it, 2)).toHaveLength(1);
  it.ledger.expectInOrder();
});

test.each(['collision', 'busy', 'any'])(
  'a busy modem is asked again and not repaired (F16, %s)',
  async (variant) => {
    const it = await atWork(open());
    it.fault('F16', { variant, times: 2 });
    await expectService(it, 2, 180_000);
    expect(it.modems.opened).toBe(1);
    it.ledger.expectInOrder();
  },
);

test('a report about a number that was given anew after a restart ends no older text (F50)', async () => {
  const it = await atWork(open());
  // The text before the restart waits for its report: the phone is off.
  it.simulation.smsc.setPhone(reporter(2), 'off');
  it.fault('F50', { variant: 'quiet' });
  complain(it, 2);
  await it.until('sent', () => stateOf(it, 2) === 'sent', 10_000);
  it.fault('F50');
  await it.ready(60_000);
  await expectService(it, 3, 60_000);
  await expectService(it, 4, 60_000);
  expect(stateOf(it, 2)).toBe('sent');
  it.simulation.smsc.setPhone(reporter(2), 'on');
  await it.until('delivered', () => stateOf(it, 2) === 'delivered', 60_000);
  it.ledger.expectInOrder();
});

test('a report on the text that is just being sent is not credited to an older one of unknown fate (F11, F14)', async () => {
  const it = await atWork(open());
  it.fault('F14', { accepted: false, delayMs: 9000 });
  answer(it, 1, 'Petugas datang pukul sepuluh');
  await it.until('unknown', () => it.partsTo(reporter(1))[1]?.state === 'unknown', 60_000);
  // Nothing but the report comes back, while the text is still being waited for.
  it.fault('F11');
  answer(it, 1, 'Petugas datang pukul sebelas');
  await it.until('over', () => it.partsTo(reporter(1))[2]?.state === 'unknown', 300_000);
  expect(it.partsTo(reporter(1))[1]?.state).toBe('unknown');
  it.ledger.expectInOrder({ unknown: 2 });
});
