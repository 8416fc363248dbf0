import { describe, expect, test } from 'vitest';
import type { ClockName } from '../../db/rules/clocks/clockName.ts';
import { type ClockReading, clocksOf } from '../../db/rules/clocks/clocksOf.ts';
import { minutesFromDeadline, standingOf } from '../../db/rules/clocks/remaining.ts';
import type { ClockEvent, ClockFacts } from '../../db/rules/clocks/ticketTimes.ts';
import type { EventKind } from '../../db/rules/ticketEvent.ts';
import { dayAndNight, rulesWith, sopCalendar } from './sopCalendar.ts';
import { wall, wib } from './wib.ts';

const on = (time: string, kind: EventKind, detail: ClockEvent['detail'] = {}): ClockEvent => ({
  kind,
  atMs: wib(`2026-01-${time}`),
  detail,
});

/** A ticket of Monday 5 January, 9.00, assigned in the same minute unless told otherwise. */
const facts = (events: ClockEvent[], changes: Partial<ClockFacts> = {}): ClockFacts => ({
  createdAtMs: wib('2026-01-05 09:00'),
  priority: 'normal',
  categoryId: null,
  repairTarget: null,
  events,
  ...changes,
});

const reading = (clock: ClockName, ticket: ClockFacts, now: string, rules = rulesWith()): ClockReading => {
  const found = clocksOf(ticket, rules, wib(`2026-01-${now}`)).find((each) => each.clock === clock);
  if (!found) throw new Error(`the clock ${clock} has not started`);
  return found;
};

const due = (...args: Parameters<typeof reading>): string | null => wall(reading(...args).dueAtMs);

describe('the first reply', () => {
  test('is due 30 open minutes after the complaint, its second limit 60', () => {
    const reply = reading('reply', facts([]), '05 09:10');
    expect([wall(reply.dueAtMs), wall(reply.boundAtMs)]).toEqual(['2026-01-05 09:30', '2026-01-05 10:00']);
    const at = (time: string) => standingOf(reply, wib(`2026-01-05 ${time}`));
    expect([at('09:19'), at('09:20'), at('09:30'), at('09:31'), at('10:00'), at('10:01')]).toEqual([
      'calm',
      'near',
      'near',
      'over',
      'over',
      'late',
    ]);
  });

  test('stands still over the lunch break: at 12.30 a quarter of an hour is left, and nobody is warned (R01)', () => {
    const reply = reading('reply', facts([], { createdAtMs: wib('2026-01-05 11:45') }), '05 12:30');
    expect(wall(reply.dueAtMs)).toBe('2026-01-05 13:15');
    expect(minutesFromDeadline(reply, rulesWith().calendars, wib('2026-01-05 12:30'))).toBe(15);
    expect(wall(reply.warnAtMs)).toBe('2026-01-05 13:05');
  });

  test('given outside the hours took no minute and is in time', () => {
    const ticket = facts([on('11 20:05', 'first_reply_accepted')], { createdAtMs: wib('2026-01-11 20:00') });
    const reply = reading('reply', ticket, '12 09:00');
    expect([reply.spentMinutes, reply.verdict]).toEqual([0, 'met']);
  });

  test('is judged by both of its limits', () => {
    const verdict = (time: string) =>
      reading('reply', facts([on(time, 'first_reply_accepted')]), '06 09:00').verdict;
    expect([verdict('05 09:30'), verdict('05 09:31'), verdict('05 10:00'), verdict('05 10:01')]).toEqual([
      'met',
      'within_bound',
      'within_bound',
      'missed',
    ]);
  });

  test('may leave a moment after the ticket was closed, and counts until the closing', () => {
    const ticket = facts([on('05 09:20', 'closed'), on('05 09:50', 'first_reply_accepted')]);
    const reply = reading('reply', ticket, '05 10:00');
    expect([reply.spentMinutes, reply.verdict]).toEqual([20, 'met']);
  });

  test('of a ticket that ended without one is judged only when it was late by then', () => {
    const verdict = (time: string, how: EventKind) =>
      reading('reply', facts([on(time, how)]), '06 09:00').verdict;
    expect([
      verdict('05 09:20', 'closed'),
      verdict('05 11:00', 'closed'),
      verdict('05 11:00', 'cancelled'),
    ]).toEqual([null, 'missed', 'missed']);
    expect(verdict('05 11:00', 'rejected')).toBeNull();
  });
});

