import type { Contestant, Text } from './contestant.ts';
import { type Findings, type Section, valuesOf } from './figures.ts';
import { ready } from './sending.ts';
import { openStage } from './stage.ts';
import { pause, until } from './waiting.ts';

const KILLS = 10;
const TEXTS = 40;
const SEND_MS = 300;
const WITHIN_MS = 30_000;
const QUIET_MS = 15_000;

interface Toll {
  /** Neither with the service centre nor waiting nor shown to a human. */
  readonly lost: number;
  readonly doubled: number;
  /** Not with the service centre, but still there. */
  readonly keptBack: number;
}

/** Killed again and again (-9) while it sends, each time at another moment of a send. */
export const KILLS_IN_A_BURST: Section = {
  name: 'kills',
  title: `${KILLS} kills during a burst of ${TEXTS} sends`,
  leisurely: true,
  run: async (contestants): Promise<Findings> => {
    const measured = new Map<Contestant['name'], Toll>();
    await Promise.all(contestants.map(async (each) => measured.set(each.name, await killed(each))));
    return {
      figures: [
        {
          what: `lost in ${KILLS} kills`,
          unit: 'texts',
          atMost: 0,
          values: valuesOf(measured, ({ lost }) => lost),
        },
        {
          what: `sent twice in ${KILLS} kills`,
          unit: 'texts',
          atMost: 0,
          values: valuesOf(measured, ({ doubled }) => doubled),
        },
        {
          what: 'not sent, kept for a human',
          unit: 'texts',
          values: valuesOf(measured, ({ keptBack }) => keptBack),
        },
      ],
      raw: Object.fromEntries(measured),
    };
  },
};

async function killed(contestant: Contestant): Promise<Toll> {
  const stage = await openStage(contestant, { latencyMs: { send: SEND_MS, report: SEND_MS } });
  const { simulator } = stage;
  let begun = 0;
  stage.listen((direction, text) => {
    if (direction === 'host' && text.includes('\x1a')) begun += 1;
  });
  const texts: Text[] = Array.from({ length: TEXTS }, (_, i) => ({
    to: `+62812${33_000_000 + i}`,
    text: `Tiket ${i}`,
  }));
  try {
    stage.start();
    await ready(stage);
    stage.queue(texts);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = begun;
      await until(() => begun > before + (kill % 2), WITHIN_MS);
      // From the moment of Ctrl-Z to well behind the answer.
      await pause((kill * SEND_MS) / 6);
      await stage.kill();
      stage.start();
    }
    const accepted = (): number => simulator.acceptances().length;
    for (let taken = -1; taken !== simulator.submitted.length && accepted() < TEXTS; ) {
      taken = simulator.submitted.length;
      await until(() => simulator.submitted.length > taken, QUIET_MS, 20);
    }
    await pause(2 * SEND_MS);
    const doubled = simulator.acceptances().reduce((sum, { times }) => sum + times - 1, 0);
    const missing = TEXTS - accepted();
    const keptBack = Math.min(missing, stage.keptBack());
    return { lost: missing - keptBack, doubled, keptBack };
  } finally {
    await stage.close();
  }
}
