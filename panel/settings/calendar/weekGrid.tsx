import type { OpenInterval } from '../../../db/rules/calendar/businessCalendar.ts';
import { faultInDay } from '../../../db/rules/calendar/calendarSettings.ts';
import {
  durationInWords,
  minutesOfWeek,
  readMinutes,
  showMinutes,
  WEEKDAYS_LONG,
} from '../../../db/rules/calendar/hoursInWords.ts';
import { WEEK_PRESETS, type WeeklyHours } from '../../../db/rules/calendar/officeHours.ts';
import { DomainError } from '../../../db/rules/errors.ts';
import type { FormFields } from '../../http/formFields.ts';

/** Before and after the break, and one to spare. */
const COLUMNS = 3;
const COLUMNS_MAX = 12;

const fieldName = (day: number, column: number, edge: 'from' | 'to'): string =>
  `day-${day + 1}-${column + 1}-${edge}`;

/** Each day's intervals, to be typed over; a day without any is closed. */
export const WeekGrid = ({ typed }: { typed: FormFields }) => {
  const columns = columnsIn(typed);
  return (
    <table class="week">
      <thead>
        <tr>
          <th scope="col">Hari</th>
          <th scope="col">Jam buka</th>
          <th scope="col" class="amount">
            Jumlah
          </th>
        </tr>
      </thead>
      <tbody>
        {WEEKDAYS_LONG.map((name, day) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <div class="intervals">
                {Array.from({ length: columns }, (_, column) => (
                  <IntervalFields key={String(column)} day={day} column={column} typed={typed} />
                ))}
              </div>
            </td>
            <td class="amount">{dayTotal(typed, day)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colspan={2}>
            Seminggu
          </th>
          <td class="amount">{weekTotal(typed)}</td>
        </tr>
      </tfoot>
    </table>
  );
};

const IntervalFields = ({ day, column, typed }: { day: number; column: number; typed: FormFields }) => (
  <span class="interval">
    {(['from', 'to'] as const).map((edge) => (
      <>
        {edge === 'to' && ' – '}
        <input
          name={fieldName(day, column, edge)}
          aria-label={`${WEEKDAYS_LONG[day]} ${edge === 'from' ? 'dari' : 'sampai'}, bagian ${column + 1}`}
          class="clock"
          inputmode="decimal"
          maxlength={5}
          value={typed.get(fieldName(day, column, edge))}
          autocomplete="off"
        />
      </>
    ))}
  </span>
);

/** Buttons that fill the grid; they stand behind "Simpan", so that the Enter key saves. */
export const WeekPresets = () => (
  <fieldset class="presets">
    <legend>Isi tabel dengan pola</legend>
    <div class="buttons">
      {Object.entries(WEEK_PRESETS).map(([name, { label }]) => (
        <button key={name} type="submit" name="pola" value={name} formnovalidate>
          {label}
        </button>
      ))}
    </div>
    <p class="hint">Pola hanya mengisi tabel; yang berlaku adalah yang disimpan.</p>
  </fieldset>
);

/** The hours of a preset that was asked for; undefined for none. */
export const presetNamed = (name: string): WeeklyHours | undefined =>
  Object.entries(WEEK_PRESETS).find(([each]) => each === name)?.[1].weekly;

/** The fields of the grid as hours have them. */
export const weekEntries = (weekly: WeeklyHours): [name: string, value: string][] =>
  weekly.flatMap((intervals, day) =>
    intervals.flatMap(({ from, to }, column): [string, string][] => [
      [fieldName(day, column, 'from'), showMinutes(from)],
      [fieldName(day, column, 'to'), showMinutes(to)],
    ]),
  );

/** @throws DomainError `invalid` for what is no time, naming the day; the rest is the settings' own business */
export const weekIn = (typed: FormFields): WeeklyHours => WEEKDAYS_LONG.map((_, day) => dayIn(typed, day));

function dayIn(typed: FormFields, day: number): OpenInterval[] {
  const intervals: OpenInterval[] = [];
  for (let column = 0; column < COLUMNS_MAX; column += 1) {
    const [from, to] = (['from', 'to'] as const).map((edge) =>
      typed.get(fieldName(day, column, edge)).trim(),
    );
    if (!from && !to) continue;
    intervals.push({ from: timeIn(from ?? '', day), to: timeIn(to ?? '', day) });
  }
  return intervals;
}

function timeIn(typed: string, day: number): number {
  const minutes = readMinutes(typed);
  if (minutes !== undefined) return minutes;
  const what = typed === '' ? 'satu jam belum diisi' : `"${typed}" bukan jam`;
  throw new DomainError('invalid', `${WEEKDAYS_LONG[day]}: ${what}. Tulis seperti 08.00 sampai 12.00.`);
}

function columnsIn(typed: FormFields): number {
  let used = 0;
  for (let day = 0; day < WEEKDAYS_LONG.length; day += 1)
    for (let column = 0; column < COLUMNS_MAX; column += 1)
      if (typed.get(fieldName(day, column, 'from')) !== '') used = Math.max(used, column + 1);
  return Math.min(COLUMNS_MAX, Math.max(COLUMNS, used));
}

/** Nothing while it cannot be read: the refusal says why. */
function dayTotal(typed: FormFields, day: number): string {
  const intervals = readable(() => dayIn(typed, day));
  if (intervals === undefined || faultInDay(intervals)) return '';
  return intervals.length === 0 ? 'tutup' : durationInWords(minutesOfWeek([intervals]));
}

function weekTotal(typed: FormFields): string {
  const weekly = readable(() => weekIn(typed));
  return weekly === undefined || weekly.some(faultInDay) ? '' : durationInWords(minutesOfWeek(weekly));
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