describe('the confirmation', () => {
  test('needs both an answer and a technician', () => {
    const answered = facts([on('05 09:10', 'first_reply_accepted')]);
    expect(reading('confirmation', answered, '05 09:15').state).toBe('running');
    const both = facts([on('05 09:10', 'first_reply_accepted'), on('05 09:40', 'assigned')]);
    const confirmation = reading('confirmation', both, '05 10:00');
    expect([confirmation.spentMinutes, confirmation.verdict]).toEqual([40, 'within_bound']);
  });
});

describe('the repair', () => {
  test.each([
    ['emergency', '2026-01-05 11:00'],
    ['high', '2026-01-06 09:00'],
    ['normal', '2026-01-10 09:00'],
    ['low', '2026-01-10 09:00'],
  ] as const)('of priority %s is due %s', (priority, expected) => {
    expect(due('repair', facts([on('05 09:00', 'assigned')], { priority }), '05 09:00')).toBe(expected);
  });

  test('follows the target of its category, and before that the one chosen for the ticket', () => {
    const rules = rulesWith({ repairByCategory: { 2: { normal: '1d' } } });
    const events = [on('05 09:00', 'assigned')];
    expect(due('repair', facts(events, { categoryId: 2 }), '05 09:00', rules)).toBe('2026-01-06 09:00');
    expect(due('repair', facts(events, { categoryId: 3 }), '05 09:00', rules)).toBe('2026-01-10 09:00');
    const chosen = facts(events, { categoryId: 2, repairTarget: '120m' });
    expect(due('repair', chosen, '05 09:00', rules)).toBe('2026-01-05 11:00');
  });

  test.each([
    ['same_time', '2026-01-19 10:00'],
    ['working_minutes', '2026-01-19 15:00'],
    ['end_of_day', '2026-01-19 17:00'],
    ['calendar_days', '2026-01-17 10:00'],
  ] as const)(
    'of 5 days by the meaning %s from Monday 12 January over a holiday is due %s',
    (dayMeaning, expected) => {
      const ticket = facts([on('12 10:00', 'assigned')]);
      expect(due('repair', ticket, '12 10:00', rulesWith({ dayMeaning }))).toBe(expected);
    },
  );

  test('is never set anew by another technician', () => {
    const ticket = facts([
      on('05 09:00', 'assigned'),
      on('07 09:00', 'unassigned'),
      on('08 09:00', 'assigned'),
    ]);
    expect(due('repair', ticket, '08 10:00')).toBe('2026-01-10 09:00');
  });

  test('of an Emergency runs through the night where the office says so', () => {
    const rules = rulesWith({}, { emergency: dayAndNight });
    const ticket = facts([on('05 23:30', 'assigned')], { priority: 'emergency' });
    expect(due('repair', ticket, '05 23:40', rules)).toBe('2026-01-06 01:30');
    expect(due('leader', ticket, '05 23:40', rules)).toBe('2026-01-12 08:00');
  });
});

/** Pending for a power cut, which stops the repair. */
const pended = (time: string) => on(time, 'pended', { pause: 'power_cut' });

