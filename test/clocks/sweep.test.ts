import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { watchDeadlines } from '../../daemon/jobs/deadlineWatch.ts';
import { changeClockSettings } from '../../db/actions/changeClockSettings.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import { CLOCK_DEFAULTS } from '../../db/rules/clocks/clockSettings.ts';
import { measureSms } from '../../db/rules/smsText.ts';
import { users } from '../../db/schema/people.ts';
import { quietLog } from '../support/quietLog.ts';
import { type ClockOffice, openClockOffice } from './clockOffice.ts';
import { wall } from './wib.ts';

const BUDI = '+6281234567801';
const SRI = '+6281234567802';

let office: ClockOffice;
beforeEach(() => {
  office = openClockOffice();
  office.at('05 09:00');
});
afterEach(() => office.db.$client.close());

/** What was told since this was called last. */
function news(): string[] {
  const all = office.told();
  const fresh = all.slice(seen.get(office) ?? 0);
  seen.set(office, all.length);
  return fresh;
}
const seen = new WeakMap<ClockOffice, number>();

const sweepAt = (time: string): string[] => {
  office.at(time);
  office.sweep();
  return news();
};

/** Answered, so that only the repair is left to tell of. */
const answeredAndAssigned = (priority?: 'high' | 'emergency' | 'normal'): number => {
  const id = office.complain(priority);
  office.assign(id);
  while (office.transmit()) office.clock.pass(1);
  return id;
};

describe('the ladder of a repair (R14)', () => {
  test('warns before, tells at the deadline, then each morning, each once', () => {
    const id = answeredAndAssigned('high');
    expect(sweepAt('05 15:59')).toEqual([]);
    expect(sweepAt('05 16:00')).toEqual([
      `${BUDI}: INGAT: tiket ${id} jatuh tempo 06/01 09.00 (sisa 2 jam). Balas SELESAI ${id} catatan atau TUNDA ${id} alasan`,
    ]);
    expect(sweepAt('06 08:30')).toEqual([]);
    expect(sweepAt('06 09:00')).toEqual([]);
    const late = `${BUDI}: TERLAMBAT: tiket ${id} lewat batas 06/01 09.00. Balas SELESAI ${id} catatan atau TUNDA ${id} alasan`;
    expect(sweepAt('06 09:01')).toEqual([late]);
    expect(sweepAt('06 16:00')).toEqual([]);
    expect(sweepAt('07 07:59')).toEqual([]);
    expect(sweepAt('07 08:00')).toEqual([late]);
    expect(sweepAt('07 12:00')).toEqual([]);
    expect(sweepAt('08 08:00')).toEqual([late]);
    expect(office.history(id).filter((kind) => kind.startsWith('deadline'))).toEqual([
      'deadline_near',
      'deadline_passed',
    ]);
  });

  test('asks for a report after 5 days, and tells the leader when none was written in a day', () => {
    const id = answeredAndAssigned('normal');
    sweepAt('10 08:00');
    const [wanted] = sweepAt('10 09:01');
    expect(wanted).toBe(
      `${BUDI}: Tiket ${id} belum selesai dalam 5 hari. Balas LAPOR ${id} alasan#kendala#rencana. Tanpa itu tiket tidak dapat diselesaikan`,
    );
    expect(office.history(id)).toContain('leader_report_wanted');
    // Three open hours on Saturday and five on Monday.
    expect(sweepAt('12 13:59').filter((text) => text.startsWith(SRI))).toEqual([]);
    expect(sweepAt('12 14:00')).toEqual([
      `${SRI}: LAPOR PIMPINAN: tiket ${id} (Normal) melewati 5 hari tanpa alasan tertulis, teknisi Budi. Mohon arahan.`,
    ]);
    expect(sweepAt('13 08:00').filter((text) => text.startsWith(SRI))).toEqual([]);
  });

  test('ends when the ticket is closed', () => {
    const id = answeredAndAssigned('high');
    office.close(id);
    expect(sweepAt('07 08:00')).toEqual([]);
  });
});

describe('nothing is told', () => {
  test('while the clock is paused, however long ago its deadline would have been (R04)', () => {
    const id = answeredAndAssigned('emergency');
    office.at('05 10:00');
    office.pend(id, 'power_cut');
    expect(sweepAt('06 15:00')).toEqual([]);
    expect(office.history(id)).not.toContain('deadline_passed');
    office.resume(id);
    office.close(id);
    expect(office.deadline(id, 'repair')?.verdict).toBe('met');
  });

  test('in the lunch break (R01)', () => {
    office.settings({ adminSms: true });
    office.db.update(users).set({ phone: '+6281234567803' }).where(eq(users.id, office.rina.userId)).run();
    office.at('05 11:45');
    office.complain();
    expect(sweepAt('05 12:30')).toEqual([]);
    expect(sweepAt('05 13:04')).toEqual([]);
    expect(sweepAt('05 13:05')).toHaveLength(1);
  });

  test('outside the office hours: what was missed comes at the next opening', () => {
    const id = answeredAndAssigned('high');
    expect(sweepAt('06 22:00')).toEqual([]);
    expect(sweepAt('07 07:00')).toEqual([]);
    expect(sweepAt('07 08:00')).toHaveLength(1);
    expect(office.history(id)).toContain('deadline_passed');
  });

  test('twice after the clock was set back', () => {
    answeredAndAssigned('high');
    sweepAt('06 08:00');
    expect(sweepAt('06 09:01')).toHaveLength(1);
    expect(sweepAt('06 07:00')).toEqual([]);
    expect(sweepAt('06 08:00')).toEqual([]);
    expect(sweepAt('06 09:05')).toEqual([]);
  });

  test('a second time when a change of the calendar moves a deadline that has passed anyway', () => {
    const id = answeredAndAssigned('high');
    expect(sweepAt('08 10:00')).toHaveLength(1);
    changeClockSettings(office.db, office.clock, office.rina, {
      ...CLOCK_DEFAULTS,
      repair: { ...CLOCK_DEFAULTS.repair, high: '2d' },
    });
    expect(wall(office.deadline(id, 'repair')?.dueAtMs)).toBe('2026-01-07 09:00');
    expect(sweepAt('08 10:01')).toEqual([]);
    expect(sweepAt('09 08:00')).toHaveLength(1);
  });

  test('by a clock that cannot be right', () => {
    answeredAndAssigned('high');
    office.clock.set(0);
    office.sweep();
    expect(news()).toEqual([]);
  });
});

