import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test, vi } from 'vitest';
import { PERSONALITIES } from '../../scripts/sim/personalities/table.ts';
import { useDaemonInMemory } from '../support/daemonInMemory.ts';
import { useVirtualTime } from '../support/virtualTime.ts';
import { Soak } from './soak.ts';

useVirtualTime();
const open = useDaemonInMemory();
afterEach(() => {
  vi.restoreAllMocks();
});

/** Each way, as parts on the air; the reports that come in are counted with them. */
const MESSAGES = Number(process.env['SOAK_MESSAGES'] ?? 20_000);
/** The same one unless told otherwise; `random` finds what nobody has thought of. */
const seed = process.env['SOAK_SEED'] ?? '1';
const SEED = seed === 'random' ? Date.now() % 1_000_000 : Number(seed);
/** What the daemon may hold after all of that, besides its database. */
const HELD_MAX_BYTES = 12 * 1024 * 1024;

/** A phone that keeps for itself what it receives. */
const NOT_FOR_RECEIVING = 'nokia-s60';
const MAKES = PERSONALITIES.map(({ id }) => id).filter((id) => id !== NOT_FOR_RECEIVING);

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

function heapBytes(): number {
  if (typeof collectGarbage === 'function') collectGarbage();
  return process.memoryUsage().heapUsed;
}

test(
  `${MESSAGES} messages each way by all makes in turn, with faults and kills: none lost, none doubled (SOAK_SEED=${SEED})`,
  async () => {
    const it = open({ personality: MAKES[0] ?? 'generic' });
    const soak = new Soak(it, SEED);
    const perRound = Math.ceil(MESSAGES / MAKES.length);
    for (let round = 0; soak.sent < MESSAGES || round < MAKES.length; round += 1) {
      const make = MAKES[round % MAKES.length] ?? 'generic';
      if (round > 0) soak.swap(make);
      await soak.round(make, perRound);
    }
    const withDaemon = heapBytes();
    it.kill();
    await it.pass(1000);
    expect(withDaemon - heapBytes()).toBeLessThan(HELD_MAX_BYTES);
    console.log(soak.summary());
  },
  MESSAGES * 50,
);
