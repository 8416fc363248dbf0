import type { WireDirection, WireEntry } from '../serial/wireTrace.ts';

/** What a stranger must know besides the bytes. No secrets; numbers by their stand-ins. */
export interface TraceHeader {
  /** Name in the configuration. */
  readonly modem: string;
  /** Wall clock of the first entry; ISO 8601, UTC. */
  readonly startedAt: string;
  /** Whatever else was known of program, modem and configuration, by names that are for people. */
  readonly facts: Readonly<Record<string, string>>;
}

/** `ms` since the first one. */
export type TraceEntry = Pick<WireEntry, 'direction' | 'text'> & { readonly ms: number };

export interface Trace {
  readonly header: TraceHeader;
  readonly entries: readonly TraceEntry[];
}

const FORMAT = 'helpdesk-trace-1';
/** No connection lasts longer, nor did one begin before there were modems; a computer without a battery begins in 1970. */
const LASTS_MAX_MS = 10 * 366 * 24 * 3_600_000;
const STARTED_AT = /^(?:19|20)\d\d-\d\d-\d\dT/;
const DIRECTIONS: readonly WireDirection[] = ['tx', 'rx', 'opened', 'closed', 'omitted'];

/** One JSON object a line, all of it printable ASCII: the header, then each entry as `{"ms":12.5,"tx":"AT\r"}`. */
export function traceText({ modem, startedAt, facts }: TraceHeader, entries: readonly WireEntry[]): string {
  const startMs = entries[0]?.monotonicMs ?? 0;
  const lines = entries.map(({ monotonicMs, direction, text }) =>
    JSON.stringify({ ms: Math.round((monotonicMs - startMs) * 10) / 10, [direction]: text }),
  );
  const header = JSON.stringify({ format: FORMAT, modem, startedAt, facts });
  return `${[header, ...lines].map(asciiOnly).join('\n')}\n`;
}

/** @throws SyntaxError with the number of the line that makes no sense. */
export function readTraceText(text: string): Trace {
  const [first = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '');
  const { format, modem, startedAt, facts } = objectOf(first, 1);
  if (format !== FORMAT || typeof modem !== 'string' || typeof startedAt !== 'string') throw senseless(1);
  if (!STARTED_AT.test(startedAt) || Number.isNaN(Date.parse(startedAt))) throw senseless(1);
  if (typeof facts !== 'object' || facts === null) throw senseless(1);
  const words = Object.entries(facts).map(([name, value]) => [name, String(value)] as const);
  const header = { modem, startedAt, facts: Object.fromEntries(words) };
  return { header, entries: lines.map((line, at) => entryOf(line, at + 2)) };
}

function entryOf(line: string, number: number): TraceEntry {
  const object = objectOf(line, number);
  const { ms } = object;
  const direction = DIRECTIONS.find((each) => each in object);
  const text = direction && object[direction];
  if (typeof ms !== 'number' || !direction || typeof text !== 'string') throw senseless(number);
  if (!(ms >= 0 && ms <= LASTS_MAX_MS) || /[^\0-\xff]/.test(text)) throw senseless(number);
  return { ms, direction, text };
}

function objectOf(line: string, number: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // It says below what was wrong.
  }
  throw senseless(number);
}

const senseless = (number: number): SyntaxError => new SyntaxError(`line ${number} is no line of a trace`);

const asciiOnly = (line: string): string =>
  line.replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
