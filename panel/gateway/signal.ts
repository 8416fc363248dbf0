/** What a signal in dBm is worth, in bars and a word. Below −110 dBm a 2G modem hardly holds its cell. */
export interface SignalGrade {
  bars: 0 | 1 | 2 | 3 | 4;
  word: string;
}

const GRADES: readonly (readonly [fromDbm: number, grade: SignalGrade])[] = [
  [-75, { bars: 4, word: 'sangat kuat' }],
  [-85, { bars: 3, word: 'kuat' }],
  [-95, { bars: 2, word: 'cukup' }],
  [-105, { bars: 1, word: 'lemah' }],
];

export const gradeOf = (dbm: number): SignalGrade =>
  GRADES.find(([from]) => dbm >= from)?.[1] ?? { bars: 0, word: 'sangat lemah' };

export interface SignalSample {
  atMs: number;
  dbm: number | null;
  registered: boolean;
}

/** A modem that is off is measured by nobody: a hole longer than this is shown as one. */
export const HOLE_MS = 15 * 60_000;

/** Samples in runs without a hole, so that no line is drawn where nothing was measured. */
export function runsOf(samples: readonly SignalSample[]): { atMs: number; dbm: number }[][] {
  const runs: { atMs: number; dbm: number }[][] = [];
  let lastMs: number | undefined;
  for (const { atMs, dbm } of samples) {
    if (dbm === null) {
      lastMs = undefined;
      continue;
    }
    if (lastMs === undefined || atMs - lastMs > HOLE_MS) runs.push([]);
    runs.at(-1)?.push({ atMs, dbm });
    lastMs = atMs;
  }
  return runs;
}

/** Times without the network, each from its first sample to the one that ended it. */
export function outagesOf(
  samples: readonly SignalSample[],
  nowMs: number,
): { fromMs: number; toMs: number }[] {
  const outages: { fromMs: number; toMs: number }[] = [];
  let open: { fromMs: number; toMs: number } | undefined;
  for (const { atMs, registered } of samples) {
    if (open && atMs - open.toMs > HOLE_MS) open = undefined;
    if (registered) {
      if (open) open.toMs = atMs;
      open = undefined;
    } else if (open) open.toMs = atMs;
    else {
      open = { fromMs: atMs, toMs: atMs };
      outages.push(open);
    }
  }
  if (open && nowMs - open.toMs <= HOLE_MS) open.toMs = nowMs;
  return outages;
}
