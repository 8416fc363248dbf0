/** The time that a wall clock of the zone shows, for rules that speak of days and hours. */
export interface LocalTime {
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  /** Since local midnight. */
  minutes: number;
}

export const MINUTES_A_DAY = 24 * 60;
const MINUTE_MS = 60_000;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const formats = new Map<string, Intl.DateTimeFormat>();

export function localTime(atMs: number, timeZone: string): LocalTime {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(atMs).map((part) => [part.type, part.value]));
  return {
    weekday: WEEKDAYS.indexOf(parts['weekday'] ?? '') + 1,
    minutes: Number(parts['hour']) * 60 + Number(parts['minute']),
  };
}

/** The midnight that the day of this instant began with. Indonesia's zones know no summer time. */
export function localMidnightMs(atMs: number, timeZone: string): number {
  const minute = Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
  return minute - localTime(atMs, timeZone).minutes * MINUTE_MS;
}

export const nextLocalMidnightMs = (atMs: number, timeZone: string): number =>
  localMidnightMs(atMs, timeZone) + MINUTES_A_DAY * MINUTE_MS;
