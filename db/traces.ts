import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A recording of what passed on a modem's wire, masked, for whoever looks into a fault. */
export interface TraceFile {
  name: string;
  bytes: number;
  atMs: number;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,120}\.trace$/;

/** Beside the database, where the daemon may write. */
export const traceFolder = (dbPath: string): string => join(dirname(dbPath), 'traces');

/** The newest first; none when nothing was ever recorded. */
export function listTraces(dbPath: string): TraceFile[] {
  const folder = traceFolder(dbPath);
  try {
    return readdirSync(folder)
      .filter((name) => NAME.test(name))
      .map((name) => {
        const { size, mtimeMs } = statSync(join(folder, name));
        return { name, bytes: size, atMs: mtimeMs };
      })
      .sort((a, b) => b.atMs - a.atMs);
  } catch {
    return [];
  }
}

/** Undefined for a name that no trace has. */
export function readTrace(dbPath: string, name: string): string | undefined {
  if (!NAME.test(name)) return undefined;
  try {
    return readFileSync(join(traceFolder(dbPath), name), 'utf8');
  } catch {
    return undefined;
  }
}
