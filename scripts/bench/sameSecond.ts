import type { Contestant } from './contestant.ts';
import { type Findings, type Section, valuesOf } from './figures.ts';
import { ready } from './sending.ts';
import { openStage } from './stage.ts';
import { pause, until } from './waiting.ts';

const TEXTS = 101;
const WITHIN_MS = 60_000;

/** Many texts of one sender that bear the same time stamp, and one more text after them. */
export const SAME_SECOND: Section = {
  name: 'same',
  title: `${TEXTS} texts of one sender in the same second`,
  leisurely: true,
  run: async (contestants): Promise<Findings> => {
    const measured = new Map<Contestant['name'], { arrived: number; afterwards: boolean }>();
    await Promise.all(contestants.map(async (each) => measured.set(each.name, await burst(each))));
    return {
      figures: [
        {
          what: `arrived of ${TEXTS} in the same second`,
          unit: 'texts',
          atLeast: TEXTS,
          values: valuesOf(measured, ({ arrived }) => arrived),
        },
      ],
      raw: Object.fromEntries(measured),
    };
  },
};

async function burst(contestant: Contestant): Promise<{ arrived: number; afterwards: boolean }> {
  const stage = await openStage(contestant);
  try {
    stage.start();
    await ready(stage);
    const before = stage.stored();
    // The time stamp has whole seconds.
    await pause(1000 - (Date.now() % 1000));
    for (let i = 0; i < TEXTS; i += 1) stage.simulator.deliver('TELKOMSEL', `Promo nomor ${i} untuk Anda`);
    await until(() => stage.stored() >= before + TEXTS, WITHIN_MS, 10);
    const arrived = stage.stored() - before;
    stage.simulator.deliver('+6281234500101', 'HELPDESK printer macet');
    const afterwards = Number.isFinite(await until(() => stage.stored() > before + arrived, 5000, 10));
    return { arrived, afterwards };
  } finally {
    await stage.close();
  }
}
