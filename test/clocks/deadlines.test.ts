import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeClockSettings } from '../../db/actions/changeClockSettings.ts';
import { editTicket } from '../../db/actions/editTicket.ts';
import { cancelTicket } from '../../db/actions/endTicket.ts';
import { refreshOpenDeadlines } from '../../db/actions/refreshOpenDeadlines.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import { clockEffect } from '../../db/queries/clockEffect.ts';
import { dueMarks, ticketClocks } from '../../db/queries/ticketClocks.ts';
import { CLOCK_DEFAULTS } from '../../db/rules/clocks/clockSettings.ts';
import { deadlines } from '../../db/schema/deadlines.ts';
import { settings } from '../../db/schema/people.ts';
import { tickets } from '../../db/schema/tickets.ts';
import { type ClockOffice, openClockOffice } from './clockOffice.ts';
import { wall, wib } from './wib.ts';

let office: ClockOffice;
beforeEach(() => {
  office = openClockOffice();
  office.at('05 09:00');
});
afterEach(() => office.db.$client.close());

const due = (ticketId: number, clock: 'reply' | 'confirmation' | 'repair' | 'leader' | 'pending') =>
  wall(office.deadline(ticketId, clock)?.dueAtMs);

describe('deadlines', () => {
  test('are there as soon as a complaint is, those of the repair as soon as it is assigned', () => {
    const id = office.complain();
    expect([due(id, 'reply'), due(id, 'repair')]).toEqual(['2026-01-05 09:30', null]);
    office.at('05 10:00');
    office.assign(id);
    expect([due(id, 'repair'), due(id, 'leader')]).toEqual(['2026-01-10 10:00', '2026-01-10 10:00']);
  });

  test('the reply clock stops when the network has taken the answer, not at the click (DESIGN 24)', () => {
    const id = office.complain();
    office.at('05 09:20');
    office.assign(id);
    office.at('05 09:40');
    expect(office.deadline(id, 'reply')?.state).toBe('running');
    while (office.transmit()) office.clock.pass(1000);
    expect(office.deadline(id, 'reply')).toMatchObject({ state: 'stopped', verdict: 'within_bound' });
    expect(office.deadline(id, 'confirmation')).toMatchObject({ state: 'stopped', verdict: 'within_bound' });
  });

  test('follow priority, category and a chosen target at once, from the same start', () => {
    office.settings({ repairByCategory: { 3: { high: '240m' } } });
    const id = office.complain();
    office.assign(id);
    office.at('05 15:00');
    setPriority(office.db, office.clock, office.rina, id, 'high');
    expect(due(id, 'repair')).toBe('2026-01-06 09:00');
    editTicket(office.db, office.clock, office.rina, id, { categoryId: 3 });
    expect(due(id, 'repair')).toBe('2026-01-05 14:00');
    editTicket(office.db, office.clock, office.rina, id, {
      repairTarget: '5d',
      repairTargetReason: 'distance',
    });
    expect(due(id, 'repair')).toBe('2026-01-10 09:00');
  });

  test('a ticket raised while it is pending keeps its pause: it is due on Tuesday at 10, not late (R02)', () => {
    office.settings({ repair: { ...CLOCK_DEFAULTS.repair, high: '120m' } });
    const id = office.complain();
    office.assign(id);
    office.at('05 10:00');
    office.pend(id, 'power_cut');
    office.at('05 14:00');
    setPriority(office.db, office.clock, office.rina, id, 'high');
    expect(office.deadline(id, 'repair')).toMatchObject({ state: 'paused', dueAtMs: null, leftMinutes: 60 });
    office.at('06 09:00');
    office.resume(id);
    expect(due(id, 'repair')).toBe('2026-01-06 10:00');
  });

  test('closing tells the sums: worked on, and closed in between (R05)', () => {
    const id = office.complain('emergency');
    office.assign(id);
    office.at('05 10:00');
    office.close(id);
    expect(office.deadline(id, 'repair')).toMatchObject({
      state: 'stopped',
      spentMinutes: 60,
      verdict: 'met',
    });
    office.at('07 10:00');
    office.reopen(id);
    expect(office.deadline(id, 'repair')).toMatchObject({
      state: 'running',
      dueAtMs: wib('2026-01-07 11:00'),
    });
    office.at('07 11:00');
    office.close(id);
    expect(office.deadline(id, 'repair')).toMatchObject({ spentMinutes: 120, verdict: 'met' });
    expect(office.tickets()[0]?.reopenedCount).toBe(1);
    expect(office.deadline(id, 'pending')).toBeUndefined();
  });

  test('a cancelled ticket is not judged', () => {
    const id = office.complain();
    office.assign(id);
    cancelTicket(office.db, office.clock, office.rina, { ticketId: id, reason: 'salah kirim' });
    expect(office.deadline(id, 'repair')).toMatchObject({ state: 'stopped', verdict: null });
  });
});

