import { localTime } from '../localTime.ts';
import { localDate } from '../zonedTime.ts';

const MINUTE_MS = 60_000;
const HALF_MONTH_MS = 15 * 24 * 60 * MINUTE_MS;

/** By zone, then by year: the offset of a whole year, null where it changes within it. */
const known = new Map<string, Map<number, number | null>>();

/**
 * How far the zone's wall clocks are ahead of UTC. Deadlines are reckoned by the thousand, and Intl is slow: a year
 * without summer time is asked for once.
 */
export function zoneOffsetMs(atMs: number, timeZone: string): number {
  const years = known.get(timeZone) ?? new Map<number, number | null>();
  known.set(timeZone, years);
  const year = new Date(atMs).getUTCFullYear();
  let steady = years.get(year);
  if (steady === undefined) {
    steady = steadyOffsetMs(year, timeZone);
    years.set(year, steady);
  }
  return steady ?? offsetByWallClock(atMs, timeZone);
}

/** Asked twice a month: no zone has changed its clocks, and changed them back, within a fortnight. */
function steadyOffsetMs(year: number, timeZone: string): number | null {
  const startMs = Date.UTC(year, 0, 1);
  const endMs = Date.UTC(year + 1, 0, 1);
  const offsetMs = offsetByWallClock(startMs, timeZone);
  for (let atMs = startMs; atMs < endMs + HALF_MONTH_MS; atMs += HALF_MONTH_MS)
    if (offsetByWallClock(Math.min(atMs, endMs), timeZone) !== offsetMs) return null;
  return offsetMs;
}

function offsetByWallClock(atMs: number, timeZone: string): number {
  const wallMs =
    Date.parse(`${localDate(atMs, timeZone)}T00:00:00Z`) + localTime(atMs, timeZone).minutes * MINUTE_MS;
  return wallMs - Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
}
