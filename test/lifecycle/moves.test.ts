import { desc, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { acceptTicket } from '../../db/actions/acceptTicket.ts';
import { inAction } from '../../db/actions/action.ts';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { declineTicket, unassignTicket } from '../../db/actions/declineTicket.ts';
import { editTicket } from '../../db/actions/editTicket.ts';
import { cancelTicket, rejectTicket } from '../../db/actions/endTicket.ts';
import { pendTicket, resumeTicket } from '../../db/actions/pendTicket.ts';
import { reopenTicket, reopenWithin, restoreTicket } from '../../db/actions/reopenTicket.ts';
import { scheduleVisit } from '../../db/actions/scheduleVisit.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import { arrive, depart } from '../../db/actions/travel.ts';
import { DomainError } from '../../db/rules/errors.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { OPEN_STATUSES } from '../../db/rules/ticketLifecycle.ts';
import { ticketEvents } from '../../db/schema/tickets.ts';
import { openOffice, type TestOffice } from '../support/office.ts';

const SITI = '+6281234567890';
const HOUR = 3_600_000;

let office: TestOffice;
let rina: Actor;
let rizky: Actor;
let bagus: Actor;

beforeEach(() => {
  office = openOffice();
  rina = office.admin('Rina');
  rizky = office.technician('Rizky', '0813-1111-2222');
  bagus = office.technician('Bagus', '0813-1111-3333');
  office.unit('Disdik', SITI);
  office.says(SITI, 'HELPDESK printer rusak');
});

const ticket = () => office.tickets()[0];
const assign = (to: Actor, seen: Actor | null = null, note?: string, by: Actor = rina) =>
  assignTicket(office.db, office.clock, by, {
    ticketId: 1,
    technicianId: to.userId,
    seenTechnicianId: seen?.userId ?? null,
    ...(note === undefined ? {} : { note }),
  });
const sent = (to: string) => office.outbox().filter((sms) => sms.to === to);
/** The newest line of the ticket's history. */
const newest = () =>
  office.db
    .select({ id: ticketEvents.id })
    .from(ticketEvents)
    .where(eq(ticketEvents.ticketId, 1))
    .orderBy(desc(ticketEvents.id))
    .get()?.id ?? 0;
/** The modem sends what waits. */
const sendAll = () => {
  for (let ref = 1; office.transmit({ kind: 'sent', reference: ref }); ref += 1);
};
const accept = (actor: Actor) => acceptTicket(office.db, office.clock, actor, 1);
const refusal = (act: () => void): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'done';
};

describe('an admin who delegates', () => {
  test('confirms to the reporter who will come, in one part, instead of the acknowledgement that still waits', () => {
    assign(rizky);
    expect(sent(SITI).map((sms) => [sms.kind, sms.text])).toEqual([
      ['acknowledgement', expect.any(String)],
      [
        'confirmation',
        expect.stringMatching(/^Yth\. Disdik, tiket 1 prioritas Normal ditangani teknisi Rizky\. Helpdesk/),
      ],
    ]);
    expect(office.parts()[0]).toMatchObject({ state: 'cancelled', fault: 'Didahului konfirmasi petugas' });
    expect(ticket()).toMatchObject({ status: 'assigned', awaitsReply: false, firstReplyAtMs: null });
  });

  test('has answered when the network has taken the confirmation, not before', () => {
    assign(rizky);
    sendAll();
    expect(ticket()?.firstReplyAtMs).toBe(office.clock.nowMs());
    expect(office.history(1)).toContain('first_reply_accepted');
  });

  test('tells the visit with it when one is set', () => {
    scheduleVisit(office.db, office.clock, rina, {
      ticketId: 1,
      atMs: office.clock.nowMs() + 3.5 * HOUR,
      reason: '',
    });
    assign(rizky);
    expect(sent(SITI).at(-1)?.text).toContain('Kunjungan 05/01 13.30.');
    expect(sent('+6281311112222')[0]?.text).toContain('Jadwal 05/01 13.30.');
  });

  test('hands over with a note: the next technician reads it, the former is told, history has both', () => {
    assign(rizky);
    sendAll();
    office.clock.pass(HOUR);
    assign(bagus, rizky, 'toner sudah dibeli');
    expect(sent('+6281311113333')[0]?.text).toContain('toner sudah dibeli.');
    expect(sent('+6281311112222').at(-1)?.text).toContain('dialihkan kepada Bagus');
    expect(office.history(1).filter((kind) => kind === 'assigned')).toHaveLength(2);
    expect(sent(SITI).filter((sms) => sms.kind === 'confirmation')).toHaveLength(1);
  });

  test('takes it back with a reason: the ticket is new again and its technician sees it no more (R20)', () => {
    assign(rizky);
    expect(
      refusal(() => unassignTicket(office.db, office.clock, rina, { ticketId: 1, reason: ' ' })),
    ).toMatch(/^invalid/);
    unassignTicket(office.db, office.clock, rina, { ticketId: 1, reason: 'salah bagian' });
    expect(ticket()).toMatchObject({ status: 'new', technicianId: null });
    expect(refusal(() => accept(rizky))).toMatch(/^not_found/);
  });
});

