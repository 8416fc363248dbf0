/** Wall time for people: `05/01/2026 13.30 WIB` on screens, `05/01 13.30` in SMS (GLOSSARY 5.2). */

const ZONE_NAMES: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

const formats = new Map<string, Intl.DateTimeFormat>();

function partsOf(atMs: number, timeZone: string): Record<string, string> {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return Object.fromEntries(format.formatToParts(atMs).map((part) => [part.type, part.value]));
}

export const zoneName = (timeZone: string): string => ZONE_NAMES[timeZone] ?? timeZone;

export const showTime = (atMs: number, timeZone: string): string =>
  `${showPlainTime(atMs, timeZone)} ${zoneName(timeZone)}`;

/** Without its zone, as a spreadsheet knows it for a time. */
export function showPlainTime(atMs: number, timeZone: string): string {
  const { day, month, year, hour, minute } = partsOf(atMs, timeZone);
  return `${day}/${month}/${year} ${hour}.${minute}`;
}

export function showShortTime(atMs: number, timeZone: string): string {
  const { day, month, hour, minute } = partsOf(atMs, timeZone);
  return `${day}/${month} ${hour}.${minute}`;
}

/** `13.30`, where the day is plain. */
export function showClock(atMs: number, timeZone: string): string {
  const { hour, minute } = partsOf(atMs, timeZone);
  return `${hour}.${minute}`;
}

/** The day that a calendar on the wall shows: `2026-03-26`. */
export function localDate(atMs: number, timeZone: string): string {
  const { day, month, year } = partsOf(atMs, timeZone);
  return `${year}-${month}-${day}`;
}

/** `26/03/2026` for a local date as it is stored, `2026-03-26`. */
export const showDate = (date: string): string => date.split('-').reverse().join('/');
