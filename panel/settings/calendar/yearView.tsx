import type { StoredClosure } from '../../../db/closuresOfYear.ts';
import type { StoredRange } from '../../../db/queries/officeCalendar.ts';
import { type BusinessCalendar, openMinutesBetween } from '../../../db/rules/calendar/businessCalendar.ts';
import { dateAfter, instantOf, type LocalDate, weekdayOf } from '../../../db/rules/calendar/calendarDays.ts';
import { CLOSURE_KINDS, type ClosureKind } from '../../../db/rules/calendar/closure.ts';
import {
  durationInWords,
  intervalsInWords,
  WEEKDAYS_LONG,
  WEEKDAYS_SHORT,
} from '../../../db/rules/calendar/hoursInWords.ts';
import { MONTH_NAMES } from '../../../db/rules/month.ts';

interface YearProps {
  year: number;
  calendar: BusinessCalendar;
  closures: readonly StoredClosure[];
  ranges: readonly StoredRange[];
  /** The local date, marked where it lies in this year. */
  today: LocalDate;
}

/** A year month by month, with each closed day marked and, beneath its month, named. */
export const YearView = (props: YearProps) => (
  <>
    <Legend closures={props.closures} ranges={props.ranges} />
    <div class="year">
      {MONTH_NAMES.map((name, month) => (
        <Month key={name} {...props} name={name} month={month + 1} />
      ))}
    </div>
  </>
);

/** Days on which the office is open, and the hours of the year. */
export function yearInWords(year: number, calendar: BusinessCalendar): string {
  const days = datesOf(`${year}-01-01`, `${year + 1}-01-01`);
  const open = days.filter((date) => calendar.days(date).intervals.length > 0).length;
  const minutes = openMinutesBetween(
    calendar,
    instantOf(`${year}-01-01`, 0, calendar.timeZone),
    instantOf(`${year + 1}-01-01`, 0, calendar.timeZone),
  );
  return `${open} hari buka, ${durationInWords(minutes).replace(/\d{4,}/, (hours) => Number(hours).toLocaleString('id-ID'))}`;
}

/** From the first up to the second, which is left out. */
function datesOf(from: LocalDate, to: LocalDate): LocalDate[] {
  const dates: LocalDate[] = [];
  for (let date = from; date < to; date = dateAfter(date, 1)) dates.push(date);
  return dates;
}

/** How a day's number is drawn: by the first closure of it, whole days before hours. */
type DayMark = ClosureKind | 'draft' | 'hours';

function markOf(closures: readonly StoredClosure[]): DayMark | undefined {
  const whole = closures.find(({ closed, state }) => closed === null && state === 'fixed');
  if (whole) return whole.kind;
  if (closures.some(({ state }) => state === 'fixed')) return 'hours';
  return closures.length > 0 ? 'draft' : undefined;
}

const MARK_WORDS: Record<DayMark, string> = {
  ...CLOSURE_KINDS,
  draft: 'Perkiraan',
  hours: 'Tutup sebagian hari',
};
const MARKS = Object.keys(MARK_WORDS) as DayMark[];

const Legend = ({ closures, ranges }: Pick<YearProps, 'closures' | 'ranges'>) => {
  const used = new Set(closures.map((closure) => markOf([closure])));
  return (
    <p class="year-legend">
      <span>
        <span class="day closed">7</span> Tutup tiap minggu
      </span>
      {MARKS.filter((mark) => used.has(mark)).map((mark) => (
        <span key={mark}>
          <span class={`day mark-${mark}`}>7</span> {MARK_WORDS[mark]}
        </span>
      ))}
      {ranges.length > 0 && (
        <span>
          <span class="day ranged">7</span> Jam khusus
        </span>
      )}
    </p>
  );
};

const Month = ({
  year,
  month,
  name,
  calendar,
  closures,
  ranges,
  today,
}: YearProps & { month: number; name: string }) => {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  const inMonth = closures.filter(({ date }) => first <= date && date < next);
  return (
    <section class="month" aria-label={`${name} ${year}`}>
      <table>
        <caption>{name}</caption>
        <thead>
          <tr>
            {WEEKDAYS_SHORT.map((day, i) => (
              <th key={day} scope="col" abbr={WEEKDAYS_LONG[i]}>
                {day}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(datesOf(first, next)).map((week) => (
            <tr key={week.find((date) => date !== undefined)}>
              {week.map((date, i) =>
                date === undefined ? (
                  <td key={String(i)} />
                ) : (
                  <Day
                    key={date}
                    date={date}
                    calendar={calendar}
                    closures={inMonth.filter((closure) => closure.date === date)}
                    range={ranges.find(({ from, to }) => from <= date && date <= to)}
                    isToday={date === today}
                  />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <ul class="month-names">
        {inMonth.map((closure) => (
          <li key={String(closure.id)}>
            <a href={`/pengaturan/kalender/libur/${closure.id}`} dir="auto">
              <span class="number">{Number(closure.date.slice(8))}</span> {closure.name}
              {closure.closed && ` (tutup ${intervalsInWords([closure.closed])})`}
              {closure.state === 'draft' && ' (perkiraan)'}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};

interface DayProps {
  date: LocalDate;
  calendar: BusinessCalendar;
  closures: readonly StoredClosure[];
  range: StoredRange | undefined;
  isToday: boolean;
}

const Day = ({ date, calendar, closures, range, isToday }: DayProps) => {
  const mark = markOf(closures);
  const { intervals } = calendar.days(date);
  const classes = [
    'day',
    mark && `mark-${mark}`,
    intervals.length === 0 && 'closed',
    range && 'ranged',
    isToday && 'today',
  ];
  const words = [
    ...closures.map(({ name }) => name),
    ...(range ? [range.name] : []),
    intervalsInWords(intervals),
  ].join('; ');
  return (
    <td>
      <span
        class={classes.filter(Boolean).join(' ')}
        title={words}
        aria-current={isToday ? 'date' : undefined}
      >
        {Number(date.slice(8))}
        {mark && <span class="sr">, {words}</span>}
      </span>
    </td>
  );
};

/** Rows of seven, Monday first. */
function weeksOf(dates: readonly LocalDate[]): (LocalDate | undefined)[][] {
  const blanks = weekdayOf(dates[0] ?? '') - 1;
  const cells = [...Array.from({ length: blanks }, () => undefined), ...dates];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, row) =>
    Array.from({ length: 7 }, (_unused, column) => cells[row * 7 + column]),
  );
}
