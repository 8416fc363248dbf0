import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readTraceText, type Trace } from '../../daemon/trace/traceText.ts';
import { addUser } from '../../db/actions/addUser.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import { askDaemon } from '../../db/actions/requests.ts';
import { listTraces, readTrace } from '../../db/traces.ts';
import { replayCommand } from '../../scripts/commands/replay.ts';
import { type EndState, endState } from '../../scripts/replay/endState.ts';
import { replay } from '../../scripts/replay/replay.ts';
import type { SimulationOptions } from '../../scripts/sim/simulation.ts';
import { complain, reporter, stateOf } from '../faults/stories.ts';
import { DaemonInMemory } from '../support/daemonInMemory.ts';

/** With echoes and without, with few words and many, one that leaves OKs out. */
const MAKES = ['huawei-e173', 'simcom-sim800', 'quectel-ec25', 'wavecom-fastrack', 'siemens-mc35i'];

interface Recorded {
  readonly text: string;
  readonly trace: Trace;
  readonly end: EndState;
}

/** Lets a daemon live through a story on the simulated modem, under virtual time, and dumps what its wire says. */
async function record(
  story: (it: DaemonInMemory) => Promise<void>,
  simulated: SimulationOptions = {},
  pin?: string,
): Promise<Recorded> {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    now: Date.UTC(2026, 2, 2, 1, 15),
  });
  const it = new DaemonInMemory({ pace: 'typical', ...simulated }, {}, pin);
  try {
    it.start();
    await it.ready(300_000);
    await story(it);
    const userId = addUser(it.db, it.clock, { username: 'penyimpan', name: 'Rina', role: 'admin' });
    askDaemon(it.db, it.clock, { userId, name: 'Rina', role: 'admin' }, { kind: 'trace', modem: 'modem' });
    const path = it.db.$client.name;
    const requested = () => listTraces(path).find(({ name }) => name.includes('request'));
    await it.until('kept', () => requested() !== undefined, 10_000);
    const text = readTrace(path, requested()?.name ?? '') ?? '';
    return { text, trace: readTraceText(text), end: endState(it.db) };
  } finally {
    await it.close();
    vi.useRealTimers();
  }
}

/** All but the numbers, which are others in a trace. */
const outcome = ({ tickets, parts, textsIn, quarantined, alarms, gateway }: EndState) => ({
  tickets: tickets.map(({ id, status }) => `${id} ${status}`),
  parts: parts.map(({ state, reference }) => `${state} ${reference}`),
  textsIn,
  quarantined,
  alarms,
  phase: gateway?.phase,
});

const delivered = (it: DaemonInMemory, n: number, withinMs = 90_000) =>
  it.until(`complaint ${n} is answered`, () => stateOf(it, n) === 'delivered', withinMs);

type Story = readonly [
  what: string,
  story: (it: DaemonInMemory) => Promise<void>,
  simulated: SimulationOptions,
];
const STORIES: readonly Story[] = [
  [
    'three complaints, one after the other',
    async (it) => {
      for (const n of [1, 2, 3]) {
        complain(it, n);
        await delivered(it, n);
      }
    },
    {},
  ],
  [
    'a long complaint in parts, and one that was never announced (F20)',
    async (it) => {
      it.simulation.smsc.sendFrom(reporter(1), `HELPDESK ${'server lambat sekali, '.repeat(20)}`);
      await delivered(it, 1);
      it.fault('F20');
      complain(it, 2);
      await delivered(it, 2, 120_000);
    },
    {},
  ],
  [
    'a modem that deletes the other parts with one (F25)',
    async (it) => {
      it.fault('F25', { times: 3 });
      it.simulation.smsc.sendFrom(reporter(1), `HELPDESK ${'printer macet lagi, '.repeat(20)}`);
      await delivered(it, 1);
    },
    {},
  ],
  [
    'a result that takes 135 s (F12)',
    async (it) => {
      it.fault('F12', { delayMs: 135_000 });
      complain(it, 1);
      await delivered(it, 1, 200_000);
    },
    {},
  ],
  [
    'a network time-out of a text that never left (F14)',
    async (it) => {
      it.fault('F14', { delayMs: 40_000, accepted: false });
      complain(it, 1);
      await it.until('unknown', () => stateOf(it, 1) === 'unknown', 90_000);
      complain(it, 2);
      await delivered(it, 2);
    },
    {},
  ],
  [
    'a cable that is out for ten seconds in a sending (F17)',
    async (it) => {
      it.fault('F17');
      complain(it, 1);
      await it.until('unknown', () => stateOf(it, 1) === 'unknown', 60_000);
      await it.pass(10_000);
      await it.ready(90_000);
      complain(it, 2);
      await delivered(it, 2);
    },
    { latencyMs: { report: 500 } },
  ],
  [
    'a modem that restarts by itself (F18)',
    async (it) => {
      complain(it, 1);
      await delivered(it, 1);
      it.simulation.modem.reset();
      await it.pass(30_000);
      await it.ready(120_000);
      complain(it, 2);
      await delivered(it, 2);
    },
    {},
  ],
];

