import { randomBytes } from 'node:crypto';
import type { Clock } from '../../db/clock.ts';

const KEPT_MS = 10 * 60_000;
const KEPT_MAX = 200;

/**
 * What somebody had typed when the session ended, on its way through signing in (R42). The sign-in form carries it;
 * here it only bridges the redirect that follows, so it is small and forgets.
 */
export interface KeptForms {
  /** @returns the key for the address of the page that shows it again. */
  keep(userId: number, fields: Record<string, string>): string;
  read(userId: number, key: string): Record<string, string> | undefined;
}

export function createKeptForms(clock: Clock): KeptForms {
  const kept = new Map<string, { userId: number; fields: Record<string, string>; untilMs: number }>();
  return {
    keep(userId, fields) {
      const [oldest] = kept.keys();
      if (kept.size >= KEPT_MAX && oldest !== undefined) kept.delete(oldest);
      const key = randomBytes(16).toString('base64url');
      kept.set(key, { userId, fields, untilMs: clock.nowMs() + KEPT_MS });
      return key;
    },
    read(userId, key) {
      const found = kept.get(key);
      return found?.userId === userId && found.untilMs > clock.nowMs() ? found.fields : undefined;
    },
  };
}
