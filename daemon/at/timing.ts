/** The waits of the dialogue itself (DRIVER §1 steps 5–8, §7 L1). Milliseconds. */
export interface AtTiming {
  /** The line counts as drained after this much silence … */
  readonly drainQuietMs: number;
  /** … or after this long, whatever comes. */
  readonly drainMaxMs: number;
  readonly escapePauseMs: number;
  readonly returnPauseMs: number;
  /** For each AT; twice as long for the last ones when patience is asked for. */
  readonly syncAnswerMs: number;
  /** Nothing may follow the OK of a clean AT for this long. */
  readonly syncQuietMs: number;
  readonly markerMs: number;
  /** Before and after the `+++` that leads out of data mode (V.250 §6.2.9 wants a second). */
  readonly guardMs: number;
}

export const AT_TIMING: AtTiming = {
  drainQuietMs: 300,
  drainMaxMs: 5000,
  escapePauseMs: 100,
  returnPauseMs: 200,
  syncAnswerMs: 500,
  syncQuietMs: 200,
  markerMs: 5000,
  guardMs: 1100,
};
