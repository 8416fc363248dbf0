import { expect, test } from 'vitest';
import { useDaemonInMemory } from '../support/daemonInMemory.ts';
import { useVirtualTime } from '../support/virtualTime.ts';
import { accepted, atWork, complain, expectAnswered, expectService, stateOf } from './stories.ts';

useVirtualTime();
const open = useDaemonInMemory();

/** The modem is asked something by itself within this. */
const A_MINUTE_MS = 60_000;
/** Settings are looked at no later than this. */
const AUDIT_MS = 600_000;

test('an announcement glued to the next echo hides neither the echo nor an answer (F02)', async () => {
  const it = await atWork(open());
  it.fault('F02', { times: 30 });
  await it.pass(A_MINUTE_MS);
  await expectService(it, 2, 5000);
  expect(it.modems.opened).toBe(1);
  it.ledger.expectInOrder();
});

test('an announcement between an answer and its OK is told from both (F04)', async () => {
  const it = await atWork(open());
  it.fault('F04', { times: 10, urc: '+CMTI: "ME",7' });
  await it.pass(A_MINUTE_MS);
  it.fault('F04', { times: 10, urc: '+CREG: 1' });
  await expectService(it, 2, 5000);
  expect(it.modems.opened).toBe(1);
  it.ledger.expectInOrder();
});

test('a prompt among announcements is seen, and the text goes out once (F05)', async () => {
  const it = await atWork(open());
  it.fault('F05');
  await expectService(it, 2, 5000);
  it.fault('F05', { urc: '+CMTI: "ME",3' });
  await expectService(it, 3, 5000);
  it.ledger.expectInOrder();
});

test.each(['+CSQ', '+CPMS', '+CREG', '+COPS', '+CNMI', '+CPIN', '+CMGF'])(
  'an answer to %s? without its OK does not end the service (F06)',
  async (command) => {
    const it = await atWork(open());
    it.fault('F06', { command });
    await it.until('it strikes', () => it.simulation.faults.armed.length === 0, 2 * AUDIT_MS);
    await expectService(it, 2, 15_000);
    it.ledger.expectInOrder();
  },
);

test.each(['+CMGL', '+CMGR', '+CMGD', '+CMGS'])(
  'a text is handled although %s was answered without OK (F06)',
  async (command) => {
    const it = await atWork(open());
    it.fault('F06', { command });
    await expectService(it, 2, 30_000);
    it.ledger.expectInOrder();
  },
);

test.each([4000, 7000, 12_000])(
  'an answer that comes %i ms late is not taken for the next one (F08)',
  async (delayMs) => {
    const it = await atWork(open());
    it.fault('F08', { command: '+CSQ', delayMs });
    await it.until('it strikes', () => it.simulation.faults.armed.length === 0, 2 * A_MINUTE_MS);
    await expectService(it, 2, 20_000);
    await it.pass(A_MINUTE_MS);
    expect(it.gateway()).toMatchObject({ signalDbm: -71, operator: 'SIMULASI', registered: true });
    it.ledger.expectInOrder();
  },
);

test('answers that each come with the next command are sorted out (F08)', async () => {
  const it = await atWork(open());
  it.fault('F08', { times: 3 });
  // A list may take two minutes, by the makers; then the line is brought in step.
  await expectService(it, 2, 150_000);
  await expectService(it, 3, 5000);
  it.ledger.expectInOrder();
});

test('a prompt that never comes is left with ESC, and the text goes out once on another try (F09)', async () => {
  const it = await atWork(open());
  it.fault('F09');
  await expectService(it, 2, 60_000);
  it.fault('F09', { variant: 'error' });
  await expectService(it, 3, 60_000);
  it.fault('F09', { variant: 'bare' });
  await expectService(it, 4, 5000);
  it.ledger.expectInOrder();
});

test('a modem that restarted without a sign is prepared anew (F18)', async () => {
  const it = await atWork(open());
  it.fault('F18');
  const { modem } = it.simulation;
  await it.until('announcements are on again', () => modem.settings.indications.mt === 1, 90_000);
  await expectService(it, 2, 5000);
  it.ledger.expectInOrder();
});

test('a text that nobody announces after a silent restart is found all the same (F18)', async () => {
  const it = await atWork(open());
  it.fault('F18');
  await expectAnswered(it, 2, 40_000);
  it.ledger.expectInOrder();
});

test('a restart with its marks is followed by a bring-up at once (F18)', async () => {
  const it = await atWork(open());
  it.fault('F18', { variant: 'marks' });
  await expectService(it, 2, 10_000);
  it.ledger.expectInOrder();
});

