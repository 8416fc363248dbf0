import type { BusinessCalendar, OpenInterval } from '../../db/rules/calendar/businessCalendar.ts';
import { weekdayOf } from '../../db/rules/calendar/calendarDays.ts';
import type { ClockRules } from '../../db/rules/clocks/clockLimits.ts';
import { CLOCK_DEFAULTS, type ClockSettings } from '../../db/rules/clocks/clockSettings.ts';

const MORNING = { from: 480, to: 720 };
const AFTERNOON = { from: 780, to: 1020 };
const WEEK: Readonly<Record<number, readonly OpenInterval[]>> = {
  1: [MORNING, AFTERNOON],
  2: [MORNING, AFTERNOON],
  3: [MORNING, AFTERNOON],
  4: [MORNING, AFTERNOON],
  5: [{ from: 480, to: 660 }, AFTERNOON],
  6: [MORNING],
};

/** The hours of SOP 4 with the given holidays: Friday breaks from 11 to 13, Saturday closes at 12. */
export const sopCalendar = (holidays: Readonly<Record<string, string>> = {}): BusinessCalendar => ({
  timeZone: 'Asia/Jakarta',
  days: (date) => {
    const holiday = holidays[date];
    if (holiday !== undefined) return { intervals: [], closedFor: [holiday] };
    return { intervals: WEEK[weekdayOf(date)] ?? [] };
  },
});

export const ISRA_MIKRAJ = { '2026-01-16': 'Isra Mikraj' };

export const dayAndNight: BusinessCalendar = {
  timeZone: 'Asia/Jakarta',
  days: () => ({ intervals: [{ from: 0, to: 1440 }] }),
};

/** The procedure's own rules, with what a test wants otherwise. */
export const rulesWith = (
  changes: Partial<ClockSettings> = {},
  calendars: Partial<ClockRules['calendars']> = {},
): ClockRules => ({
  calendars: { service: sopCalendar(ISRA_MIKRAJ), emergency: null, ...calendars },
  settings: { ...CLOCK_DEFAULTS, ...changes },
});
