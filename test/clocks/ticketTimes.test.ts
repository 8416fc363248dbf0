import { describe, expect, test } from 'vitest';
import { type ClockEvent, ticketTimes } from '../../db/rules/clocks/ticketTimes.ts';
import type { EventKind } from '../../db/rules/ticketEvent.ts';
import { wib } from './wib.ts';

const at = (kind: EventKind, wallTime: string, detail: ClockEvent['detail'] = {}): ClockEvent => ({
  kind,
  atMs: wib(wallTime),
  detail,
});

const timesOf = (...events: ClockEvent[]) =>
  ticketTimes({
    createdAtMs: wib('2026-01-05 08:00'),
    priority: 'normal',
    categoryId: null,
    repairTarget: null,
    events,
  });

describe('a history is read into spans', () => {
  test('the first answer and the first assignment count, later ones do not', () => {
    const times = timesOf(
      at('first_reply_accepted', '2026-01-05 08:20'),
      at('assigned', '2026-01-05 08:30'),
      at('assigned', '2026-01-05 11:00'),
    );
    expect(times.repliedAtMs).toBe(wib('2026-01-05 08:20'));
    expect(times.assignedAtMs).toBe(wib('2026-01-05 08:30'));
  });

  test('a call counts as the answer', () => {
    expect(timesOf(at('called', '2026-01-05 08:00')).repliedAtMs).toBe(wib('2026-01-05 08:00'));
  });

  test('whatever leads out of pending ends the pause', () => {
    const ends: EventKind[] = [
      'resumed',
      'assigned',
      'unassigned',
      'declined',
      'closed',
      'cancelled',
      'merged',
    ];
    for (const end of ends) {
      const { pauses } = timesOf(
        at('assigned', '2026-01-05 08:30'),
        at('pended', '2026-01-05 09:00', { pause: 'power_cut' }),
        at(end, '2026-01-05 10:00'),
      );
      expect(pauses).toEqual([
        { reason: 'power_cut', fromMs: wib('2026-01-05 09:00'), toMs: wib('2026-01-05 10:00') },
      ]);
    }
  });

  test('the time that a ticket stood closed is a rest, never a pause (R05)', () => {
    const { pauses, rests, over } = timesOf(
      at('assigned', '2026-01-05 08:30'),
      at('closed', '2026-01-05 10:00'),
      at('reopened', '2026-01-07 10:00'),
    );
    expect(pauses).toEqual([]);
    expect(rests).toEqual([{ fromMs: wib('2026-01-05 10:00'), toMs: wib('2026-01-07 10:00') }]);
    expect(over).toBeNull();
  });

  test('a span that a clock set back has turned round is none', () => {
    const { pauses } = timesOf(
      at('pended', '2026-01-05 09:00', { pause: 'power_cut' }),
      at('resumed', '2026-01-05 08:50'),
    );
    expect(pauses).toEqual([]);
  });

  test('a reason of another edition stops nothing', () => {
    const [pause] = timesOf(at('pended', '2026-01-05 09:00', { reason: 'banjir' })).pauses;
    expect(pause?.reason).toBe('other');
  });
});
