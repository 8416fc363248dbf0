import type { Desk } from './desk.ts';
import type { Timing } from './timing.ts';

/** Asked in this order until one answers; the last stands in where a modem cannot read the card's number. */
const SIM_ID_COMMANDS = [
  { text: 'AT+CCID', prefixes: ['+CCID:', '+ICCID:', '^ICCID:'] },
  { text: 'AT+QCCID', prefixes: ['+QCCID:'] },
  { text: 'AT^ICCID?', prefixes: ['^ICCID:'] },
  { text: 'AT+ICCID', prefixes: ['+ICCID:'] },
  { text: 'AT+CICCID', prefixes: ['+ICCID:', '+CICCID:'] },
  { text: 'AT+CIMI', prefixes: ['+CIMI:'] },
] as const;

/** ICCID, else IMSI; undefined where the modem reads neither. @throws {LinkTrouble} */
export async function askSimId(desk: Desk, timing: Timing): Promise<string | undefined> {
  for (const { text, prefixes } of SIM_ID_COMMANDS) {
    const answer = await desk.ask(text, timing.commandMs, { prefixes: [...prefixes], bare: true });
    const id = answer.kind === 'ok' ? parseSimId(answer.lines) : undefined;
    if (id !== undefined) return id;
  }
  return undefined;
}

/**
 * ICCID (18 to 20 digits, ITU-T E.118; some print the filler F) or IMSI (14 or 15 digits) from an answer, with or
 * without prefix and quotation marks.
 */
export function parseSimId(lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const digits = /^(?:[+^][A-Z]+: *)?"?(\d{14,20})F{0,2}"?$/i.exec(line.trim())?.[1];
    if (digits) return digits;
  }
  return undefined;
}

/** The state in `+CPIN: SIM PIN` (27.007 §8.3), upper case and without quotation marks. */
export function parsePinState(line: string | undefined): string | undefined {
  return /^\+CPIN: *"?([^"]*)"?$/i
    .exec(line ?? '')?.[1]
    ?.trim()
    .toUpperCase();
}
