import { pino } from 'pino';
import type { LogLevel } from './environment.ts';
import { cleanFields, maskWithin } from './logPrivacy.ts';

/**
 * The log of a process, one JSON object a line on standard output, where systemd's journal takes it.
 * It lives in `db/` because the daemon and the panel both write one, may not import each other, and must agree on what
 * may stand in it. House rules: `log.child({ mod: 'inbound' })` per module; the message is a constant sentence and the
 * facts are fields.
 */
export type Log = pino.Logger;

export interface LogOptions {
  level: LogLevel;
  /** Name of the process: `daemon`, `panel`, `start` … */
  name: string;
  /** Where the lines go; standard output unless told. */
  to?: pino.DestinationStream;
}

/** Level number of pino below and at which the wording of messages may be seen. */
const DEBUG = 20;

/**
 * Lines are written at once (no buffer), so that the last one before an exit or a crash is not lost.
 * Whatever a caller logs, the finished line is cleaned once more: secrets are removed, the wording of messages is kept
 * to debug and below, phone numbers are masked.
 */
export function createLog({ level, name, to }: LogOptions): Log {
  return pino(
    { level, name, base: { pid: process.pid }, hooks: { streamWrite: cleanLine } },
    to ?? pino.destination({ dest: 1, sync: true }),
  );
}

function cleanLine(line: string): string {
  try {
    const fields: unknown = JSON.parse(line);
    const level =
      typeof fields === 'object' && fields !== null && 'level' in fields ? Number(fields.level) : DEBUG + 1;
    return `${JSON.stringify(cleanFields(fields, level <= DEBUG))}\n`;
  } catch {
    // Not JSON: it cannot be told apart into fields, so it is masked as one text.
    return maskWithin(line);
  }
}