describe('an errand that is none any more', () => {
  const orders = () => office.parts().filter(({ text }) => text.startsWith('TUGAS 1'));
  const ways: [string, (by: Actor) => void, string][] = [
    [
      'taken back',
      (by) => unassignTicket(office.db, office.clock, by, { ticketId: 1, reason: 'salah bagian' }),
      'Tiket 1 Disdik tidak lagi ditugaskan kepada Anda: salah bagian. Tidak perlu dikerjakan lagi.',
    ],
    ['handed over', () => assign(bagus, rizky), 'Tiket 1 Disdik dialihkan kepada Bagus; Anda tidak perlu'],
    [
      'cancelled',
      (by) => cancelTicket(office.db, office.clock, by, { ticketId: 1, reason: 'sudah normal' }),
      'Tiket 1 Disdik dibatalkan: sudah normal. Tidak perlu dikerjakan lagi.',
    ],
    [
      'no complaint',
      (by) =>
        rejectTicket(office.db, office.clock, by, { ticketId: 1, as: 'not_complaint', reason: 'iklan' }),
      'Tiket 1 Disdik dibatalkan: iklan.',
    ],
    [
      'done by an admin',
      (by) => closeTicket(office.db, office.clock, by, { ticketId: 1, note: 'beres lewat telepon' }),
      'Tiket 1 Disdik sudah diselesaikan admin: beres lewat telepon. Tidak perlu dikerjakan lagi.',
    ],
  ];

  test.each(ways)('is told to the technician who knows of it: %s', (_, act, words) => {
    assign(rizky);
    sendAll();
    office.clock.pass(HOUR);
    act(rina);
    expect(sent('+6281311112222').at(-1)?.text).toContain(words);
  });

  test.each(ways)('is not ordered any more where the order still waits: %s', (_, act) => {
    assign(rizky);
    act(rina);
    expect(orders()[0]).toMatchObject({
      state: 'cancelled',
      fault: expect.stringMatching(/^(Tiket|Penugasan) di|^Tiket selesai/),
    });
    expect(sent('+6281311112222')).toHaveLength(1);
  });

  test('is not told to the technician who ended it himself', () => {
    assign(rizky);
    sendAll();
    closeTicket(office.db, office.clock, rizky, { ticketId: 1, note: 'beres' });
    expect(sent('+6281311112222')).toHaveLength(1);
  });
});

