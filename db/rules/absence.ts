import { isLocalDate, type LocalDate } from './calendar/calendarDays.ts';
import { DomainError } from './errors.ts';
import { showDate } from './zonedTime.ts';

export const ABSENCE_KINDS = ['leave', 'official_trip', 'sick'] as const;
export type AbsenceKind = (typeof ABSENCE_KINDS)[number];

export const ABSENCE_LABELS: Record<AbsenceKind, string> = {
  leave: 'cuti',
  official_trip: 'dinas luar',
  sick: 'sakit',
};

export const isAbsenceKind = (value: unknown): value is AbsenceKind =>
  ABSENCE_KINDS.some((kind) => kind === value);

/** Both ends are days of absence. */
export interface AbsenceSpan {
  kind: AbsenceKind;
  fromDate: LocalDate;
  toDate: LocalDate;
}

/** A year and a day: what is longer was meant otherwise. */
const DAYS_MAX = 366;
const DAY_MS = 24 * 3_600_000;

/** @throws DomainError `invalid` for days that do not exist, an end before the beginning, or more than a year */
export function checkAbsence({ fromDate, toDate }: Omit<AbsenceSpan, 'kind'>): void {
  if (!isLocalDate(fromDate)) throw new DomainError('invalid', 'Tanggal mulai tidak ada di kalender.');
  if (!isLocalDate(toDate)) throw new DomainError('invalid', 'Tanggal akhir tidak ada di kalender.');
  if (toDate < fromDate)
    throw new DomainError(
      'invalid',
      `Tanggal akhir ${showDate(toDate)} sebelum tanggal mulai ${showDate(fromDate)}.`,
    );
  if (Date.parse(toDate) - Date.parse(fromDate) > DAYS_MAX * DAY_MS)
    throw new DomainError('invalid', 'Ketidakhadiran paling lama satu tahun. Periksa tahunnya.');
}

const dayMonth = (date: LocalDate): string => showDate(date).slice(0, 5);

/** `cuti s/d 14/01`, or while it is still to come `cuti 12/01–14/01`; with the year where it is another one. */
export function absenceWords({ kind, fromDate, toDate }: AbsenceSpan, today: LocalDate): string {
  const show = (date: LocalDate) =>
    date.slice(0, 4) === today.slice(0, 4) ? dayMonth(date) : showDate(date);
  if (fromDate <= today) return `${ABSENCE_LABELS[kind]} s/d ${show(toDate)}`;
  const days = fromDate === toDate ? show(fromDate) : `${show(fromDate)}–${show(toDate)}`;
  return `${ABSENCE_LABELS[kind]} ${days}`;
}
