import type { Contestant } from './contestant.ts';
import { type Findings, type Section, valuesOf } from './figures.ts';
import { openStage, type Stage } from './stage.ts';
import { pause, until } from './waiting.ts';

const OUR_TEXTS = 500;
const PEER_TEXTS = 20;
const SEND_MS = 3000;
const SLOW_TEXTS = 9;
const WITHIN_MS = 120_000;

interface Sent {
  /** When the service centre took each, from the first one on. */
  readonly atMs: readonly number[];
}

/** A queue that is worked off: how fast, and how much of the time the line lies idle when the network is slow. */
export const SENDING: Section = {
  name: 'send',
  title: `sending a queue without a gap, at no latency and with ${SEND_MS / 1000} s for each send`,
  run: async (contestants): Promise<Findings> => {
    const fast = new Map<Contestant['name'], Sent>();
    for (const contestant of contestants) {
      const texts = contestant.name === 'helpdesk' ? OUR_TEXTS : PEER_TEXTS;
      fast.set(contestant.name, await sendAll(contestant, texts, 0));
    }
    const slow = new Map<Contestant['name'], Sent>();
    const idle = contestants.map(async (each) =>
      slow.set(each.name, await sendAll(each, SLOW_TEXTS, SEND_MS)),
    );
    await Promise.all(idle);
    return {
      figures: [
        {
          what: 'sent at zero latency',
          unit: 'texts/s',
          atLeast: 50,
          values: valuesOf(fast, ({ atMs }) => ((atMs.length - 1) / spanMs(atMs)) * 1000),
        },
        {
          what: `line idle, ${SEND_MS / 1000} s sends`,
          unit: '%',
          atMost: 2,
          values: valuesOf(slow, ({ atMs }) => 100 * (1 - ((atMs.length - 1) * SEND_MS) / spanMs(atMs))),
        },
      ],
      raw: { fast: Object.fromEntries(fast), slow: Object.fromEntries(slow) },
    };
  },
};

const spanMs = (atMs: readonly number[]): number => (atMs.at(-1) ?? Number.NaN) - (atMs[0] ?? Number.NaN);

async function sendAll(contestant: Contestant, texts: number, sendMs: number): Promise<Sent> {
  const stage = await openStage(contestant, { latencyMs: { send: sendMs } });
  const takenMs: number[] = [];
  stage.simulator.onSubmit(() => takenMs.push(performance.now()));
  try {
    stage.start();
    await ready(stage);
    stage.queue(
      Array.from({ length: texts }, (_, i) => ({
        to: `+62812${32_000_000 + i}`,
        text: `Tiket ${i} sudah selesai`,
      })),
    );
    await until(() => takenMs.length >= texts, WITHIN_MS, 5);
    const [first = 0] = takenMs;
    return { atMs: takenMs.map((ms) => ms - first) };
  } finally {
    await stage.close();
  }
}

/** Something that arrives is taken: the program works. */
export async function ready(stage: Stage): Promise<void> {
  const before = stage.stored();
  stage.simulator.deliver('TELKOMSEL', 'Sisa kuota Anda 2 GB');
  const tookMs = await until(() => stage.stored() > before, 60_000, 10);
  if (!Number.isFinite(tookMs))
    console.log(`${stage.contestant} has taken nothing within a minute of its start`);
  await pause(500);
}
