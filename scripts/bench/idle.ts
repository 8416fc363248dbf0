import type { Contestant } from './contestant.ts';
import { type Findings, type Section, valuesOf } from './figures.ts';
import { ready } from './sending.ts';
import { openStage } from './stage.ts';
import { pause, until } from './waiting.ts';

/** Each complaint is answered: half of the messages come in, half go out. */
const OURS = 10_000;
const OURS_LONG = 100_000;
const PEERS = 100;
const FILL_MS = 3_600_000;
const SETTLE_MS = 3000;
const MINUTE_MS = 60_000;

interface Rest {
  readonly cpuMs: number;
  /** After so many messages in and out. */
  readonly rssMib: readonly (readonly [messages: number, mib: number])[];
}

/** What a program costs when nothing happens; ours after many messages. `--long` goes on to 100,000. */
export const IDLE: Section = {
  name: 'idle',
  title: 'a minute without work',
  leisurely: true,
  run: async (contestants): Promise<Findings> => {
    const measured = new Map<Contestant['name'], Rest>();
    await Promise.all(contestants.map(async (each) => measured.set(each.name, await rest(each))));
    const grown = measured.get('helpdesk')?.rssMib ?? [];
    const [first, last] = [grown[0], grown.at(-1)];
    return {
      figures: [
        {
          what: `idle CPU a minute (ours after ${OURS} messages)`,
          unit: 'ms',
          atMost: 250,
          values: valuesOf(measured, ({ cpuMs }) => cpuMs),
        },
        {
          what: `memory (ours after ${OURS} messages)`,
          unit: 'MiB',
          atMost: 90,
          values: valuesOf(measured, ({ rssMib }) => rssMib[0]?.[1] ?? Number.NaN),
        },
        ...(first && last && last !== first
          ? [
              {
                what: `memory after ${last[0]} messages`,
                unit: 'MiB',
                atMost: 90,
                values: { helpdesk: last[1] },
              },
            ]
          : []),
      ],
      raw: Object.fromEntries(measured),
    };
  },
};

async function rest(contestant: Contestant): Promise<Rest> {
  const stage = await openStage(contestant);
  try {
    stage.start();
    await ready(stage);
    const rssMib: [number, number][] = [];
    let cpuMs = Number.NaN;
    const goals =
      contestant.name !== 'helpdesk' ? [PEERS] : process.argv.includes('--long') ? [OURS, OURS_LONG] : [OURS];
    let complaints = 0;
    for (const goal of goals) {
      for (; complaints < goal / 2; complaints += 1) {
        // In portions, since the network itself keeps all that waits.
        if (complaints % 200 === 0)
          await until(() => stage.simulator.status().waitingForModem < 200, FILL_MS, 10);
        stage.simulator.deliver(
          `+62813${String(10_000_000 + complaints)}`,
          `HELPDESK printer ${complaints} macet`,
        );
      }
      const isDone = (): boolean =>
        stage.stored() > complaints &&
        (contestant.name !== 'helpdesk' || stage.simulator.submitted.length >= complaints);
      await until(isDone, FILL_MS, 50);
      await pause(SETTLE_MS);
      const before = stage.use().cpuMs;
      await pause(MINUTE_MS);
      const { cpuMs: after, rssMib: mib } = stage.use();
      if (Number.isNaN(cpuMs)) cpuMs = after - before;
      rssMib.push([goal, Math.round(mib * 10) / 10]);
    }
    return { cpuMs, rssMib };
  } finally {
    await stage.close();
  }
}