describe('a technician', () => {
  beforeEach(() => assign(rizky));

  test('goes, arrives, waits for a part, goes on and closes; each step is one line of history', () => {
    depart(office.db, office.clock, rizky, 1);
    office.clock.pass(HOUR);
    arrive(office.db, office.clock, rizky, 1);
    pendTicket(office.db, office.clock, rizky, {
      ticketId: 1,
      reason: 'part_on_order',
      note: 'power supply masih dipesan',
      until: '2026-01-12',
    });
    expect(ticket()).toMatchObject({
      status: 'pending',
      pendingReason: 'part_on_order',
      pendingUntil: '2026-01-12',
      departedAtMs: office.clock.nowMs() - HOUR,
    });
    expect(sent(SITI).at(-1)?.text).toBe(
      'Yth. Disdik, tiket 1 ditunda: menunggu suku cadang, power supply masih dipesan. Perkiraan selesai 12/01/2026. Mohon maaf. Helpdesk Dishubkominfo',
    );
    resumeTicket(office.db, office.clock, rizky, 1);
    expect(ticket()).toMatchObject({ status: 'in_progress', pendingReason: null, pendingNote: null });
    closeTicket(office.db, office.clock, rizky, { ticketId: 1, note: 'diganti' });
    expect(office.history(1)).toEqual([
      'opened',
      'assigned',
      'departed',
      'arrived',
      'pended',
      'resumed',
      'closed',
    ]);
  });

  test('declines with a reason: the ticket is an admin’s again', () => {
    expect(refusal(() => declineTicket(office.db, office.clock, rizky, { ticketId: 1, reason: '' }))).toMatch(
      /^invalid/,
    );
    declineTicket(office.db, office.clock, rizky, { ticketId: 1, reason: 'sedang di Genteng' });
    expect(ticket()).toMatchObject({ status: 'new', technicianId: null });
  });

  test.each([
    ['2026-01-04', 'sudah lewat'],
    ['2026-02-30', 'tidak ada'],
  ])('cannot wait until %s', (until, words) => {
    const pend = () =>
      pendTicket(office.db, office.clock, rizky, { ticketId: 1, reason: 'part_on_order', note: 'x', until });
    expect(refusal(pend)).toContain(words);
    expect(ticket()?.status).toBe('assigned');
  });

  test('cannot touch another’s ticket, nor learn that it exists', () => {
    for (const act of [
      () => depart(office.db, office.clock, bagus, 1),
      () => resumeTicket(office.db, office.clock, bagus, 1),
      () => closeTicket(office.db, office.clock, bagus, { ticketId: 1, note: 'x' }),
      () => declineTicket(office.db, office.clock, bagus, { ticketId: 1, reason: 'x' }),
    ])
      expect(refusal(act)).toMatch(/^not_found/);
  });
});