describe('a change of the settings', () => {
  test('reckons open tickets anew and leaves the verdicts of closed ones alone', () => {
    const [open, closed] = [office.complain(), office.complain()];
    office.assign(open);
    office.assign(closed);
    office.at('06 09:00');
    office.close(closed);
    const wanted = { ...CLOCK_DEFAULTS, repair: { ...CLOCK_DEFAULTS.repair, normal: '60m' } };
    expect(clockEffect(office.db, office.rina, wanted, office.clock.nowMs())).toEqual({
      open: 1,
      moved: 1,
      becomeLate: 0,
      becomeKept: 0,
    });
    expect(due(open, 'repair')).toBe('2026-01-10 09:00');
    changeClockSettings(office.db, office.clock, office.rina, wanted);
    expect(due(open, 'repair')).toBe('2026-01-05 10:00');
    expect(office.deadline(closed, 'repair')).toMatchObject({
      verdict: 'met',
      dueAtMs: wib('2026-01-10 09:00'),
    });
    expect(clockEffect(office.db, office.rina, wanted, office.clock.nowMs()).moved).toBe(0);
  });

  test('that makes something late, or late no more, is counted before it is saved', () => {
    const id = office.complain();
    office.at('05 09:40');
    expect(office.deadline(id, 'reply')?.state).toBe('running');
    const lenient = { ...CLOCK_DEFAULTS, replyMinutes: 50, confirmationMinutes: 50 };
    expect(clockEffect(office.db, office.rina, lenient, office.clock.nowMs()).becomeKept).toBe(1);
  });

  test('thaws with the ticket when a closed one is reopened', () => {
    const id = office.complain();
    office.assign(id);
    office.at('06 09:00');
    office.close(id);
    const wanted = { ...CLOCK_DEFAULTS, repair: { ...CLOCK_DEFAULTS.repair, normal: '2d' } };
    changeClockSettings(office.db, office.clock, office.rina, wanted);
    office.at('06 10:00');
    office.reopen(id);
    // Two days from Monday 9.00 is Wednesday 9.00; the hour in which it was closed comes behind it.
    expect(due(id, 'repair')).toBe('2026-01-07 10:00');
  });

  test('goes through all tickets in chunks and goes on where it was interrupted', () => {
    const row = { status: 'new', priority: 'normal', channel: 'sms', subject: 'printer mati' } as const;
    const nowMs = office.clock.nowMs();
    const rows = Array.from({ length: 450 }, () => ({ ...row, createdAtMs: nowMs, updatedAtMs: nowMs }));
    office.db.insert(tickets).values(rows).run();
    refreshOpenDeadlines(office.db, office.clock);
    office.settings({ replyMinutes: 20 });
    expect(refreshOpenDeadlines(office.db, office.clock, 1)).toBe(false);
    const dueAt = () =>
      office.db
        .select()
        .from(deadlines)
        .where(eq(deadlines.clock, 'reply'))
        .all()
        .map((row) => wall(row.dueAtMs));
    expect(dueAt().filter((time) => time === '2026-01-05 09:20')).toHaveLength(200);
    expect(refreshOpenDeadlines(office.db, office.clock)).toBe(true);
    expect(dueAt().filter((time) => time === '2026-01-05 09:20')).toHaveLength(450);
  });
});

test('tickets of an edition without deadlines get theirs, closed ones with their verdicts', () => {
  const [open, closed] = [office.complain(), office.complain()];
  office.assign(open);
  office.assign(closed);
  office.at('07 09:00');
  office.close(closed);
  office.db.delete(deadlines).run();
  office.db.delete(settings).where(eq(settings.name, 'deadlines')).run();
  expect(refreshOpenDeadlines(office.db, office.clock)).toBe(true);
  expect(due(open, 'repair')).toBe('2026-01-10 09:00');
  expect(office.deadline(closed, 'repair')?.verdict).toBe('met');
});

describe('what a page shows', () => {
  test('is the clock that presses most, and nothing of what is over', () => {
    const id = office.complain();
    const mark = () => dueMarks(office.db, office.rina, [id], office.clock.nowMs()).get(id);
    office.at('05 09:12');
    expect(mark()).toMatchObject({ clock: 'reply', standing: 'calm', minutes: 18 });
    office.assign(id);
    while (office.transmit());
    expect(mark()).toMatchObject({ clock: 'repair' });
    expect(dueMarks(office.db, office.budi, [id], office.clock.nowMs()).get(id)?.clock).toBe('repair');
    office.close(id);
    expect(mark()).toBeUndefined();
  });

  test('while paused is what is left, not a time', () => {
    const id = office.complain('emergency');
    office.assign(id);
    office.at('05 10:30');
    office.pend(id, 'power_cut');
    office.at('08 09:00');
    const repair = ticketClocks(office.db, id, office.clock.nowMs()).find(({ clock }) => clock === 'repair');
    expect(repair).toMatchObject({ standing: 'paused', minutes: 30, dueAtMs: null });
  });
});
