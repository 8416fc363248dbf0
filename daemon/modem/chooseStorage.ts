import type { Bench, Hold } from './bench.ts';
import type { ChosenStorage } from './modemFacts.ts';
import { STATE_WORDS } from './stateWords.ts';
import {
  isSameStorage,
  parseStorageChoices,
  parseStorageFills,
  planStorages,
  type StorageFill,
  type StoragePlan,
} from './storageNames.ts';

/**
 * Where texts are to arrive (27.005 §3.2.2): the same storage in all places that the modem has, and, whatever it
 * agreed to, what it then says that it uses. What worked with this modem before is tried first.
 */
export async function chooseStorage(bench: Bench): Promise<Hold | undefined> {
  const { desk, timing, facts, log, known, sweeper } = bench;
  sweeper.forgetSelection();
  const shapes = await desk.askLine('AT+CPMS=?', timing.slowCommandMs);
  const now = await askFills(bench);
  const { profile } = facts;
  const { learned } = known;
  const plan = planStorages(parseStorageChoices(shapes ?? ''), learned.storage ?? now.at(-1)?.name, {
    notForReceiving: [...profile.notForReceiving, ...(learned.unreadable ?? [])],
    unreadable: profile.unreadable,
  });
  for (const name of plan.candidates) {
    const chosen = await tryStorage(bench, name, plan);
    if (!chosen) continue;
    facts.storage = chosen;
    known.learn({ storage: name, capacities: { ...learned.capacities, ...capacitiesOf(now) } });
    log.info({ storage: name, sweep: chosen.sweep }, 'storage chosen');
    return undefined;
  }
  return { hold: STATE_WORDS.refused('AT+CPMS'), sick: true };
}

/** Undefined: refused, without room, or not what is used afterwards. */
async function tryStorage(bench: Bench, name: string, plan: StoragePlan): Promise<ChosenStorage | undefined> {
  const { desk, timing } = bench;
  for (const places of [3, 2, 1].filter((count) => count <= plan.places || count === 1)) {
    const command = `AT+CPMS=${Array(places).fill(`"${name}"`).join(',')}`;
    const extras = { okAfterQuietMs: timing.okAfterQuietMs };
    if (!(await desk.accepts(command, timing.storageMs, extras))) continue;
    const fills = await askFills(bench);
    // Accepted and useless: a card without a file for texts, an eSIM.
    if (fills[0]?.total === 0 || fills.at(-1)?.total === 0) return undefined;
    if (fills[0] && !isSameStorage(fills[0].name, name)) continue;
    return {
      name,
      command,
      sweep: sweepOrder(name, fills, plan),
      readBack: fills.map((fill) => fill.name).join(),
    };
  }
  return undefined;
}

/** First where texts arrive: some modems leave the last place as it was. */
function sweepOrder(name: string, fills: readonly StorageFill[], { sweep }: StoragePlan): readonly string[] {
  const arriving = fills.at(-1)?.name ?? name;
  const first =
    sweep.find((other) => isSameStorage(other, arriving)) ?? sweep.find((other) => other === name);
  if (first !== undefined) return [first, ...sweep.filter((other) => other !== first)];
  return sweep.length > 0 ? sweep : [name];
}

async function askFills({ desk, timing }: Bench): Promise<readonly StorageFill[]> {
  const extras = { okAfterQuietMs: timing.okAfterQuietMs };
  return parseStorageFills((await desk.askLine('AT+CPMS?', timing.slowCommandMs, extras)) ?? '');
}

const capacitiesOf = (fills: readonly StorageFill[]): Record<string, number> =>
  Object.fromEntries(fills.map(({ name, total }) => [name, total]));
