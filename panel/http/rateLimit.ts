import type { Clock } from '../../db/clock.ts';

const ADDRESSES_MAX = 5000;

/** Counts misses by address, in memory: what is guarded cannot be guessed anyway, this keeps the noise down. */
export interface RateLimit {
  /** Until this address may ask again, in milliseconds; 0: now. */
  waitMs(address: string): number;
  missed(address: string): void;
}

/** So many misses are free within a span; then the address waits until the span is over. */
export function createRateLimit(clock: Clock, { free, spanMs }: { free: number; spanMs: number }): RateLimit {
  const misses = new Map<string, { count: number; sinceMs: number }>();
  const current = (address: string) => {
    const known = misses.get(address);
    return known && Math.abs(clock.nowMs() - known.sinceMs) < spanMs ? known : undefined;
  };
  return {
    waitMs(address) {
      const known = current(address);
      if (!known || known.count < free) return 0;
      return Math.min(spanMs, known.sinceMs + spanMs - clock.nowMs());
    },
    missed(address) {
      const known = current(address) ?? { count: 0, sinceMs: clock.nowMs() };
      misses.delete(address);
      misses.set(address, { ...known, count: known.count + 1 });
      const [oldest] = misses.keys();
      if (misses.size > ADDRESSES_MAX && oldest !== undefined) misses.delete(oldest);
    },
  };
}
