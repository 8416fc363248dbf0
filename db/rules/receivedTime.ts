import { typedMoment } from './typedTime.ts';
import { localDate } from './zonedTime.ts';

const DAY_MS = 24 * 3_600_000;
const BARE_DAY = /^(\d{1,2}\s*[/.-]\s*\d{1,2})(?=[\s,]+(?:pukul|pkl|jam)?\.?\s*\d{1,2}[.:]\d{2})/i;

/**
 * When a call came in, as somebody writes it afterwards: `09.10`, `tadi pukul 9.10`, `kemarin 15.30`, `05/01 09.10`
 * (the last such day), `05/01/2026 09.10`.
 * @returns undefined for what is no time
 */
export function receivedTime(typed: string, nowMs: number, timeZone: string): number | undefined {
  const text = typed.trim().replace(/^tadi\b\s*/i, '');
  if (/^kemarin\b/i.test(text)) {
    const yesterday = localDate(nowMs - DAY_MS, timeZone);
    return typedMoment(text.replace(/^kemarin\b/i, yesterday), nowMs, timeZone);
  }
  const year = Number(localDate(nowMs, timeZone).slice(0, 4));
  const inYear = (full: number) => typedMoment(text.replace(BARE_DAY, `$1/${full}`), nowMs, timeZone);
  const atMs = inYear(year);
  return BARE_DAY.test(text) && atMs !== undefined && atMs > nowMs ? inYear(year - 1) : atMs;
}
