import type { Clock } from '../../db/clock.ts';

const FREE_FOR_NAME = 5;
/** Many people may share one address behind a proxy. */
const FREE_FOR_ADDRESS = 20;
const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** A name or address that stayed quiet for this long starts anew. */
const FORGOTTEN_MS = 30 * 60_000;
const KEPT_MAX = 5000;

/** The limit on guessing passwords, per user name and per address; in memory, so a restart forgets it. */
export interface SignInAttempts {
  /**
   * Asks to try once. The try counts as failed until `succeeded` says otherwise, so that many at the same time do
   * not slip through.
   * @returns 0, or how long to wait in milliseconds.
   */
  waitMs(name: string, address: string): number;
  succeeded(name: string, address: string): void;
}

interface Tally {
  failures: number;
  lastMs: number;
}

export function createSignInAttempts(clock: Clock): SignInAttempts {
  const tallies = new Map<string, Tally>();

  const tallyOf = (key: string, nowMs: number): Tally => {
    const known = tallies.get(key);
    const tally = known && known.lastMs > nowMs - FORGOTTEN_MS ? known : { failures: 0, lastMs: nowMs };
    // Set anew, so that the map's order is the order of use.
    tallies.delete(key);
    tallies.set(key, tally);
    const [oldest] = tallies.keys();
    if (tallies.size > KEPT_MAX && oldest !== undefined) tallies.delete(oldest);
    return tally;
  };

  return {
    waitMs(name, address) {
      const nowMs = clock.nowMs();
      const both = [
        { tally: tallyOf(nameKey(name), nowMs), free: FREE_FOR_NAME },
        { tally: tallyOf(addressKey(address), nowMs), free: FREE_FOR_ADDRESS },
      ];
      const wait = Math.max(...both.map(({ tally, free }) => remaining(tally, free, nowMs)));
      if (wait > 0) return wait;
      for (const { tally } of both) {
        tally.failures += 1;
        tally.lastMs = nowMs;
      }
      return 0;
    },
    succeeded(name, address) {
      tallies.delete(nameKey(name));
      const tally = tallies.get(addressKey(address));
      if (tally) tally.failures = Math.max(0, tally.failures - 1);
    },
  };
}

const nameKey = (name: string): string => `name ${name.trim().toLowerCase().slice(0, 64)}`;
const addressKey = (address: string): string => `address ${address}`;

/** The wait doubles with each failure beyond the free ones. */
function remaining({ failures, lastMs }: Tally, free: number, nowMs: number): number {
  if (failures < free) return 0;
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - free, 10));
  return Math.max(0, lastMs + waitMs - nowMs);
}
