import { expireTexts } from '../../db/actions/expireTexts.ts';
import { keepForWindow } from '../../db/actions/keepForWindow.ts';
import type { Clock } from '../../db/clock.ts';
import type { Db } from '../../db/open.ts';

/** Clocks that are kept right are moved by seconds; one that was wrong is set by hours or years. */
const LEAP_MIN_MS = 60_000;

/**
 * The job that ends what has waited too long. It holds the wall clock against one that nobody sets, since a
 * box without a battery starts with an old time and is put right when it finds the network (DESIGN 7).
 * @param steadyMs for tests.
 * @returns how many parts expired.
 */
export function watchExpiry(
  db: Db,
  clock: Clock,
  timeZone: string,
  steadyMs: () => number = () => performance.now(),
): () => number {
  let offsetMs = clock.nowMs() - steadyMs();
  return () => {
    const nowOffsetMs = clock.nowMs() - steadyMs();
    const leapMs = Math.round(nowOffsetMs - offsetMs);
    const leapt = Math.abs(leapMs) >= LEAP_MIN_MS;
    keepForWindow(db, clock, timeZone);
    const expired = expireTexts(db, clock, leapt ? leapMs : 0);
    // Only now: when the database refused, the leap is still to be told.
    if (leapt) offsetMs = nowOffsetMs;
    return expired;
  };
}
