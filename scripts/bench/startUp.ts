import type { Contestant } from './contestant.ts';
import { type Findings, median, type Section, valuesOf } from './figures.ts';
import { openStage } from './stage.ts';
import { until } from './waiting.ts';

const STORED = 200;
const REFILLED = 1000;
const RUNS = 3;
const WITHIN_MS = 180_000;

interface Run {
  readonly to200Ms: number;
  readonly to1000Ms: number;
}

/** A full modem, and more waiting at the service centre, when the program starts. */
export const START_UP: Section = {
  name: 'start',
  title: `process start to ${STORED} stored texts that are durable, and to ${REFILLED} by refill`,
  run: async (contestants): Promise<Findings> => {
    const measured = new Map<Contestant['name'], Run[]>();
    for (const contestant of contestants) {
      const runs: Run[] = [];
      // The slowest takes minutes; what it does within them is not a matter of chance.
      const times = contestant.name === 'smstools' ? 1 : RUNS;
      for (let run = 0; run < times; run += 1) runs.push(await startOnce(contestant));
      measured.set(contestant.name, runs);
    }
    return {
      figures: [
        {
          what: `start → ${STORED} durable`,
          unit: 's',
          atMost: 2,
          values: valuesOf(measured, (runs) => median(runs.map((run) => run.to200Ms)) / 1000),
        },
        {
          what: `start → ${REFILLED} by refill`,
          unit: 's',
          atMost: 3.6,
          values: valuesOf(measured, (runs) => median(runs.map((run) => run.to1000Ms)) / 1000),
        },
      ],
      raw: Object.fromEntries(measured),
    };
  },
};

async function startOnce(contestant: Contestant): Promise<Run> {
  const stage = await openStage(contestant);
  try {
    for (let i = 0; i < REFILLED; i += 1) {
      stage.simulator.deliver(`+62812${String(30_000_000 + i)}`, `HELPDESK printer ${i} macet`);
    }
    stage.start();
    const to200Ms = await until(() => stage.stored() >= STORED, WITHIN_MS, 2);
    const restMs = await until(() => stage.stored() >= REFILLED, WITHIN_MS, 2);
    return { to200Ms, to1000Ms: to200Ms + restMs };
  } finally {
    await stage.close();
  }
}
