import { randomBytes } from 'node:crypto';
import type { Clock } from '../../db/clock.ts';

const KEPT_MS = 10 * 60_000;
const KEPT_MAX = 200;

/** A user by the id, a reporter by the number. */
export type FormOwner = number | string;

/**
 * What somebody had typed when the session ended, on its way through signing in (R42). The sign-in form carries it;
 * here it only bridges the redirect that follows, so it is small and forgets.
 */
export interface KeptForms {
  /** @returns the key for the address of the page that shows it again. */
  keep(owner: FormOwner, fields: Record<string, string>): string;
  read(owner: FormOwner, key: string): Record<string, string> | undefined;
}

export function createKeptForms(clock: Clock): KeptForms {
  const kept = new Map<string, { owner: FormOwner; fields: Record<string, string>; untilMs: number }>();
  return {
    keep(owner, fields) {
      const [oldest] = kept.keys();
      if (kept.size >= KEPT_MAX && oldest !== undefined) kept.delete(oldest);
      const key = randomBytes(16).toString('base64url');
      kept.set(key, { owner, fields, untilMs: clock.nowMs() + KEPT_MS });
      return key;
    },
    read(owner, key) {
      const found = kept.get(key);
      return found?.owner === owner && found.untilMs > clock.nowMs() ? found.fields : undefined;
    },
  };
}