describe('an end', () => {
  test.each([
    ['cancel', () => cancelTicket(office.db, office.clock, rina, { ticketId: 1, reason: '' })],
    [
      'reject',
      () => rejectTicket(office.db, office.clock, rina, { ticketId: 1, as: 'not_ours', reason: ' ' }),
    ],
  ])('needs a reason: %s (R19)', (_, act) => {
    expect(refusal(act)).toMatch(/^invalid/);
    expect(ticket()?.status).toBe('new');
  });

  test('by cancelling is told to both sides, and can be undone', () => {
    assign(rizky);
    sendAll();
    cancelTicket(office.db, office.clock, rina, { ticketId: 1, reason: 'sudah normal' });
    expect(ticket()?.status).toBe('cancelled');
    expect(sent(SITI).at(-1)?.text).toContain('dibatalkan: sudah normal');
    expect(sent('+6281311112222').at(-1)?.text).toContain('dibatalkan: sudah normal');
    sendAll();
    restoreTicket(office.db, office.clock, rina, 1);
    expect(ticket()).toMatchObject({ status: 'assigned', technicianId: rizky.userId });
    expect(sent(SITI).at(-1)?.text).toContain('dibuka kembali');
    expect(sent('+6281311112222').at(-1)?.text).toMatch(/^TUGAS 1 /);
  });

  test('that is undone before anybody was told of it is told to nobody', () => {
    assign(rizky);
    sendAll();
    cancelTicket(office.db, office.clock, rina, { ticketId: 1, reason: 'keliru' });
    restoreTicket(office.db, office.clock, rina, 1);
    expect(office.transmit()).toBeUndefined();
  });

  test('as no complaint is told to nobody; as another office’s the reporter is told where it stands', () => {
    const before = office.outbox().length;
    rejectTicket(office.db, office.clock, rina, { ticketId: 1, as: 'not_complaint', reason: 'iklan' });
    expect(office.outbox()).toHaveLength(before);
    restoreTicket(office.db, office.clock, rina, 1);
    rejectTicket(office.db, office.clock, rina, { ticketId: 1, as: 'not_ours', reason: 'hubungi PLN' });
    expect(sent(SITI).at(-1)?.text).toContain('bukan wewenang kami: hubungi PLN');
    expect(ticket()).toMatchObject({ status: 'rejected', rejectedAs: 'not_ours' });
  });

  test('by closing is undone with a reason; the technician goes on, unless he has left the office', () => {
    assign(rizky);
    closeTicket(office.db, office.clock, rina, { ticketId: 1, note: 'beres' });
    expect(refusal(() => reopenTicket(office.db, office.clock, rina, { ticketId: 1, reason: '' }))).toMatch(
      /^invalid/,
    );
    reopenTicket(office.db, office.clock, rina, { ticketId: 1, reason: 'masih rusak' });
    expect(ticket()).toMatchObject({ status: 'assigned', reopenedCount: 1, closedAtMs: null });
    closeTicket(office.db, office.clock, rina, { ticketId: 1, note: 'beres' });
    office.db.$client.exec(`UPDATE users SET active = 0 WHERE id = ${rizky.userId}`);
    inAction(office.db, office.clock, (tx, nowMs) =>
      reopenWithin(tx, { phone: SITI }, { ticketId: 1, reason: 'rusak lagi' }, nowMs),
    );
    expect(ticket()).toMatchObject({
      status: 'new',
      technicianId: null,
      reopenedCount: 2,
      awaitsReply: true,
    });
  });
});

describe('two people at once', () => {
  test('change a fact: the second is told who was quicker and when, and nothing of theirs is stored (R41)', () => {
    const sari = office.admin('Sari');
    const seen = 1;
    editTicket(office.db, office.clock, sari, 1, { categoryId: 1 }, seen);
    const second = () =>
      editTicket(office.db, office.clock, rina, 1, { categoryId: 2, place: 'Lantai 2' }, seen);
    expect(refusal(second)).toMatch(/^conflict: Sari baru saja mengubah kategori pukul 10\.00/);
    expect(ticket()).toMatchObject({ categoryId: 1, place: null });
  });

  test.each<[string, (by: Actor, seenEventId: number) => void, RegExp]>([
    [
      'the priority',
      (by, seen) =>
        setPriority(office.db, office.clock, by, 1, by.name === 'Sari' ? 'high' : 'emergency', seen),
      /^conflict: Sari baru saja mengubah prioritas pukul 10\.00/,
    ],
    [
      'the visit',
      (by, seenEventId) =>
        scheduleVisit(office.db, office.clock, by, {
          ticketId: 1,
          atMs: office.clock.nowMs() + (by.name === 'Sari' ? 2 : 5) * HOUR,
          reason: 'bentrok',
          seenEventId,
        }),
      /^conflict: Sari baru saja mengubah jadwal kunjungan/,
    ],
    [
      'the technician',
      (by, seenEventId) =>
        by.name === 'Sari'
          ? assign(bagus, rizky, undefined, by)
          : unassignTicket(office.db, office.clock, by, { ticketId: 1, reason: 'cuti', seenEventId }),
      /^conflict: Sari baru saja menugaskan tiket ini/,
    ],
  ])('change %s: the second is told before anything is overwritten (R41)', (_, change, words) => {
    const sari = office.admin('Sari');
    assign(rizky);
    const seen = newest();
    change(sari, seen);
    const after = ticket();
    expect(refusal(() => change(rina, seen))).toMatch(words);
    expect(ticket()).toEqual(after);
    // Having seen it, the second may decide otherwise.
    expect(refusal(() => change(rina, newest()))).toBe('done');
  });

  test('close it: exactly one wins, the other is told who and when (R41)', () => {
    assign(rizky);
    closeTicket(office.db, office.clock, rizky, { ticketId: 1, note: 'beres' });
    const second = () => closeTicket(office.db, office.clock, rina, { ticketId: 1, note: 'beres juga' });
    expect(refusal(second)).toBe('conflict: Tiket 1 sudah selesai oleh Rizky 05/01 10.00');
    expect(sent(SITI).filter((sms) => sms.kind === 'solved')).toHaveLength(1);
  });
});

