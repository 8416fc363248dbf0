import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { noticeRoom, noticeText } from '../noticeWording.ts';
import type { Tx } from '../open.ts';
import { openMinutesBetween } from '../rules/calendar/businessCalendar.ts';
import type { ClockRules } from '../rules/clocks/clockLimits.ts';
import { CLOCK_LABELS, type ClockName } from '../rules/clocks/clockName.ts';
import {
  type Concerned,
  concerned,
  digestList,
  noticeOf,
  weightiest,
} from '../rules/clocks/deadlineWords.ts';
import type { News } from '../rules/clocks/newsLadder.ts';
import { showMinutes } from '../rules/clocks/target.ts';
import { inGsm7 } from '../rules/inGsm7.ts';
import type { NoticeKey } from '../rules/notices/noticeTable.ts';
import type { NoticeFacts } from '../rules/notices/placeholder.ts';
import { isPauseReason, pauseReasonLabel } from '../rules/pauseReason.ts';
import { classifySender, mayAnswerByItself } from '../rules/phoneNumber.ts';
import type { Priority } from '../rules/priority.ts';
import { measureSms } from '../rules/smsText.ts';
import { showShortTime } from '../rules/zonedTime.ts';
import { units, users } from '../schema/people.ts';
import { tickets } from '../schema/tickets.ts';
import { queueSms } from './queueSms.ts';
import { sendNotice } from './sendNotice.ts';

/** News of a ticket's deadline that people are told. */
export interface Telling extends News {
  ticketId: number;
  clock: ClockName;
  dueAtMs: number;
}

interface TicketWords {
  priority: Priority;
  unit: string | null;
  technicianId: number | null;
  pendingReason: string | null;
}

type Item = Telling & TicketWords;

/** One person with a number, as whom, and what concerns them. */
interface Hearer {
  phone: string;
  as: Concerned;
  items: Item[];
}

const DIGESTS: Record<Concerned, NoticeKey> = {
  technician: 'reminderDigest',
  admin: 'adminDigest',
  leader: 'leaderDigest',
};

/**
 * Tells everybody concerned by SMS, inside the transaction that noted the news: one ticket in its own words, several
 * in one digest. An Emergency never waits in a digest. The panel shows all of it anyway.
 */
export function tellDeadlines(tx: Tx, tellings: readonly Telling[], rules: ClockRules, nowMs: number): void {
  if (tellings.length === 0) return;
  for (const hearer of hearersOf(tx, tellings, rules)) {
    const urgent = hearer.items.filter(({ priority }) => priority === 'emergency');
    const others = hearer.items.filter(({ priority }) => priority !== 'emergency');
    const alone = others.length === 1 ? others : [];
    for (const item of [...urgent, ...alone]) tellOne(tx, hearer, item, rules, nowMs);
    if (others.length > 1) tellDigest(tx, { ...hearer, items: others }, rules, nowMs);
  }
}

function hearersOf(tx: Tx, tellings: readonly Telling[], rules: ClockRules): Hearer[] {
  const facts = ticketWords(tx, tellings);
  const people = peopleWithPhones(tx, rules.settings.adminSms);
  const hearers = new Map<string, Hearer>();
  for (const telling of tellings) {
    const ticket = facts.get(telling.ticketId);
    if (!ticket) continue;
    for (const as of concerned(telling.clock, telling.kind)) {
      const asWhom = as === 'technician' && ticket.technicianId === null ? 'admin' : as;
      const whom = people.filter(
        ({ id, role }) => role === asWhom && (role !== 'technician' || id === ticket.technicianId),
      );
      for (const { phone } of whom) {
        const hearer = hearers.get(phone) ?? { phone, as: asWhom, items: [] };
        hearers.set(phone, { ...hearer, items: [...hearer.items, { ...telling, ...ticket }] });
      }
    }
  }
  return [...hearers.values()].map((hearer) => ({ ...hearer, items: oneEach(hearer.items) }));
}

/** Of each ticket what weighs most. */
function oneEach(items: readonly Item[]): Item[] {
  const ids = [...new Set(items.map(({ ticketId }) => ticketId))];
  return ids.flatMap((id) => weightiest(items.filter(({ ticketId }) => ticketId === id)) ?? []);
}

function ticketWords(tx: Tx, tellings: readonly Telling[]): Map<number, TicketWords> {
  const rows = tx
    .select({
      id: tickets.id,
      priority: tickets.priority,
      unit: units.shortName,
      technicianId: tickets.technicianId,
      pendingReason: tickets.pendingReason,
    })
    .from(tickets)
    .leftJoin(units, eq(units.id, tickets.unitId))
    .where(inArray(tickets.id, [...new Set(tellings.map(({ ticketId }) => ticketId))]))
    .all();
  return new Map(rows.map(({ id, ...words }) => [id, words]));
}

function peopleWithPhones(tx: Tx, adminSms: boolean) {
  return tx
    .select({ id: users.id, role: users.role, phone: users.phone })
    .from(users)
    .where(and(eq(users.active, true), isNotNull(users.phone)))
    .all()
    .flatMap(({ phone, ...user }) => (phone === null ? [] : [{ ...user, phone }]))
    .filter(
      ({ role, phone }) => (role !== 'admin' || adminSms) && mayAnswerByItself(classifySender(phone, false)),
    );
}

function tellOne(tx: Tx, { phone, as }: Hearer, item: Item, rules: ClockRules, nowMs: number): void {
  const { service } = rules.calendars;
  const facts: NoticeFacts = {
    batas: showShortTime(item.dueAtMs, service.timeZone),
    sisa: showMinutes(Math.round(openMinutesBetween(service, nowMs, Math.max(nowMs, item.dueAtMs)))),
    jenis: CLOCK_LABELS[item.clock].toLowerCase(),
    hari: String(rules.settings.leaderDays),
    alasan: isPauseReason(item.pendingReason) ? pauseReasonLabel(item.pendingReason).toLowerCase() : '',
  };
  const notice = as === 'admin' && item.clock === 'repair' ? 'answerLate' : noticeOf(item.clock, item.kind);
  const cause = `deadline:${item.ticketId}:${item.clock}:${item.kind}:${item.about}:${phone}`;
  sendNotice(tx, { notice, ticketId: item.ticketId, cause, to: phone, facts }, nowMs);
}

function tellDigest(tx: Tx, { phone, as, items }: Hearer, rules: ClockRules, nowMs: number): void {
  const { timeZone } = rules.calendars.service;
  const facts: NoticeFacts = { jumlah: String(items.length), hari: String(rules.settings.leaderDays) };
  const room = noticeRoom(tx, DIGESTS[as], facts, 'daftar');
  const lines = items
    .toSorted((a, b) => a.dueAtMs - b.dueAtMs)
    .map((item) => ({ ...item, unit: item.unit ?? '', due: showShortTime(item.dueAtMs, timeZone) }));
  const daftar = digestList(lines, (list) => measureSms(inGsm7(list)).units <= room);
  const text = noticeText(tx, DIGESTS[as], { ...facts, daftar });
  if (text === '') return;
  const kind = as === 'leader' ? 'leader_report' : 'reminder';
  queueSms(tx, { ticketId: null, kind, to: phone, text, cause: `deadlines:${phone}:${nowMs}` }, nowMs);
}
