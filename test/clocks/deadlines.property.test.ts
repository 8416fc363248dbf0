import fc from 'fast-check';
import { expect, test } from 'vitest';
import { watchDeadlines } from '../../daemon/jobs/deadlineWatch.ts';
import { recordEvent } from '../../db/actions/recordEvent.ts';
import { reportLate } from '../../db/actions/reportLate.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import { DomainError } from '../../db/rules/errors.ts';
import type { PauseReason } from '../../db/rules/pauseReason.ts';
import { PRIORITIES, type Priority } from '../../db/rules/priority.ts';
import { quietLog } from '../support/quietLog.ts';
import { type ClockOffice, openClockOffice } from './clockOffice.ts';
import { countRepair, countReply, type Happening, minuteOf, msOf } from './minuteByMinute.ts';

interface Doing {
  what: string;
  reason?: PauseReason;
  priority?: Priority;
}

const gap = fc.oneof(
  fc.integer({ min: 1, max: 90 }),
  fc.integer({ min: 60, max: 1500 }),
  fc.integer({ min: 1000, max: 7000 }),
);
const doing: fc.Arbitrary<Doing> = fc.oneof(
  fc.record({ what: fc.constantFrom('replied', 'assigned', 'resumed', 'closed', 'reopened') }),
  fc.record({
    what: fc.constant('pended'),
    reason: fc.constantFrom<PauseReason[]>('part_on_order', 'power_cut', 'other'),
  }),
  fc.record({ what: fc.constant('priority'), priority: fc.constantFrom(...PRIORITIES) }),
  fc.record({ what: fc.constantFrom('sweep', 'restart', 'back') }),
);
const history = fc.array(fc.tuple(gap, doing), { minLength: 4, maxLength: 14 });

/** Does it if the ticket's life cycle allows. @returns what has happened, if anything has. */
function perform(office: ClockOffice, ticketId: number, step: Doing): Happening | undefined {
  const { db, clock, rina } = office;
  const at = minuteOf(clock.nowMs());
  switch (step.what) {
    case 'replied':
      // One that leaves after the closing is another test's.
      if (office.tickets()[0]?.status === 'closed') return undefined;
      db.transaction((tx) => recordEvent(tx, ticketId, 'first_reply_accepted', clock.nowMs()));
      return { what: 'replied', at };
    case 'assigned':
      if (office.tickets()[0]?.technicianId !== null) return undefined;
      office.assign(ticketId);
      return { what: 'assigned', at };
    case 'pended':
      office.pend(ticketId, step.reason ?? 'other');
      return { what: 'pended', at, reason: step.reason ?? 'other' };
    case 'resumed':
      office.resume(ticketId);
      return { what: 'resumed', at };
    case 'priority': {
      const priority = step.priority ?? 'normal';
      setPriority(db, clock, rina, ticketId, priority);
      return { what: 'priority', at, priority };
    }
    case 'closed':
      try {
        reportLate(db, clock, rina, { ticketId, reason: 'jauh', obstacle: '', plan: '' });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
      }
      office.close(ticketId);
      return { what: 'closed', at };
    case 'reopened':
      office.reopen(ticketId);
      return { what: 'reopened', at };
    default:
      return undefined;
  }
}

test('whatever happens to a ticket, its stored deadlines are those of a count minute by minute, and no news is told twice', () => {
  fc.assert(
    fc.property(history, (steps) => {
      const office = openClockOffice();
      office.at('05 09:00');
      const watcher = () => watchDeadlines({ db: office.db, clock: office.clock, log: quietLog() });
      let watch = watcher();
      const ticketId = office.complain();
      const created = minuteOf(office.clock.nowMs());
      const happenings: Happening[] = [];
      for (const [minutes, step] of steps) {
        office.clock.pass(minutes * 60_000);
        if (step.what === 'restart') watch = watcher();
        if (step.what === 'back') {
          // Set back for one look, and right again.
          office.clock.pass(-minutes * 30_000);
          watch();
          office.clock.pass(minutes * 30_000);
        }
        try {
          const happened = perform(office, ticketId, step);
          if (happened) happenings.push(happened);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
        }
        watch();
        agrees(office, ticketId, created, happenings);
      }
      toldOnce(office);
      office.db.$client.close();
    }),
    { numRuns: 60 },
  );
}, 120_000);

function agrees(
  office: ClockOffice,
  ticketId: number,
  created: number,
  happenings: readonly Happening[],
): void {
  const now = minuteOf(office.clock.nowMs());
  for (const [clock, counted] of [
    ['repair', countRepair(happenings, now)],
    ['reply', countReply(created, happenings)],
  ] as const) {
    const row = office.deadline(ticketId, clock);
    const stored = row && { due: row.dueAtMs, stopped: row.stoppedAtMs };
    const expected = counted && {
      due: counted.due === null ? null : msOf(counted.due),
      stopped: counted.stopped === null ? null : msOf(counted.stopped),
    };
    expect(stored, clock).toEqual(expected);
  }
}

/** A warning names its deadline, a reminder is of its day: neither is ever said again. */
function toldOnce(office: ClockOffice): void {
  const said = office
    .messages()
    .filter(({ kind }) => kind === 'reminder' || kind === 'leader_report')
    .map(({ peer, text, atMs }) => {
      const about = text.replace(/ \(sisa [^)]*\)/, '');
      return `${peer} ${about} ${text.startsWith('TERLAMBAT') ? Math.floor(minuteOf(atMs) / 1440) : ''}`;
    });
  expect(said.length).toBe(new Set(said).size);
}
