import { isBusyError } from './busyError.ts';
import type { Desk } from './desk.ts';
import type { Timing } from './timing.ts';

/** Asked in this order until one answers; the last stands in where a modem cannot read the card's number. */
const SIM_ID_COMMANDS = [
  { text: 'AT+CCID', prefixes: ['+CCID:', '+ICCID:', '^ICCID:'] },
  { text: 'AT+QCCID', prefixes: ['+QCCID:'] },
  { text: 'AT^ICCID?', prefixes: ['^ICCID:'] },
  { text: 'AT+ICCID', prefixes: ['+ICCID:'] },
  { text: 'AT+CICCID', prefixes: ['+ICCID:', '+CICCID:'] },
  { text: 'AT#CCID', prefixes: ['#CCID:'] },
  { text: 'AT^SCID', prefixes: ['^SCID:'] },
  { text: 'AT+ZGETICCID', prefixes: ['+ZGETICCID:'] },
  { text: 'AT+CIMI', prefixes: ['+CIMI:'] },
] as const;

export interface SimId {
  readonly id: string;
  /** The command that told it. */
  readonly command: string;
}

/**
 * ICCID, else IMSI; undefined where the modem reads neither, `busy` where it may do so later.
 * @param remembered the command that told it before: only that one counts then, or a card that is busy for a moment
 * would look like another card.
 * @throws {LinkTrouble}
 */
export async function askSimId(
  desk: Desk,
  timing: Timing,
  remembered: string | undefined,
): Promise<SimId | 'busy' | undefined> {
  let isBusy = false;
  const known = SIM_ID_COMMANDS.filter(({ text }) => text === remembered);
  for (const { text, prefixes } of known.length > 0 ? known : SIM_ID_COMMANDS) {
    const answer = await desk.ask(text, timing.commandMs, { prefixes: [...prefixes], bare: true });
    const id = answer.kind === 'ok' ? parseSimId(answer.lines) : undefined;
    if (id !== undefined) return { id, command: text };
    isBusy ||= answer.kind === 'error' && isBusyError(answer.error, undefined);
  }
  return isBusy ? 'busy' : undefined;
}

/**
 * ICCID (18 to 20 digits, ITU-T E.118; some print the filler F) or IMSI (14 or 15 digits) from an answer, with or
 * without prefix and quotation marks.
 */
export function parseSimId(lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const digits = /^(?:[+^#$]?[A-Z]+:)?"?(\d{14,20})F{0,2}"?,?$/i.exec(line.replace(/\s/g, ''))?.[1];
    if (digits) return digits;
  }
  return undefined;
}

/** The state in `+CPIN: SIM PIN` (27.007 §8.3), upper case, without quotation marks and without what follows it. */
export function parsePinState(line: string | undefined): string | undefined {
  return /^\+CPIN: *"?([^",]*)/i
    .exec(line ?? '')?.[1]
    ?.trim()
    .toUpperCase();
}
