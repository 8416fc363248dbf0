import type { LocalDate } from '../../../db/rules/calendar/calendarDays.ts';
import { DomainError } from '../../../db/rules/errors.ts';
import { typedDate } from '../../../db/rules/typedTime.ts';

/**
 * A date of a form of the calendar, day first (R67).
 * @param today for a date without its year: the next such day.
 * @throws DomainError `invalid` naming the field
 */
export function typedCalendarDate(typed: string, label: string, today: LocalDate): LocalDate {
  const date = typedDate(typed, today);
  if (date !== undefined) return date;
  throw new DomainError(
    'invalid',
    typed.trim() === ''
      ? `${label} belum diisi.`
      : `${label}: "${typed.trim()}" bukan tanggal yang ada. Tulis hari, bulan, tahun: 16/01/2026.`,
  );
}
