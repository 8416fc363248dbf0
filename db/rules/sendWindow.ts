import { localTime, MINUTES_A_DAY, nextLocalMidnightMs } from './localTime.ts';

/** When technicians may be told something: from a time of these days on until another, perhaps of the next day. */
export interface SendWindow {
  /** 1 Monday … 7 Sunday; of an overnight window the day on which it begins. */
  days: readonly number[];
  /** `HH:MM`, local. */
  from: string;
  to: string;
}

const MINUTE_MS = 60_000;

/** @returns undefined when it is no time of a day. */
export function minutesOf(clock: string): number | undefined {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(clock);
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : undefined;
  return minutes !== undefined && minutes <= MINUTES_A_DAY ? minutes : undefined;
}

/** Whether a window is open now; without any it always is. */
export function isWindowOpen(
  windows: readonly SendWindow[] | null,
  nowMs: number,
  timeZone: string,
): boolean {
  if (!windows || windows.length === 0) return true;
  const { weekday, minutes } = localTime(nowMs, timeZone);
  const dayBefore = weekday === 1 ? 7 : weekday - 1;
  return windows.some(({ days, from, to }) => {
    const start = minutesOf(from) ?? 0;
    const end = minutesOf(to) ?? MINUTES_A_DAY;
    if (end > start) return days.includes(weekday) && minutes >= start && minutes < end;
    return (days.includes(weekday) && minutes >= start) || (days.includes(dayBefore) && minutes < end);
  });
}

/** When a window opens next; now, if one is open. */
export function nextWindowMs(windows: readonly SendWindow[] | null, nowMs: number, timeZone: string): number {
  if (isWindowOpen(windows, nowMs, timeZone)) return nowMs;
  let midnightMs = nextLocalMidnightMs(nowMs, timeZone);
  const candidates: number[] = [];
  const starts = (windows ?? []).flatMap(({ from }) => minutesOf(from) ?? []);
  const today = localTime(nowMs, timeZone).minutes;
  for (const start of starts) {
    if (start > today) candidates.push(floorToMinute(nowMs) + (start - today) * MINUTE_MS);
  }
  for (let day = 0; day < 8; day += 1) {
    for (const start of starts) candidates.push(midnightMs + start * MINUTE_MS);
    midnightMs = nextLocalMidnightMs(midnightMs, timeZone);
  }
  const open = candidates.filter((atMs) => atMs > nowMs && isWindowOpen(windows, atMs, timeZone));
  return open.length > 0 ? Math.min(...open) : nowMs;
}

const floorToMinute = (atMs: number): number => Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
