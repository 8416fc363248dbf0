/** What a `+CUSD:` says (27.007 §7.15). */
export interface UssdLine {
  /**
   * <m>: 0 done, 1 the network waits for more, 2 ended by the network, 3 another client answered, 4 not supported,
   * 5 the network gave up; 6 has been seen. Undefined: left out.
   */
  readonly kind: number | undefined;
  /** As it came, one character for each byte; undefined: there is none. */
  readonly raw: string | undefined;
  readonly dcs: number | undefined;
}

const HEAD = /^\+CUSD: *(-?\d*) *(?:,\s*)?/i;
/** Up to the last quote: the text may have quotes in it. */
const QUOTED = /^"([\s\S]*?)(?:"\s*(?:,\s*"?(\d*)"?\s*,?\s*)?)?$/;
const UNQUOTED = /^([\s\S]*?)(?:,\s*(\d+)\s*)?$/;
const CLOSED = /^"[\s\S]*"\s*(?:,\s*"?\d*"?\s*,?\s*)?$/;

/** @param lines the line and what followed it within the quotes. */
export function parseUssdLine(lines: readonly string[]): UssdLine {
  const line = lines.join('\n');
  const head = HEAD.exec(line);
  const rest = line.slice(head?.[0].length ?? 0).trim();
  const isQuoted = rest.startsWith('"');
  const [, body = '', dcs] = (isQuoted ? QUOTED : UNQUOTED).exec(rest) ?? [];
  // A result behind a text whose last quote is missing was taken for a part of it.
  const text = isQuoted && !CLOSED.test(rest) ? body.replace(/\n(?:OK|ERROR)$/, '') : body;
  // The reader of lines knows a prompt by its beginning and cannot know that this is none.
  const raw = text.replace(/(^|\n)>\n/g, '$1> ');
  return {
    kind: head?.[1] ? Number(head[1]) : undefined,
    raw: raw.trim() === '' ? undefined : raw,
    dcs: dcs ? Number(dcs) : undefined,
  };
}
