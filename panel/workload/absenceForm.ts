import type { Absence } from '../../db/actions/absence.ts';
import type { AbsenceView } from '../../db/queries/absences.ts';
import { isAbsenceKind } from '../../db/rules/absence.ts';
import type { LocalDate } from '../../db/rules/calendar/calendarDays.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { typedDate } from '../../db/rules/typedTime.ts';
import { showDate } from '../../db/rules/zonedTime.ts';
import { type FormFields, rowNumber, typedText } from '../http/formFields.ts';

/** As it was filled in. */
export interface AbsenceForm {
  technicianId: string;
  kind: string;
  fromDate: string;
  toDate: string;
  absenceNote: string;
}

export const readAbsenceForm = (fields: FormFields): AbsenceForm => ({
  technicianId: fields.get('technicianId'),
  kind: fields.get('kind'),
  fromDate: typedText(fields.get('fromDate')),
  toDate: typedText(fields.get('toDate')),
  absenceNote: typedText(fields.get('absenceNote')),
});

export const absenceFormOf = ({ technicianId, kind, fromDate, toDate, note }: AbsenceView): AbsenceForm => ({
  technicianId: String(technicianId),
  kind,
  fromDate: showDate(fromDate),
  toDate: showDate(toDate),
  absenceNote: note ?? '',
});

/**
 * @param today the local date, for a day without a year
 * @throws DomainError `invalid` naming the field
 */
export function absenceIn(form: AbsenceForm, today: LocalDate): Absence {
  const technicianId = rowNumber(form.technicianId);
  if (technicianId === undefined) throw new DomainError('invalid', 'Pilih seorang teknisi.');
  if (!isAbsenceKind(form.kind)) throw new DomainError('invalid', 'Pilih jenis ketidakhadiran.');
  const fromDate = dateIn(form.fromDate, today, 'Mulai');
  const toDate = form.toDate.trim() === '' ? fromDate : dateIn(form.toDate, today, 'Sampai dengan');
  return { technicianId, kind: form.kind, fromDate, toDate, note: form.absenceNote };
}

function dateIn(typed: string, today: LocalDate, field: string): LocalDate {
  const date = typedDate(typed, today);
  if (date === undefined)
    throw new DomainError('invalid', `${field}: tulis tanggal seperti 13/01/2026 (hari/bulan/tahun).`);
  return date;
}
