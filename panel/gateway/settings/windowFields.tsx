import type { SendWindow } from '../../../db/rules/sendWindow.ts';
import type { FormFields } from '../../http/formFields.ts';

const DAYS = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'] as const;
/** Monday to Thursday, Friday before and after prayer, and one to spare. */
const ROWS = 4;
const ROWS_MAX = 20;

/** Rows of weekdays and hours; a row without a day and hours is none. */
export const WindowFields = ({ typed, rows }: { typed: FormFields; rows: number }) => (
  <>
    {Array.from({ length: Math.min(ROWS_MAX, Math.max(ROWS, rows + 1)) }, (_, row) => (
      <fieldset key={String(row)} class="window">
        <legend class="sr">{`Jam kirim ${row + 1}`}</legend>
        <div class="days">
          {DAYS.map((name, i) => (
            <label key={name} class="check">
              <input
                type="checkbox"
                name={`window-${row}-day-${i + 1}`}
                value="1"
                checked={typed.get(`window-${row}-day-${i + 1}`) !== ''}
              />
              {name}
            </label>
          ))}
        </div>
        <div class="hours">
          <Clock name={`window-${row}-from`} label="dari" typed={typed} />
          <Clock name={`window-${row}-to`} label="sampai" typed={typed} />
        </div>
      </fieldset>
    ))}
  </>
);

const Clock = ({ name, label, typed }: { name: string; label: string; typed: FormFields }) => (
  <>
    <label for={name}>{label}</label>
    <input id={name} name={name} class="clock" inputmode="decimal" maxlength={5} value={typed.get(name)} />
  </>
);

/** The fields of the form as the settings have them. */
export const windowEntries = (windows: readonly SendWindow[] | null): [name: string, value: string][] =>
  (windows ?? []).flatMap(({ days, from, to }, row): [string, string][] => [
    ...days.map((day): [string, string] => [`window-${row}-day-${day}`, '1']),
    [`window-${row}-from`, from.replace(':', '.')],
    [`window-${row}-to`, to.replace(':', '.')],
  ]);

/** Rows as they were filled in; the rule behind the settings says what is wrong with one. Null: always. */
export function windowsIn(fields: FormFields): SendWindow[] | null {
  const windows: SendWindow[] = [];
  for (let row = 0; row < ROWS_MAX; row += 1) {
    const days = DAYS.flatMap((_, i) => (fields.get(`window-${row}-day-${i + 1}`) ? [i + 1] : []));
    const from = clockIn(fields.get(`window-${row}-from`));
    const to = clockIn(fields.get(`window-${row}-to`));
    if (days.length > 0 || from !== '' || to !== '') windows.push({ days, from, to });
  }
  return windows.length > 0 ? windows : null;
}

/** `8.00`, `08.00` and `08:00` alike, as settings have it; what is no time stays as it was typed. */
export function clockIn(typed: string): string {
  const [, hour, minute] = /^(\d{1,2})[.:](\d{2})$/.exec(typed.trim()) ?? [];
  return hour === undefined || minute === undefined ? typed.trim() : `${hour.padStart(2, '0')}:${minute}`;
}
