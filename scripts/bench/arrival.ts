import type { Contestant } from './contestant.ts';
import { type Findings, median, quantile, type Section, valuesOf } from './figures.ts';
import { openStage, type Stage } from './stage.ts';
import { pause, until } from './waiting.ts';

const OUR_TEXTS = 200;
const PEER_TEXTS = 20;
const WARM_UP = 5;
const WITHIN_MS = 30_000;
/** Till the acknowledgement of the last one is out, which takes the line. */
const LEAST_MS = 100;
/** Peers look once a second: what arrives must not fall into step with that. */
const SPREAD_MS = 1000;

interface Arrivals {
  readonly toTicketMs: number[];
  /** To AT+CMGS of the acknowledgement; only ours answers. */
  readonly toAnswerMs: number[];
}

/** From the arrival, which is announced at once, to the ticket or the file; the modem itself takes no time. */
export const ARRIVAL: Section = {
  name: 'arrival',
  title: 'arrival (+CMTI) to the committed ticket, or to the file',
  run: async (contestants): Promise<Findings> => {
    const measured = new Map<Contestant['name'], Arrivals>();
    const [ours, ...peers] = contestants;
    if (ours) measured.set(ours.name, await arrivals(ours, OUR_TEXTS, 50));
    await Promise.all(
      peers.map(async (peer) => measured.set(peer.name, await arrivals(peer, PEER_TEXTS, SPREAD_MS))),
    );
    const answers = measured.get('helpdesk')?.toAnswerMs ?? [];
    return {
      figures: [
        {
          what: 'arrival → ticket, median',
          unit: 'ms',
          atMost: 10,
          values: valuesOf(measured, ({ toTicketMs }) => median(toTicketMs)),
        },
        {
          what: 'arrival → ticket, p95',
          unit: 'ms',
          atMost: 50,
          values: valuesOf(measured, ({ toTicketMs }) => quantile(toTicketMs, 0.95)),
        },
        {
          what: 'arrival → AT+CMGS of the answer, p95',
          unit: 'ms',
          values: { helpdesk: quantile(answers, 0.95) },
        },
      ],
      raw: Object.fromEntries(measured),
    };
  },
};

async function arrivals(contestant: Contestant, texts: number, spreadMs: number): Promise<Arrivals> {
  const stage = await openStage(contestant);
  let commandMs = Number.NaN;
  stage.listen((direction, text) => {
    if (direction === 'host' && text.includes('AT+CMGS=')) commandMs = performance.now();
  });
  try {
    stage.start();
    await arrive(stage, 0);
    const toTicketMs: number[] = [];
    const toAnswerMs: number[] = [];
    let arrivedMs = Number.NaN;
    for (let i = 1; i <= WARM_UP + texts; i += 1) {
      await pause(LEAST_MS + ((i * 377) % spreadMs));
      if (i > WARM_UP + 1 && contestant.name === 'helpdesk') toAnswerMs.push(commandMs - arrivedMs);
      arrivedMs = performance.now();
      const tookMs = await arrive(stage, i);
      if (i > WARM_UP) toTicketMs.push(tookMs);
    }
    return { toTicketMs, toAnswerMs };
  } finally {
    await stage.close();
  }
}

async function arrive(stage: Stage, i: number): Promise<number> {
  const before = stage.handled();
  const text = `HELPDESK keluhan nomor ${i}: printer di ruang rapat tidak mencetak`;
  stage.simulator.deliver(`+62812${String(31_000_000 + i)}`, text);
  return until(() => stage.handled() > before, WITHIN_MS);
}
