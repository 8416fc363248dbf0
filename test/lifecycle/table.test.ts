import { expect, test } from 'vitest';
import { acceptTicket } from '../../db/actions/acceptTicket.ts';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { declineTicket, unassignTicket } from '../../db/actions/declineTicket.ts';
import { cancelTicket, rejectTicket } from '../../db/actions/endTicket.ts';
import { mergeTickets } from '../../db/actions/mergeTickets.ts';
import { pendTicket, resumeTicket } from '../../db/actions/pendTicket.ts';
import { reopenTicket, restoreTicket } from '../../db/actions/reopenTicket.ts';
import { arrive, depart } from '../../db/actions/travel.ts';
import { unmergeTicket } from '../../db/actions/unmergeTicket.ts';
import { CLOCKS, type ClockName } from '../../db/rules/clocks/clockName.ts';
import { NOTICES, type NoticeKey } from '../../db/rules/notices/noticeTable.ts';
import { type ClockEffect, MOVES, type TicketMove } from '../../db/rules/ticketLifecycle.ts';
import { deadlines } from '../../db/schema/deadlines.ts';
import { openOffice } from '../support/office.ts';

const SITI = '+6281234567890';
const BUDI = '+6281234567891';
const RIZKY = '+6281311112222';

/** An office with two complaints of two units, and everything that can be done to the first. */
function theOffice() {
  const office = openOffice();
  const { db, clock } = office;
  const rina = office.admin('Rina');
  const rizky = office.technician('Rizky', RIZKY);
  office.unit('Disdik', SITI);
  office.unit('Dinkes', BUDI);
  office.says(SITI, 'HELPDESK printer rusak');
  office.says(BUDI, 'HELPDESK printer rusak juga');
  const first = { ticketId: 1, reason: 'sebab' };
  const does: Record<TicketMove, () => void> = {
    assign: () =>
      assignTicket(db, clock, rina, { ticketId: 1, technicianId: rizky.userId, seenTechnicianId: null }),
    unassign: () => unassignTicket(db, clock, rina, first),
    decline: () => declineTicket(db, clock, rizky, first),
    accept: () => acceptTicket(db, clock, rizky, 1),
    depart: () => depart(db, clock, rizky, 1),
    arrive: () => arrive(db, clock, rizky, 1),
    pend: () =>
      pendTicket(db, clock, rizky, {
        ...first,
        reason: 'part_on_order',
        note: 'dipesan',
        until: '2026-01-09',
      }),
    resume: () => resumeTicket(db, clock, rizky, 1),
    close: () => closeTicket(db, clock, rina, { ticketId: 1, note: 'beres' }),
    reopen: () => reopenTicket(db, clock, rina, first),
    cancel: () => cancelTicket(db, clock, rina, first),
    reject: () => rejectTicket(db, clock, rina, { ...first, as: 'not_ours' }),
    restore: () => restoreTicket(db, clock, rina, 1),
    merge: () => {
      mergeTickets(db, clock, rina, { mainId: 2, ticketIds: [1] });
    },
    unmerge: () => unmergeTicket(db, clock, rina, 1),
  };
  const states = (): Partial<Record<ClockName, string>> =>
    Object.fromEntries(
      db
        .select()
        .from(deadlines)
        .all()
        .filter(({ ticketId }) => ticketId === 1)
        .map(({ clock: name, state }) => [name, state]),
    );
  /** A minute for each, and the modem sends what it brought about. */
  const happens = (move: TicketMove) => {
    does[move]();
    for (let ref = 1; office.transmit({ kind: 'sent', reference: ref }); ref += 1);
    clock.pass(60_000);
  };
  return { office, happens, states };
}

/** What leads to the state in which a move is made. */
const BEFORE: Record<TicketMove, readonly TicketMove[]> = {
  assign: [],
  unassign: ['assign'],
  decline: ['assign'],
  accept: ['assign'],
  depart: ['assign'],
  arrive: ['assign', 'depart'],
  pend: ['assign', 'accept'],
  resume: ['assign', 'pend'],
  close: ['assign'],
  reopen: ['assign', 'close'],
  cancel: ['assign'],
  reject: ['assign'],
  restore: ['assign', 'cancel'],
  merge: ['assign'],
  unmerge: ['assign', 'merge'],
};
const ALL = Object.keys(MOVES) as TicketMove[];

const effectOf = (before: string | undefined, after: string | undefined): ClockEffect | undefined => {
  if (before === after) return undefined;
  if (after === 'stopped') return 'stops';
  if (after === 'paused') return 'pauses';
  return before === undefined ? 'starts' : 'resumes';
};

test.each(ALL)('%s does to the clocks what the table says, and nothing else', (move) => {
  const { happens, states } = theOffice();
  for (const each of BEFORE[move]) happens(each);
  const before = states();
  happens(move);
  const after = states();
  for (const clock of CLOCKS) {
    const said = MOVES[move].clocks[clock];
    const idle = said === 'stops' && (before[clock] ?? 'stopped') === 'stopped';
    // The first answer went out with the assignment: that, not the move, ended these two.
    if (move === 'assign' && (clock === 'reply' || clock === 'confirmation')) continue;
    expect([clock, effectOf(before[clock], after[clock])]).toEqual([clock, idle ? undefined : said]);
  }
});

test.each(['close', 'cancel', 'reject', 'merge'] as const)(
  '%s of an unanswered ticket stops its clocks, too',
  (move) => {
    const { happens, states } = theOffice();
    happens(move);
    expect(new Set(Object.values(states()))).toEqual(new Set(['stopped']));
  },
);

const told = (keys: readonly NoticeKey[]) =>
  keys.map((key) => `${NOTICES[key].kind} to ${NOTICES[key].to}`).sort();

test.each(ALL)('%s causes the SMS that the table says, and no other', (move) => {
  const { office, happens } = theOffice();
  for (const each of BEFORE[move]) happens(each);
  const before = office.outbox().length;
  happens(move);
  const sms = office
    .outbox()
    .slice(before)
    .map(({ kind, to }) => `${kind} to ${to === RIZKY ? 'technician' : 'reporter'}`)
    .sort();
  // Nobody had the ticket before.
  const keys = MOVES[move].tells.filter((key) => !(move === 'assign' && key === 'handedOver'));
  expect(sms).toEqual(told(keys));
});

test('each move of the table leads somewhere and somebody may make it', () => {
  for (const { from, rights } of Object.values(MOVES)) {
    expect(from.length).toBeGreaterThan(0);
    expect(rights.length).toBeGreaterThan(0);
  }
});
