import type { Contestant } from './contestant.ts';
import { type Findings, type Section, valuesOf } from './figures.ts';
import { ready } from './sending.ts';
import { openStage } from './stage.ts';
import { pause } from './waiting.ts';

const WATCH_MS = 90_000;
/** Instead of the answer to one +CMGS nothing comes at all, or it comes after 58 s, or the port vanishes for a second. */
const FAULTS = { nothing: ['F13', 'nothing'], slow: ['F12', ''], gone: ['F17', ''] } as const;
type Loss = keyof typeof FAULTS;

/** The service centre has the text, and the program was not told. */
export const LOST_ANSWER: Section = {
  name: 'lost',
  title: `a +CMGS without its answer: copies of the text within ${WATCH_MS / 1000} s`,
  leisurely: true,
  run: async (contestants): Promise<Findings> => {
    const measured = new Map<Contestant['name'], Record<Loss, number>>();
    await Promise.all(
      contestants.map(async (contestant) => {
        const [nothing, slow, gone] = await Promise.all([
          copies(contestant, 'nothing'),
          copies(contestant, 'slow'),
          copies(contestant, 'gone'),
        ]);
        measured.set(contestant.name, { nothing, slow, gone });
      }),
    );
    const of = (loss: Loss) => valuesOf(measured, (times) => times[loss]);
    return {
      figures: [
        { what: 'copies, answer lost', unit: 'texts', atMost: 1, values: of('nothing') },
        { what: 'copies, answer after 58 s', unit: 'texts', atMost: 1, values: of('slow') },
        { what: 'copies, port lost after Ctrl-Z', unit: 'texts', atMost: 1, values: of('gone') },
      ],
      raw: Object.fromEntries(measured),
    };
  },
};

async function copies(contestant: Contestant, loss: Loss): Promise<number> {
  const stage = await openStage(contestant);
  try {
    stage.start();
    await ready(stage);
    const [fault, variant] = FAULTS[loss];
    stage.simulator.fault(fault, { variant });
    stage.queue([{ to: '+6281234500101', text: 'Teknisi berangkat' }]);
    await pause(WATCH_MS);
    return stage.simulator.submitted.length;
  } finally {
    await stage.close();
  }
}