describe('the right person is told', () => {
  test('admins of an answer that is due, by SMS only where the office wants it', () => {
    office.db.update(users).set({ phone: '+6281234567803' }).where(eq(users.id, office.rina.userId)).run();
    office.complain();
    expect(sweepAt('05 09:20')).toEqual([]);
    office.settings({ adminSms: true });
    const id = office.complain();
    office.at('05 09:45');
    office.sweep();
    expect(news()[0]).toContain('+6281234567803: ');
    expect(office.history(id)).toContain('deadline_near');
  });

  test('the technician and the admins of a pause that ends, and the clock runs again', () => {
    const id = answeredAndAssigned('high');
    office.at('05 10:00');
    office.pend(id, 'part_on_order');
    expect(sweepAt('09 15:00')).toEqual([
      `${BUDI}: INGAT: penundaan tiket ${id} (menunggu suku cadang) habis 12/01 10.00, lalu waktu perbaikan berjalan lagi`,
    ]);
    expect(sweepAt('12 09:59')).toEqual([]);
    expect(sweepAt('12 10:00')).toEqual([]);
    expect(office.history(id)).toContain('pending_expired');
    expect(office.deadline(id, 'repair')?.state).toBe('running');
    expect(sweepAt('12 10:01')).toEqual([
      `${BUDI}: Penundaan tiket ${id} (menunggu suku cadang) habis 12/01 10.00: waktu perbaikan berjalan lagi`,
    ]);
  });

  test('the new technician of a ticket that was handed over', () => {
    const id = answeredAndAssigned('high');
    const agus = office.technician('Agus', '081234567805');
    office.assign(id, agus.userId);
    expect(sweepAt('06 08:00')[0]).toContain('+6281234567805: INGAT');
  });
});

describe('after an outage', () => {
  test('each person gets one digest, of what is true now', () => {
    const ids = Array.from({ length: 12 }, () => answeredAndAssigned('high'));
    const [digest, ...more] = sweepAt('08 10:00');
    expect(more).toEqual([]);
    expect(digest).toBe(
      `${BUDI}: INGAT 12 tiket: 1 terlambat, 2 terlambat, 3 terlambat, 4 terlambat, 5 terlambat, 6 terlambat, 7 terlambat, 8 terlambat, 4 lagi. Ketik TUGAS untuk daftar lengkap`,
    );
    expect(measureSms(digest ?? '').units - `${BUDI}: `.length).toBeLessThanOrEqual(160);
    for (const id of ids)
      expect(office.history(id).filter((kind) => kind === 'deadline_passed')).toHaveLength(1);
    expect(sweepAt('08 10:01')).toEqual([]);
  });

  test('an Emergency never waits in a digest', () => {
    const ids = [answeredAndAssigned('high'), answeredAndAssigned('high'), answeredAndAssigned('high')];
    setPriority(office.db, office.clock, office.rina, ids[1] ?? 0, 'emergency');
    const told = sweepAt('08 10:00');
    expect(told).toHaveLength(2);
    expect(told[0]).toContain(`TERLAMBAT: tiket ${ids[1]}`);
  });

  test('a daemon that starts with a clock set right again goes on by it', () => {
    const log = quietLog();
    const id = answeredAndAssigned('high');
    const ahead = watchDeadlines({ db: office.db, clock: office.clock, log });
    office.clock.set(Date.UTC(2031, 0, 6, 3));
    ahead();
    office.at('07 08:00');
    watchDeadlines({ db: office.db, clock: office.clock, log })();
    expect(office.deadline(id, 'repair')?.nextAtMs).toBeLessThan(Date.UTC(2026, 0, 9));
    news();
    expect(sweepAt('08 08:00')).toHaveLength(1);
  });
});

test('nothing is written, nor a transaction begun, while nothing is due', () => {
  answeredAndAssigned('normal');
  office.sweep();
  const before = office.db.$client.pragma('data_version', { simple: true });
  const changes = office.db.$client.prepare('SELECT total_changes()').pluck();
  const written = changes.get();
  office.at('05 10:30');
  expect(office.sweep()).toBe(0);
  expect([office.db.$client.pragma('data_version', { simple: true }), changes.get()]).toEqual([
    before,
    written,
  ]);
});