describe('a visit', () => {
  test('is told to both sides when it is moved, which needs a reason', () => {
    assign(rizky);
    const at = (hours: number, reason = '') =>
      scheduleVisit(office.db, office.clock, rina, {
        ticketId: 1,
        atMs: office.clock.nowMs() + hours * HOUR,
        reason,
      });
    at(2);
    expect(refusal(() => at(5))).toMatch(/^invalid/);
    at(5, 'listrik padam');
    expect(sent(SITI).at(-1)?.text).toContain('menjadi 05/01 15.00: listrik padam');
    expect(sent('+6281311112222').at(-1)?.text).toContain('05/01 15.00. listrik padam');
    expect(refusal(() => at(-3, 'x'))).toMatch(/^invalid/);
  });

  test('that is set after the confirmation is told to both sides as well', () => {
    assign(rizky);
    scheduleVisit(office.db, office.clock, rina, {
      ticketId: 1,
      atMs: office.clock.nowMs() + 3.5 * HOUR,
      reason: '',
    });
    expect(sent(SITI).at(-1)?.text).toContain('kunjungan teknisi Rizky untuk tiket 1: 05/01 13.30.');
    expect(sent('+6281311112222').at(-1)?.text).toBe('JADWAL tiket 1 Disdik: 05/01 13.30.');
  });

  test('that is dropped is told with its reason', () => {
    assign(rizky);
    const visit = (atMs: number | null, reason: string) =>
      scheduleVisit(office.db, office.clock, rina, { ticketId: 1, atMs, reason });
    visit(office.clock.nowMs() + HOUR, '');
    visit(null, 'jalan putus');
    expect(sent(SITI).at(-1)?.text).toContain('kunjungan teknisi untuk tiket 1 dibatalkan: jalan putus.');
    expect(sent('+6281311112222').at(-1)?.text).toContain('kunjungan dibatalkan, jalan putus');
  });
});

