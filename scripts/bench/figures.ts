import type { Contestant } from './contestant.ts';

type Name = Contestant['name'];

/** One line of the table. */
export interface Figure {
  readonly what: string;
  readonly unit: string;
  /** Ours must be at most, or at least, this. */
  readonly atMost?: number;
  readonly atLeast?: number;
  /** Infinity: it did not come within the time that was waited. */
  readonly values: Partial<Record<Name, number>>;
}

/** What a section has found: lines for the table, and every timing behind them. */
export interface Findings {
  readonly figures: readonly Figure[];
  readonly raw: unknown;
}

export interface Section {
  readonly name: string;
  readonly title: string;
  /** It takes seconds and measures seconds, so that others may run beside it. */
  readonly leisurely?: boolean;
  run(contestants: readonly Contestant[]): Promise<Findings>;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** One figure out of each contestant's measurement. */
export const valuesOf = <T>(
  measured: ReadonlyMap<Name, T>,
  of: (measurement: T) => number,
): Partial<Record<Name, number>> =>
  Object.fromEntries([...measured].map(([name, measurement]) => [name, of(measurement)]));

const shown = (value: number | undefined): string => {
  if (value === undefined) return '–';
  if (!Number.isFinite(value)) return 'never';
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
};

const PEERS = ['gammu-smsd', 'smstools'] as const;

/** How many times better than a peer we are: its time over ours, or our rate over its. */
function ratio({ values, atLeast }: Figure, peer: Name): string {
  const ours = values.helpdesk;
  const theirs = values[peer];
  if (ours === undefined || theirs === undefined || !(ours > 0 && theirs > 0)) return '';
  const times = atLeast === undefined ? theirs / ours : ours / theirs;
  return Number.isFinite(times) ? `×${shown(times)}` : '';
}

function verdict({ values: { helpdesk: ours }, atMost, atLeast }: Figure): string {
  if (ours === undefined || (atMost === undefined && atLeast === undefined)) return '';
  const met = ours <= (atMost ?? Number.POSITIVE_INFINITY) && ours >= (atLeast ?? Number.NEGATIVE_INFINITY);
  return met ? 'met' : 'MISSED';
}

const target = ({ atMost, atLeast }: Figure): string =>
  atMost !== undefined ? `≤ ${atMost}` : atLeast !== undefined ? `≥ ${atLeast}` : '';

/** A table in Markdown, its columns in line. */
export function table(figures: readonly Figure[]): string {
  const head = ['figure', 'unit', 'target', 'helpdesk', ...PEERS.flatMap((name) => [name, 'ratio']), ''];
  const rows = figures.map((figure) => [
    figure.what,
    figure.unit,
    target(figure),
    shown(figure.values.helpdesk),
    ...PEERS.flatMap((peer) => [shown(figure.values[peer]), ratio(figure, peer)]),
    verdict(figure),
  ]);
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => (row[at] ?? '').length), 3));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
