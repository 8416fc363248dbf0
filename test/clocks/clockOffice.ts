import { and, eq } from 'drizzle-orm';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { pendTicket, resumeTicket } from '../../db/actions/pendTicket.ts';
import { reopenTicket } from '../../db/actions/reopenTicket.ts';
import { sweepDeadlines } from '../../db/actions/sweepDeadlines.ts';
import type { ClockName } from '../../db/rules/clocks/clockName.ts';
import { CLOCK_DEFAULTS, type ClockSettings } from '../../db/rules/clocks/clockSettings.ts';
import type { PauseReason } from '../../db/rules/pauseReason.ts';
import { deadlines } from '../../db/schema/deadlines.ts';
import { users } from '../../db/schema/people.ts';
import { tickets } from '../../db/schema/tickets.ts';
import { writeSetting } from '../../db/setting.ts';
import { openOffice, standingClock } from '../support/office.ts';
import { wib } from './wib.ts';

/**
 * An office on Monday 5 January 2026, 9.00, with an admin, a technician and a leader, whose clocks run by the SOP's
 * hours and the holidays of 2026.
 */
export function openClockOffice(
  office = openOffice(undefined, standingClock(wib('2026-01-05 09:00') - 1000)),
) {
  const { db, clock } = office;
  const rina = office.admin();
  const budi = office.technician('Budi', '081234567801');
  const { id: leaderId } = db
    .insert(users)
    .values({
      username: 'sri',
      name: 'Sri',
      role: 'leader',
      phone: '+6281234567802',
      createdAtMs: clock.nowMs(),
    })
    .returning({ id: users.id })
    .get();
  const sri = { userId: leaderId, name: 'Sri', role: 'leader' as const };
  let reporters = 0;
  return {
    ...office,
    rina,
    budi,
    sri,
    at: (time: string) => clock.set(wib(`2026-01-${time}`)),
    /** A complaint of somebody new, at this very moment. */
    complain(priority: 'low' | 'normal' | 'high' | 'emergency' = 'normal'): number {
      reporters += 1;
      clock.pass(-1000);
      office.says(`+62812345679${String(reporters).padStart(2, '0')}`, `HELPDESK printer ${reporters} mati`);
      const { id } = office.tickets().at(-1) ?? { id: 0 };
      db.update(tickets).set({ priority }).where(eq(tickets.id, id)).run();
      return id;
    },
    assign: (ticketId: number, technicianId = budi.userId) => {
      const seenTechnicianId = office.tickets().find(({ id }) => id === ticketId)?.technicianId ?? null;
      assignTicket(db, clock, rina, { ticketId, technicianId, seenTechnicianId });
    },
    pend: (ticketId: number, reason: PauseReason) =>
      pendTicket(db, clock, rina, { ticketId, reason, note: 'menunggu' }),
    resume: (ticketId: number) => resumeTicket(db, clock, rina, ticketId),
    close: (ticketId: number) => closeTicket(db, clock, rina, { ticketId, note: 'beres' }),
    reopen: (ticketId: number) => reopenTicket(db, clock, rina, { ticketId, reason: 'masih mati' }),
    settings: (changes: Partial<ClockSettings>) =>
      db.transaction((tx) => writeSetting(tx, 'clocks', JSON.stringify({ ...CLOCK_DEFAULTS, ...changes }))),
    deadline: (ticketId: number, name: ClockName) =>
      db
        .select()
        .from(deadlines)
        .where(and(eq(deadlines.ticketId, ticketId), eq(deadlines.clock, name)))
        .get(),
    sweep: () => sweepDeadlines(db, clock),
    /** What reminders and reports were queued so far, to whom. */
    told: () =>
      office
        .outbox()
        .filter(({ kind }) => kind === 'reminder' || kind === 'leader_report')
        .map(({ to, text }) => `${to}: ${text}`),
  };
}

export type ClockOffice = ReturnType<typeof openClockOffice>;