describe('a pause', () => {
  test('stops the clock: while it lasts there is no deadline and nothing becomes late (R04)', () => {
    // Due 11.00, pending 10.00, left until the next day.
    const events = [on('05 09:00', 'assigned'), pended('05 10:00')];
    const paused = reading('repair', facts(events, { priority: 'emergency' }), '06 15:00');
    expect([paused.state, paused.dueAtMs, paused.leftMinutes]).toEqual(['paused', null, 60]);
    expect(standingOf(paused, wib('2026-01-06 15:00'))).toBe('paused');
    const closed = facts([...events, on('06 09:00', 'resumed'), on('06 09:55', 'closed')], {
      priority: 'emergency',
    });
    const repair = reading('repair', closed, '06 16:00');
    expect([wall(repair.dueAtMs), repair.spentMinutes, repair.verdict]).toEqual([
      '2026-01-06 10:00',
      115,
      'met',
    ]);
  });

  test('ended by the closing itself leaves the ticket within its target (R04)', () => {
    const events = [on('05 09:00', 'assigned'), pended('05 10:00'), on('06 10:00', 'closed')];
    const repair = reading('repair', facts(events, { priority: 'emergency' }), '06 16:00');
    expect([repair.spentMinutes, repair.verdict]).toEqual([60, 'met']);
  });

  test('does not make good what was late before it', () => {
    const events = [on('05 09:00', 'assigned'), pended('05 14:00')];
    const repair = reading('repair', facts(events, { priority: 'emergency' }), '05 15:00');
    expect([repair.state, wall(repair.dueAtMs)]).toEqual(['running', '2026-01-05 11:00']);
  });

  test('belongs to the ticket: a priority raised in its midst keeps it (R02)', () => {
    const rules = rulesWith({ repair: { emergency: '120m', high: '120m', normal: '5d', low: '5d' } });
    const events = [
      on('05 09:00', 'assigned'),
      pended('05 10:00'),
      on('05 14:00', 'priority_changed', { from: 'normal', to: 'high' }),
      on('06 09:00', 'resumed'),
    ];
    expect(due('repair', facts(events, { priority: 'high' }), '06 09:00', rules)).toBe('2026-01-06 10:00');
  });

  test('takes its open minutes from a target of days', () => {
    // 1 day from Monday 9.00 is Tuesday 9.00; Monday 10.00–12.00 and 13.00–15.00 are four hours, behind it: 14.00.
    const events = [on('05 09:00', 'assigned'), pended('05 10:00'), on('05 15:00', 'resumed')];
    expect(due('repair', facts(events, { priority: 'high' }), '05 15:00')).toBe('2026-01-06 14:00');
  });

  test('over a weekend takes only its open minutes', () => {
    // 5 days from Monday 12 at 9.00, with 16 a holiday: Monday 19 at 9.00. Saturday 17 10.00 to Sunday is two hours.
    const events = [on('12 09:00', 'assigned'), pended('17 10:00'), on('18 10:00', 'resumed')];
    expect(due('repair', facts(events), '18 10:00')).toBe('2026-01-19 11:00');
  });

  test('counts once where two overlap a night, and twice where there are two', () => {
    const events = [
      on('05 09:00', 'assigned'),
      pended('05 09:30'),
      on('05 10:30', 'resumed'),
      pended('05 10:45'),
      on('05 11:15', 'resumed'),
    ];
    // 30 + 15 used, 75 left from 11.15 on: 45 until noon, 30 after the break.
    expect(due('repair', facts(events, { priority: 'emergency' }), '05 11:20')).toBe('2026-01-05 13:30');
  });

  test('ends at its limit of 7 calendar days, whether anybody resumes it or not', () => {
    const ticket = facts([on('05 09:00', 'assigned'), on('05 10:00', 'pended', { pause: 'part_on_order' })], {
      priority: 'high',
    });
    const rules = rulesWith({ dayMeaning: 'working_minutes' });
    expect(reading('repair', ticket, '12 09:59', rules).state).toBe('paused');
    const repair = reading('repair', ticket, '12 10:00', rules);
    expect([repair.state, wall(repair.dueAtMs)]).toEqual(['running', '2026-01-13 09:00']);
    const late = facts([...ticket.events, on('14 10:00', 'resumed')], { priority: 'high' });
    expect(due('repair', late, '14 11:00', rules)).toBe('2026-01-13 09:00');
    expect(reading('pending', late, '14 11:00', rules).verdict).toBe('missed');
  });

  test('for a part on order stops the leader too, a power cut does not, and another reason stops nothing', () => {
    const states = (pause: string) =>
      (['repair', 'leader'] as const).map(
        (clock) =>
          reading(clock, facts([on('05 09:00', 'assigned'), on('05 10:00', 'pended', { pause })]), '05 11:00')
            .state,
      );
    expect(states('part_on_order')).toEqual(['paused', 'paused']);
    expect(states('power_cut')).toEqual(['paused', 'running']);
    expect(states('other')).toEqual(['running', 'running']);
  });

  test('stops what the settings say', () => {
    const rules = rulesWith({ pauseStops: { power_cut: ['leader'], part_on_order: [] } });
    const state = (clock: ClockName, pause: string) =>
      reading(
        clock,
        facts([on('05 09:00', 'assigned'), on('05 10:00', 'pended', { pause })]),
        '05 11:00',
        rules,
      ).state;
    expect([state('repair', 'power_cut'), state('leader', 'power_cut')]).toEqual(['running', 'paused']);
    expect(state('repair', 'part_on_order')).toBe('running');
  });
});

