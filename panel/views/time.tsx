import { showTime } from '../../db/rules/zonedTime.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `2 menit lalu`; undefined when a date says more. */
export function relativeTime(atMs: number, nowMs: number): string | undefined {
  const ageMs = nowMs - atMs;
  if (ageMs < MINUTE_MS) return 'baru saja';
  if (ageMs < HOUR_MS) return `${Math.floor(ageMs / MINUTE_MS)} menit lalu`;
  if (ageMs < DAY_MS) return `${Math.floor(ageMs / HOUR_MS)} jam lalu`;
  if (ageMs < 7 * DAY_MS) return `${Math.floor(ageMs / DAY_MS)} hari lalu`;
  return undefined;
}

export interface Moment {
  atMs: number;
  nowMs: number;
  timeZone: string;
}

/** Where it is urgent: relative to see, absolute to point at. */
export const Ago = ({ atMs, nowMs, timeZone }: Moment) => {
  const absolute = showTime(atMs, timeZone);
  return (
    <time datetime={new Date(atMs).toISOString()} title={absolute}>
      {relativeTime(atMs, nowMs) ?? absolute}
    </time>
  );
};

/** Where it is history: absolute to see, relative to point at. */
export const At = ({ atMs, nowMs, timeZone }: Moment) => (
  <time datetime={new Date(atMs).toISOString()} title={relativeTime(atMs, nowMs)}>
    {showTime(atMs, timeZone)}
  </time>
);