test('a modem whose answers stop while it goes on announcing is restored (F39)', async () => {
  const it = await atWork(open());
  it.fault('F39');
  complain(it, 2);
  await it.pass(150_000);
  // Nothing but a reset of the hardware helps; that is the ladder's, and here a human's.
  it.simulation.modem.reset();
  await it.until('answered', () => accepted(it, 2) === 1, 90_000);
  it.ledger.expectInOrder();
});

test.each(['echo', 'twice'])('echoed commands are not taken for answers (F01, %s)', async (variant) => {
  const it = await atWork(open());
  it.fault('F01', { variant, times: 40 });
  await it.pass(A_MINUTE_MS);
  await expectService(it, 2, 10_000);
  it.ledger.expectInOrder();
});

test.each(['odd', 'double', 'nul'])(
  'lines that end strangely are read all the same (F03, %s)',
  async (variant) => {
    const it = await atWork(open());
    it.fault('F03', { variant, times: 60 });
    await it.pass(A_MINUTE_MS);
    await expectService(it, 2, 10_000);
    await expectService(it, 3, 10_000);
    it.ledger.expectInOrder();
  },
);

test('answers that come in a burst after four seconds are given to nobody (F07)', async () => {
  const it = open();
  it.fault('F07');
  expect(await it.ready(30_000)).toBeLessThan(15_000);
  await expectService(it, 1, 10_000);
  it.fault('F07');
  await expectService(it, 2, 60_000);
  await it.pass(A_MINUTE_MS);
  await expectService(it, 3, 10_000);
  it.ledger.expectInOrder();
});

test.each(['empty', 'half'])(
  'a prompt left by a program that died is left with ESC, and its text is not sent (F10, %s)',
  async (variant) => {
    const it = open();
    it.fault('F10', { variant });
    expect(await it.ready(30_000)).toBeLessThan(30_000);
    expect(it.simulation.smsc.submitted).toEqual([]);
    await expectService(it, 1, 10_000);
    expect(it.simulation.smsc.submitted).toHaveLength(1);
    it.ledger.expectInOrder();
  },
);

test('a program that was killed at the prompt leaves no text half sent (F10)', async () => {
  const it = await atWork(open());
  it.modems.onWrite((_device, text) => {
    if (/^0031/.test(text) && it.isRunning) it.kill();
  });
  complain(it, 2);
  await it.until('killed', () => !it.isRunning, 10_000);
  it.start();
  expect(await it.ready(30_000)).toBeLessThan(30_000);
  await it.pass(A_MINUTE_MS);
  expect(accepted(it, 2)).toBe(0);
  it.ledger.expectInOrder({ unknown: 1 });
});

test('another program on the same port is told of, and takes nothing away (F42)', async () => {
  const it = await atWork(open());
  it.fault('F42', { times: 12 });
  await it.pass(2 * A_MINUTE_MS);
  await expectService(it, 2, 60_000);
  expect(it.raisedAlarms()).toContain('foreign_program');
  it.ledger.expectInOrder();
});

test('a flood of announcements hides no answer and fills no memory (F43)', async () => {
  const it = await atWork(open());
  it.fault('F43');
  await expectService(it, 2, 20_000);
  it.ledger.expectInOrder();
});

test('data mode by mistake is left again (F46)', async () => {
  const it = await atWork(open());
  it.fault('F46');
  await expectService(it, 2, 90_000);
  it.ledger.expectInOrder();
});

test.each(['all', 'bytes'])('a command that was not heard is said again (F53, %s)', async (variant) => {
  const it = await atWork(open());
  it.fault('F53', { variant, times: 3 });
  await expectService(it, 2, 60_000);
  it.ledger.expectInOrder();
});

test('a late OK in the midst of a sending does not call a refused text sent (F08)', async () => {
  const it = await atWork(open());
  it.fault('F08', { command: '+CSQ', delayMs: 12_000, times: 3 });
  it.fault('F15', { delayMs: 40_000 });
  await it.until('it strikes', () => it.simulation.faults.armed.length < 2, 2 * A_MINUTE_MS);
  complain(it, 2);
  await it.until(
    'the end of the sending',
    () => ['sent', 'unknown', 'queued'].includes(stateOf(it, 2) ?? ''),
    5 * A_MINUTE_MS,
  );
  await it.pass(A_MINUTE_MS);
  it.ledger.expectInOrder({ unknown: 1 });
});