test('whatever people do in whatever order: a state is never contradicted, a move is one line, a refusal none', () => {
  const reason = 'sebab';
  const leader: Actor = { userId: 99, name: 'Endang', role: 'leader' };
  let ticketId = 0;
  const current = () => office.tickets().find(({ id }) => id === ticketId);
  const give = (to: Actor) => (by: Actor) =>
    assignTicket(office.db, office.clock, by, {
      ticketId,
      technicianId: to.userId,
      seenTechnicianId: current()?.technicianId ?? null,
    });
  const verbs: Record<string, (by: Actor) => void> = {
    assignRizky: give(rizky),
    assignBagus: give(bagus),
    unassign: (by) => unassignTicket(office.db, office.clock, by, { ticketId, reason }),
    decline: (by) => declineTicket(office.db, office.clock, by, { ticketId, reason }),
    accept: (by) => acceptTicket(office.db, office.clock, by, ticketId),
    depart: (by) => depart(office.db, office.clock, by, ticketId),
    arrive: (by) => arrive(office.db, office.clock, by, ticketId),
    pend: (by) => pendTicket(office.db, office.clock, by, { ticketId, reason: 'power_cut', note: reason }),
    resume: (by) => resumeTicket(office.db, office.clock, by, ticketId),
    close: (by) => closeTicket(office.db, office.clock, by, { ticketId, note: reason }),
    reopen: (by) => reopenTicket(office.db, office.clock, by, { ticketId, reason }),
    cancel: (by) => cancelTicket(office.db, office.clock, by, { ticketId, reason }),
    reject: (by) => rejectTicket(office.db, office.clock, by, { ticketId, as: 'not_ours', reason }),
    restore: (by) => restoreTicket(office.db, office.clock, by, ticketId),
  };
  const step = fc.tuple(
    fc.constantFrom(...Object.entries(verbs)),
    fc.constantFrom(rina, rizky, bagus, leader),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      ticketId += 1;
      // Each from a number of its own, so that the loop guard has nothing to say.
      if (ticketId > 1) office.says(`+62812000${10_000 + ticketId}`, 'HELPDESK printer rusak');
      for (const [[verb, act], by] of steps) {
        const before = {
          row: current(),
          lines: office.history(ticketId).length,
          told: office.outbox().length,
        };
        const outcome = refusal(() => act(by));
        const after = current();
        const lines = office.history(ticketId).length - before.lines;
        const givenAgain = verb.startsWith('assign') && after?.technicianId === before.row?.technicianId;
        if (outcome === 'done') expect(lines).toBe(givenAgain && lines === 0 ? 0 : 1);
        else {
          expect(lines).toBe(0);
          expect(office.outbox()).toHaveLength(before.told);
          expect(after).toEqual(before.row);
        }
        const open = OPEN_STATUSES.includes(after?.status ?? 'closed');
        expect(after?.status === 'new').toBe(open && after?.technicianId === null);
        expect(after?.status === 'pending').toBe(after?.pendingReason !== null);
        expect(after?.status === 'closed').toBe(after?.closedAtMs !== null);
        expect(after?.status === 'rejected').toBe(after?.rejectedAs !== null);
        if (by === leader) expect(outcome).not.toBe('done');
      }
    }),
    { numRuns: 100 },
  );
});

describe('an SMS to a technician that still waits', () => {
  const RIZKY = '+6281311112222';
  const texts = () => {
    const sent: string[] = [];
    for (
      let part = office.transmit(undefined, { digestOver: 1 });
      part;
      part = office.transmit(undefined, { digestOver: 1 })
    )
      if (part.recipient === RIZKY) sent.push(part.text);
    return sent;
  };

  test('is not swallowed by the visit that was set after it', () => {
    assign(rizky);
    scheduleVisit(office.db, office.clock, rina, {
      ticketId: 1,
      atMs: office.clock.nowMs() + 2 * HOUR,
      reason: '',
    });
    const sent = texts();
    expect(sent.some((text) => text.startsWith('TUGAS 1 ') && text.includes('printer rusak'))).toBe(true);
    expect(sent.some((text) => text.startsWith('JADWAL tiket 1 '))).toBe(true);
  });

  test('tells of errands that are none any more, however many new ones are put together beside them', () => {
    assign(rizky);
    texts();
    cancelTicket(office.db, office.clock, rina, { ticketId: 1, reason: 'sudah normal' });
    for (const [i, id] of [2, 3, 4].entries()) {
      office.says(`+628123456780${i}`, `HELPDESK printer ${id} rusak`);
      assignTicket(office.db, office.clock, rina, {
        ticketId: id,
        technicianId: rizky.userId,
        seenTechnicianId: null,
      });
    }
    const sent = texts();
    expect(sent.some((text) => text.includes('dibatalkan: sudah normal'))).toBe(true);
    expect(sent.some((text) => text.includes('TUGAS 3 tiket'))).toBe(true);
  });
});