describe('a ticket that was closed and reopened', () => {
  test('has three sums: worked on, pending, closed (R05)', () => {
    const ticket = facts(
      [
        on('05 09:00', 'assigned'),
        on('05 10:00', 'closed'),
        on('07 10:00', 'reopened'),
        on('07 11:00', 'closed'),
      ],
      { priority: 'emergency' },
    );
    const repair = reading('repair', ticket, '08 09:00');
    expect(repair.spentMinutes).toBe(60 + 60);
    expect(repair.standstills).toEqual([
      { fromMs: wib('2026-01-05 10:00'), toMs: wib('2026-01-07 10:00'), pause: undefined },
    ]);
    expect([wall(repair.dueAtMs), repair.verdict]).toEqual(['2026-01-07 11:00', 'met']);
    expect(
      clocksOf(ticket, rulesWith(), wib('2026-01-08 09:00')).some(({ clock }) => clock === 'pending'),
    ).toBe(false);
  });

  test('goes on with the time it had left', () => {
    const ticket = facts([on('05 09:00', 'assigned'), on('05 10:00', 'closed'), on('07 10:00', 'reopened')], {
      priority: 'emergency',
    });
    expect(due('repair', ticket, '07 10:00')).toBe('2026-01-07 11:00');
  });
});

describe('a warning comes in office hours', () => {
  test.each([
    [15, '2026-01-06 08:05'],
    [20, '2026-01-06 08:00'],
    [25, '2026-01-05 16:55'],
  ])('%i minutes before Tuesday 8.20 is %s', (warnReplyMinutes, expected) => {
    const ticket = facts([], { createdAtMs: wib('2026-01-05 16:50') });
    const reply = reading('reply', ticket, '05 16:50', rulesWith({ warnReplyMinutes }));
    expect([wall(reply.dueAtMs), wall(reply.warnAtMs)]).toEqual(['2026-01-06 08:20', expected]);
  });

  test('and not before there is anything to warn of', () => {
    expect(reading('reply', facts([]), '05 09:00', rulesWith({ warnReplyMinutes: 45 })).warnAtMs).toBeNull();
    expect(reading('reply', facts([]), '05 09:00', rulesWith({ warnReplyMinutes: 0 })).warnAtMs).toBeNull();
  });
});

test('the leader hears of it 5 working days after the first assignment', () => {
  expect(due('leader', facts([on('05 10:00', 'assigned')]), '05 10:00')).toBe('2026-01-10 10:00');
  expect(due('leader', facts([on('12 10:00', 'assigned')]), '12 10:00')).toBe('2026-01-19 10:00');
});

test('a holiday that is added moves the deadline with it', () => {
  const ticket = facts([on('15 16:00', 'assigned')], { priority: 'emergency' });
  const without = rulesWith({}, { service: sopCalendar() });
  expect(due('repair', ticket, '15 16:00', without)).toBe('2026-01-16 09:00');
  expect(due('repair', ticket, '15 16:00')).toBe('2026-01-17 09:00');
});
