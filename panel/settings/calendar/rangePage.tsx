import type { StoredRange } from '../../../db/queries/officeCalendar.ts';
import { type HoursRange, WEEK_PRESETS } from '../../../db/rules/calendar/officeHours.ts';
import { showDate } from '../../../db/rules/zonedTime.ts';
import { TextField } from '../../directory/textField.tsx';
import { fieldsOf } from '../../gateway/settings/amountField.tsx';
import type { FormFields } from '../../http/formFields.ts';
import type { Frame } from '../../views/frame.ts';
import { CalendarFormPage } from './calendarPage.tsx';
import { typedCalendarDate } from './typedCalendarDate.ts';
import { WeekGrid, WeekPresets, weekEntries, weekIn } from './weekGrid.tsx';

interface RangeProps {
  frame: Frame;
  /** Undefined: a new one. */
  id: number | undefined;
  typed: FormFields;
  seenChangeId: number;
  problem: string | undefined;
}

export const RangeView = ({ frame, id, typed, seenChangeId, problem }: RangeProps) => (
  <CalendarFormPage
    frame={frame}
    title={id === undefined ? 'Rentang jam khusus baru' : 'Ubah rentang jam khusus'}
    lead="Jam lain selama beberapa waktu, misalnya Ramadan: menggantikan jam layanan sejak tanggal mulai sampai dengan tanggal akhir. Hari libur di dalamnya tetap libur."
    problem={problem}
  >
    <form method="post" action={`/pengaturan/kalender/rentang/${id ?? 'baru'}`} class="calendar-form">
      <input type="hidden" name="seenChangeId" value={String(seenChangeId)} />
      <div class="fields">
        <TextField name="name" label="Nama" typed={typed} max={60} />
        <TextField name="from" label="Mulai" typed={typed} max={20} hint="Misalnya 19/02/2026." />
        <TextField name="to" label="Sampai dengan" typed={typed} max={20} hint="Misalnya 17/03/2026." />
      </div>
      <WeekGrid typed={typed} />
      <button type="submit" class="primary">
        Simpan rentang
      </button>
      <WeekPresets />
    </form>
  </CalendarFormPage>
);

/** As stored; a new one begins with the hours of Ramadan. */
export const rangeFields = (range: StoredRange | undefined): FormFields =>
  fieldsOf([
    ['name', range?.name ?? ''],
    ['from', range ? showDate(range.from) : ''],
    ['to', range ? showDate(range.to) : ''],
    ...weekEntries(range?.weekly ?? WEEK_PRESETS.ramadan.weekly),
  ]);

/** @throws DomainError `invalid` */
export const rangeIn = (typed: FormFields, today: string): HoursRange => ({
  name: typed.get('name'),
  from: typedCalendarDate(typed.get('from'), 'Mulai', today),
  to: typedCalendarDate(typed.get('to'), 'Sampai dengan', today),
  weekly: weekIn(typed),
});
