import type { Contestant } from './contestant.ts';
import { type Findings, type Section, valuesOf } from './figures.ts';
import { openStage } from './stage.ts';
import { until } from './waiting.ts';

const TEXTS = 400;
/** The slowest takes its time as evenly. */
const FEW_TEXTS = 100;
const BAUD = 115_200;
const WITHIN_MS = 120_000;

interface Drained {
  readonly texts: number;
  readonly ms: number;
  readonly octets: number;
}

/** From the first command that reads to the last text stored and taken off the modem, over a slow line. */
export const DRAIN: Section = {
  name: 'drain',
  title: `draining short texts at ${BAUD} Bd`,
  run: async (contestants): Promise<Findings> => {
    const measured = new Map<Contestant['name'], Drained>();
    for (const contestant of contestants) measured.set(contestant.name, await drainOnce(contestant));
    return {
      figures: [
        {
          what: `drained at ${BAUD} Bd`,
          unit: 'texts/s',
          atLeast: 75,
          values: valuesOf(measured, ({ texts, ms }) => (texts / ms) * 1000),
        },
        {
          what: 'wire busy meanwhile',
          unit: '%',
          values: valuesOf(measured, ({ ms, octets }) => (octets * 10 * 100_000) / BAUD / ms),
        },
      ],
      raw: Object.fromEntries(measured),
    };
  },
};

async function drainOnce(contestant: Contestant): Promise<Drained> {
  const texts = contestant.name === 'smstools' ? FEW_TEXTS : TEXTS;
  const stage = await openStage(contestant, { baud: BAUD });
  const { simulator } = stage;
  let startedMs = Number.NaN;
  let octets = 0;
  stage.listen((direction, text) => {
    if (Number.isNaN(startedMs) && direction === 'host' && /AT\+CMG[LR]=/.test(text)) {
      startedMs = performance.now();
      octets = 0;
    }
    octets += text.length;
  });
  try {
    for (let i = 0; i < texts; i += 1) {
      simulator.deliver(`+62812${String(30_000_000 + i)}`, `HELPDESK printer ${i} macet`);
    }
    stage.start();
    const isDrained = (): boolean =>
      stage.stored() >= texts &&
      simulator.status().memories.every(({ name, used }) => used === 0 || name === 'SR');
    const tookMs = await until(isDrained, WITHIN_MS, 2);
    const ms = Number.isFinite(tookMs) ? performance.now() - startedMs : tookMs;
    return { texts, ms, octets };
  } finally {
    await stage.close();
  }
}
