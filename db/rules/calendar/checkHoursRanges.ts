import { DomainError } from '../errors.ts';
import { showDate } from '../zonedTime.ts';
import { isLocalDate } from './calendarDays.ts';
import { faultInWeek } from './calendarSettings.ts';
import type { HoursRange } from './officeHours.ts';

const NAME_CHARS_MAX = 60;

/** `"Ramadan" (19/02/2026 sampai 17/03/2026)`. */
export const rangeInWords = ({ name, from, to }: HoursRange): string =>
  `"${name}" (${showDate(from)} sampai ${showDate(to)})`;

/**
 * A range by itself. Unlike the usual week it may be closed every day: a move to another building.
 * @throws DomainError `invalid` with the first thing that is wrong
 */
export function checkHoursRange(range: HoursRange): void {
  const refuse = (words: string): never => {
    throw new DomainError('invalid', words);
  };
  if (range.name.trim() === '') refuse('Nama rentang belum diisi, misalnya Ramadan.');
  if (range.name.length > NAME_CHARS_MAX) refuse(`Nama rentang paling panjang ${NAME_CHARS_MAX} huruf.`);
  if (!isLocalDate(range.from) || !isLocalDate(range.to))
    refuse('Tanggal rentang ini tidak ada di kalender.');
  if (range.to < range.from)
    refuse(`Tanggal akhir ${showDate(range.to)} sebelum tanggal mulai ${showDate(range.from)}.`);
  const closedAlways = range.weekly.length === 7 && range.weekly.every((day) => day.length === 0);
  const fault = closedAlways ? undefined : faultInWeek(range.weekly);
  if (fault) refuse(fault);
}

/**
 * On each date only one range can say the hours.
 * @throws DomainError `invalid` naming two that overlap
 */
export function checkDisjoint(ranges: readonly HoursRange[]): void {
  const inOrder = [...ranges].sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const [i, range] of inOrder.entries()) {
    const next = inOrder[i + 1];
    if (next && next.from <= range.to)
      throw new DomainError(
        'invalid',
        `Rentang ${rangeInWords(range)} dan ${rangeInWords(next)} bertumpuk. Ubah tanggal salah satunya.`,
      );
  }
}
