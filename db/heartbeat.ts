import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * The daemon's sign of life lies in a file beside the database, not in it: a commit every few seconds
 * would wake every watcher (DESIGN 27).
 */
const pathOf = (dbPath: string): string => `${dbPath}.heartbeat`;

export function beat(dbPath: string, nowMs: number): void {
  const path = pathOf(dbPath);
  writeFileSync(`${path}.new`, String(nowMs));
  renameSync(`${path}.new`, path);
}

/** When the daemon last gave a sign of life, or undefined if it never did or has stopped in order. */
export function lastBeatMs(dbPath: string): number | undefined {
  try {
    const at = Number(readFileSync(pathOf(dbPath), 'utf8'));
    return Number.isSafeInteger(at) && at > 0 ? at : undefined;
  } catch {
    return undefined;
  }
}

export const stopBeating = (dbPath: string): void => rmSync(pathOf(dbPath), { force: true });
