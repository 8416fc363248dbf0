import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listTraces, traceFolder } from '../../db/traces.ts';

const FILES_MAX = 20;
const BYTES_MAX = 10 * 1024 * 1024;

/**
 * Stores a dump where the panel finds it; the oldest ones make room. Only the owner may read it.
 * @returns its name.
 * @throws what the file system throws.
 */
export function keepTrace(dbPath: string, modem: string, reason: string, atMs: number, text: string): string {
  const folder = traceFolder(dbPath);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const second = new Date(atMs).toISOString().slice(0, 19).replace(/[-:]/g, '');
  const taken = new Set(listTraces(dbPath).map(({ name }) => name));
  const numbered = (n: number): string => `${second}Z-${modem}-${reason}${n > 1 ? `-${n}` : ''}.trace`;
  let n = 1;
  while (taken.has(numbered(n))) n += 1;
  const name = numbered(n);
  const draft = join(folder, `${name}.part`);
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, join(folder, name));
  makeRoom(dbPath, name);
  return name;
}

function makeRoom(dbPath: string, kept: string): void {
  let bytes = 0;
  for (const [at, trace] of listTraces(dbPath).entries()) {
    bytes += trace.bytes;
    if (trace.name === kept || (at < FILES_MAX && bytes <= BYTES_MAX)) continue;
    rmSync(join(traceFolder(dbPath), trace.name), { force: true });
  }
}
