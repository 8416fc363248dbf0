/** What a host writes to a modem comes in lines that end with CR, Ctrl-Z or, given up, with ESC. */
export interface HostLine {
  readonly text: string;
  readonly end: '\r' | '\x1a' | '\x1b';
}

/** The whole lines of what was written, and the beginning of one that is not at its end. */
export function writtenLines(written: string): { lines: HostLine[]; rest: string } {
  const lines: HostLine[] = [];
  let from = 0;
  for (const { index, 0: found } of written.matchAll(/[\r\x1a\x1b]/g)) {
    const end = found === '\x1a' || found === '\x1b' ? found : '\r';
    lines.push({ text: written.slice(from, index), end });
    from = index + 1;
  }
  return { lines, rest: written.slice(from) };
}

/**
 * By what two lines are the same question. What depends on the office's texts, on secrets or on what was masked counts
 * for nothing: the length of a text, a PIN, a code.
 */
export function keyOf({ text, end }: HostLine): string {
  if (end === '\x1a') return 'PDU';
  if (end === '\x1b') return 'ESC';
  return /^AT\+(?:CMGS|CPIN|CPWD|CLCK|CUSD)=/i.exec(text)?.[0] ?? text;
}
