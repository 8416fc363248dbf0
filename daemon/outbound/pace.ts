import { isCongestion, type SendingFault } from '../../db/rules/retry.ts';

/** How much slower than wished a SIM sends because the network is congested: 1 is as wished. */
export interface Pace {
  readonly slowness: number;
  /** In a row. */
  readonly congested: number;
}

export const AS_WISHED: Pace = { slowness: 1, congested: 0 };

/** One congestion is chance, two are a burst. */
const BURST = 2;
const SLOWNESS_MAX = 32;
const EASE = 0.9;
/** A gap that can be doubled, where none is wished. */
const GAP_MIN_MS = 1000;
const GAP_MAX_MS = 60_000;

/** Half as fast after a burst of congestion, and slowly back with each SMS that is taken (DRIVER §3.3). */
export function paceAfter(pace: Pace, fault: SendingFault | undefined): Pace {
  if (!fault) return { slowness: Math.max(1, pace.slowness * EASE), congested: 0 };
  if (!isCongestion(fault)) return pace;
  const congested = pace.congested + 1;
  const slowness = congested >= BURST ? Math.min(SLOWNESS_MAX, pace.slowness * 2) : pace.slowness;
  return { slowness, congested };
}

export const gapMs = ({ slowness }: Pace, wishedMs: number): number =>
  slowness === 1 ? wishedMs : Math.min(GAP_MAX_MS, Math.max(wishedMs, GAP_MIN_MS) * slowness);
