import { randomBytes } from 'node:crypto';
import type { Clock } from '../../db/clock.ts';
import type { TableKind } from '../../db/directoryPlan.ts';
import type { TableLine } from '../../db/rules/directory/importTable.ts';

const KEPT_MS = 30 * 60_000;
const KEPT_MAX = 6;

/** A table that somebody has uploaded and not yet confirmed. */
export interface KeptTable {
  kind: TableKind;
  fileName: string;
  lines: readonly TableLine[];
}

/** Tables between their preview and "Simpan": small, and forgets. */
export interface KeptTables {
  /** @returns the key for the address of the preview */
  keep(userId: number, table: KeptTable): string;
  read(userId: number, key: string): KeptTable | undefined;
}

export function createKeptTables(clock: Clock): KeptTables {
  const kept = new Map<string, { userId: number; table: KeptTable; untilMs: number }>();
  return {
    keep(userId, table) {
      const [oldest] = kept.keys();
      if (kept.size >= KEPT_MAX && oldest !== undefined) kept.delete(oldest);
      const key = randomBytes(16).toString('base64url');
      kept.set(key, { userId, table, untilMs: clock.nowMs() + KEPT_MS });
      return key;
    },
    read(userId, key) {
      const found = kept.get(key);
      return found?.userId === userId && found.untilMs > clock.nowMs() ? found.table : undefined;
    },
  };
}
