import { randomBytes } from 'node:crypto';
import type { Clock } from '../../db/clock.ts';

const HALF_MS = 5 * 60_000;
const HALVES_MAX = 500;

/**
 * Who has given the right password and owes the code of the second factor. In memory: a restart asks for the password
 * again. No cookie is set before both are right.
 */
export interface HalfSignIns {
  /** @returns the key that the form for the code carries. */
  begin(userId: number): string;
  /** Whose it is; undefined when its time is over. */
  userOf(key: string): number | undefined;
  end(key: string): void;
}

export function createHalfSignIns(clock: Clock): HalfSignIns {
  const halves = new Map<string, { userId: number; untilMs: number }>();
  return {
    begin(userId) {
      const [oldest] = halves.keys();
      if (halves.size >= HALVES_MAX && oldest !== undefined) halves.delete(oldest);
      const key = randomBytes(24).toString('base64url');
      halves.set(key, { userId, untilMs: clock.nowMs() + HALF_MS });
      return key;
    },
    userOf(key) {
      const half = halves.get(key);
      return half !== undefined && half.untilMs > clock.nowMs() ? half.userId : undefined;
    },
    end: (key) => void halves.delete(key),
  };
}
