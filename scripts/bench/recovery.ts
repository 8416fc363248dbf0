import type { Contestant } from './contestant.ts';
import { type Findings, type Section, valuesOf } from './figures.ts';
import { ready } from './sending.ts';
import { openStage } from './stage.ts';
import { pause, until } from './waiting.ts';

const AWAY_MS = 10_000;
const HUNG_MS = 30_000;
const WITHIN_MS = 60_000;
/** Into the trouble, when a text arrives at the network, or at the modem. */
const MEANWHILE_MS = 2000;

type Trouble = 'unplug' | 'hang';
const LASTS_MS: Record<Trouble, number> = { unplug: AWAY_MS, hang: HUNG_MS };

/** From the end of a trouble until a text that came in it and one that comes right after it are stored. */
export const RECOVERY: Section = {
  name: 'recovery',
  title: 'receiving again after a 10 s unplug and after a 30 s hang',
  leisurely: true,
  run: async (contestants): Promise<Findings> => {
    const measured = new Map<Contestant['name'], Record<Trouble, number>>();
    await Promise.all(
      contestants.map(async (contestant) => {
        const [unplug, hang] = await Promise.all([
          recover(contestant, 'unplug'),
          recover(contestant, 'hang'),
        ]);
        measured.set(contestant.name, { unplug, hang });
      }),
    );
    const inSeconds = (trouble: Trouble) => valuesOf(measured, (took) => took[trouble] / 1000);
    return {
      figures: [
        { what: 'receiving again after a 10 s unplug', unit: 's', atMost: 5, values: inSeconds('unplug') },
        { what: 'receiving again after a 30 s hang', unit: 's', atMost: 5, values: inSeconds('hang') },
      ],
      raw: Object.fromEntries(measured),
    };
  },
};

async function recover(contestant: Contestant, trouble: Trouble): Promise<number> {
  const stage = await openStage(contestant);
  try {
    stage.start();
    await ready(stage);
    const before = stage.stored();
    const lastsMs = LASTS_MS[trouble];
    if (trouble === 'unplug') stage.simulator.unplug(lastsMs);
    else stage.simulator.fault('F40', { delayMs: lastsMs });
    await pause(MEANWHILE_MS);
    stage.simulator.deliver('TELKOMSEL', 'Sisa kuota Anda 1 GB');
    await pause(lastsMs - MEANWHILE_MS);
    stage.simulator.deliver('TELKOMSEL', 'Sisa kuota Anda 0 GB');
    return await until(() => stage.stored() >= before + 2, WITHIN_MS, 5);
  } finally {
    await stage.close();
  }
}