const openAndAnswer = async (it: DaemonInMemory): Promise<void> => {
  complain(it, 1);
  await delivered(it, 1);
  await it.pass(20_000);
  const name = 'Rina';
  const userId = addUser(it.db, it.clock, { username: 'rina', name, role: 'admin' });
  const text = `Teknisi kami berangkat pagi ini. ${'Mohon ditunggu di kantor. '.repeat(9)}`;
  replyToTicket(it.db, it.clock, { userId, name, role: 'admin' }, { ticketId: 1, text, formId: 'a' });
  const sent = () =>
    it
      .partsTo(reporter(1))
      .slice(1)
      .map(({ state }) => state);
  await it.until('the answer is there', () => sent().every((state) => state === 'delivered'), 120_000);
};

describe('what was recorded is lived through again', () => {
  test.each(STORIES)('%s', async (_what, story, simulated) => {
    const { trace, end } = await record(story, simulated);
    const played = await replay(trace);
    expect(played.differences).toEqual([]);
    expect(outcome(played.end)).toEqual(outcome(end));
  });

  test.each(MAKES)('on a %s, whose SIM asks for its PIN', async (personality) => {
    const { trace, end } = await record(openAndAnswer, { personality, simPin: '4711' }, '4711');
    const played = await replay(trace);
    expect(played.differences).toEqual([]);
    expect(outcome(played.end)).toEqual(outcome(end));
  });

  test('from the dump of a modem that hung until the ladder was climbed (F11)', async () => {
    const { trace, end } = await record(async (it) => {
      it.fault('F11');
      complain(it, 1);
      await it.until('unknown', () => stateOf(it, 1) === 'unknown', 240_000);
      await it.pass(60_000);
      it.simulation.modem.reset();
      await it.ready(300_000);
      complain(it, 2);
      await delivered(it, 2);
    });
    const played = await replay(trace);
    expect(outcome(played.end)).toEqual(outcome(end));
  });

  test('although an hour in the midst of it was not kept', async () => {
    const { trace, end } = await record(async (it) => {
      await it.pass(3_600_000);
      await openAndAnswer(it);
    });
    const before = trace.entries.filter(({ ms }) => ms < 60_000);
    const gap = { ms: 60_000, direction: 'omitted', text: '1000' } as const;
    const from = trace.entries.findIndex(({ text }) => text.includes('+CMTI'));
    const played = await replay({ ...trace, entries: [...before, gap, ...trace.entries.slice(from)] });
    expect(played.differences).toEqual([]);
    expect(outcome(played.end)).toEqual(outcome(end));
  });
});

describe('what goes otherwise is told', () => {
  test('a command that the recording does not have, and an answer that nobody asks for', async () => {
    const { trace } = await record(openAndAnswer);
    const entries = trace.entries.map((entry) =>
      entry.text.includes('AT+CNMI=?') || entry.text === 'AT+CMGD=1\r'
        ? { ...entry, text: entry.text.replace('AT+CNMI=?', 'AT+CNMX=?').replace('CMGD=1', 'CMGD=7') }
        : entry,
    );
    const { differences } = await replay({ ...trace, entries });
    expect(differences).toContain('not in the recording: AT+CNMI=?');
    expect(differences.some((each) => each.startsWith('never asked for: AT+CMGD=7'))).toBe(true);
  });

  test('a text that the recording does not have', async () => {
    const { trace } = await record(async (it) => {
      for (const n of [1, 2]) {
        complain(it, n);
        await delivered(it, n);
      }
    });
    const isSending = (text: string): boolean => /^AT\+CMGS=|^00[0-9A-F]{20}|^\x1a$/.test(text);
    const last = trace.entries.findLastIndex(({ text }) => text.startsWith('AT+CMGS='));
    const entries = trace.entries.filter(({ text }, at) => at < last || !isSending(text));
    const { differences } = await replay({ ...trace, entries });
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatch(/^sent to \+62\d+, to whom nothing was sent in the recording$/);
  });
});

describe('the command', () => {
  let said: string[] = [];
  beforeEach(() => {
    said = [];
    for (const name of ['log', 'error'] as const)
      vi.spyOn(console, name).mockImplementation((line: string) => void said.push(line));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = undefined;
  });

  test('shows how it ended, and ends well when all went as it was recorded', async () => {
    const { file, folder } = await recordedFile();
    await replayCommand([file]);
    expect(said.join('\n')).toContain('All went as it was recorded.');
    expect(said.join('\n')).toMatch(/tickets: 1\n {4}#1 of \+62\d+: new\n {2}SMS out: 3 delivered/);
    expect(process.exitCode).toBe(0);
    rmSync(folder, { recursive: true });
  });

  test.each([
    [['--speed', 'x', 'a']],
    [[]],
    [['nowhere.trace']],
    [['package.json']],
    [['a', '--log', 'loud']],
  ])('refuses %j', async (argv) => {
    await replayCommand(argv);
    expect(said.join('\n')).toContain('helpdesk replay');
    expect(process.exitCode).toBe(2);
  });
});

async function recordedFile(): Promise<{ file: string; folder: string }> {
  const { text } = await record(openAndAnswer);
  const folder = mkdtempSync(join(tmpdir(), 'helpdesk-replay-test-'));
  const file = join(folder, 'a.trace');
  writeFileSync(file, text);
  return { file, folder };
}
