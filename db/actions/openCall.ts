import { and, eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import { knownNumber } from '../knownNumber.ts';
import type { Db, Tx } from '../open.ts';
import { optional } from '../rules/directory/unitFields.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand, may } from '../rules/permissions.ts';
import type { PhoneNumber } from '../rules/phoneNumber.ts';
import type { Priority } from '../rules/priority.ts';
import { subjectOf } from '../rules/readableText.ts';
import { openingForms } from '../schema/directory.ts';
import { units, users } from '../schema/people.ts';
import { categories, messages, tickets } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { assignWithin } from './assignTicket.ts';
import { bindWithin } from './bindNumber.ts';
import { inDirectoryAct } from './directoryAct.ts';
import { linkFormer } from './linkTickets.ts';
import { refuseOwnNumber } from './ownNumbers.ts';
import { recordEvent } from './recordEvent.ts';
import { scheduleWithin } from './scheduleVisit.ts';
import { sendNotice } from './sendNotice.ts';

/** What somebody reported by telephone, or at the desk. */
export interface Call {
  /** Chosen when the form was made: a second click with it opens no second ticket. */
  formId: string;
  unitId: number | null;
  name: string;
  phone: PhoneNumber | null;
  problem: string;
  categoryId: number | null;
  priority: Priority;
  place: string;
  /** When it was reported; null: now. */
  receivedAtMs: number | null;
  /** They stood at the desk. */
  walkIn: boolean;
  /** Their number is put into the directory, where it is not yet. */
  remember: boolean;
  technicianId: number | null;
  evenIfUnavailable: boolean;
  /** The technician's visit. */
  visitAtMs: number | null;
}

/** The form has opened another ticket already: what is in it now is another complaint. */
export class UsedCallForm extends DomainError {
  constructor(ticketId: number) {
    super(
      'conflict',
      `Formulir ini sudah menjadi tiket ${ticketId} dengan masalah lain. Bila ini pengaduan baru, tekan Simpan sekali lagi.`,
    );
  }
}

const DAY_MS = 24 * 3_600_000;
/** What was reported longer ago was not reported on this telephone. */
const BACK_DAYS = 7;
const WORDS_MAX = 120;
const PROBLEM_MAX = 2000;

/**
 * Opens a ticket while somebody is on the telephone (SOP 5). The call itself is the first reply (DESIGN 24). Who left a
 * mobile number is told the ticket's by SMS, unless the technician's assignment tells it anyway.
 * @returns the ticket, and whether this call opened it; false for a repeated form
 * @throws DomainError `invalid` for what is missing or unfit, and as assigning does; nothing is kept then
 */
export function openCall(
  db: Db,
  clock: Clock,
  actor: Actor,
  call: Call,
): { ticketId: number; opened: boolean } {
  demand(actor, 'openTicket');
  return inAction(db, clock, (tx, nowMs) => {
    const before = tx.select().from(openingForms).where(eq(openingForms.formId, call.formId)).get();
    if (before) return { ticketId: repeated(tx, before.ticketId, call), opened: false };
    const receivedAtMs = call.receivedAtMs ?? nowMs;
    check(tx, call, receivedAtMs, nowMs);
    const ticketId = insertTicket(tx, actor, call, receivedAtMs, nowMs);
    tx.insert(openingForms).values({ formId: call.formId, ticketId, userId: actor.userId }).run();
    const byUser = { userId: actor.userId };
    recordEvent(tx, ticketId, 'called', receivedAtMs, byUser, call.walkIn ? { walkIn: 1 } : {});
    recordEvent(tx, ticketId, 'opened', nowMs, byUser);
    linkFormer(tx, ticketId, nowMs);
    remember(tx, actor, call, nowMs);
    if (call.visitAtMs !== null)
      scheduleWithin(tx, actor, { ticketId, atMs: call.visitAtMs, reason: '' }, nowMs);
    assignOrTell(tx, actor, call, ticketId, nowMs);
    return { ticketId, opened: true };
  });
}

/** @throws DomainError `conflict` when the form holds another complaint than the ticket that it opened */
function repeated(tx: Tx, ticketId: number, call: Call): number {
  const ticket = tx.select({ subject: tickets.subject }).from(tickets).where(eq(tickets.id, ticketId)).get();
  if (ticket?.subject === subjectOf(call.problem)) return ticketId;
  throw new UsedCallForm(ticketId);
}

function check(tx: Tx, call: Call, receivedAtMs: number, nowMs: number): void {
  if (call.problem.trim() === '') throw new DomainError('invalid', 'Tulis dahulu masalahnya.');
  if ([...call.problem].length > PROBLEM_MAX)
    throw new DomainError('invalid', `Masalah paling banyak ${PROBLEM_MAX} karakter.`);
  if (receivedAtMs > nowMs)
    throw new DomainError('invalid', 'Waktu telepon masih di depan; tulis waktu yang sudah lewat.');
  if (receivedAtMs < nowMs - BACK_DAYS * DAY_MS)
    throw new DomainError('invalid', `Waktu telepon paling lama ${BACK_DAYS} hari yang lalu.`);
  if (call.phone !== null) refuseOwnNumber(tx, call.phone);
  const unknown = (kind: string) => new DomainError('invalid', `${kind} yang dipilih tidak dikenal.`);
  if (call.unitId !== null && !tx.select().from(units).where(eq(units.id, call.unitId)).get())
    throw unknown('SKPD');
  if (
    call.categoryId !== null &&
    !tx
      .select()
      .from(categories)
      .where(and(eq(categories.id, call.categoryId), eq(categories.active, true)))
      .get()
  )
    throw unknown('Kategori');
}

function insertTicket(tx: Tx, actor: Actor, call: Call, receivedAtMs: number, nowMs: number): number {
  const { id } = tx
    .insert(tickets)
    .values({
      status: 'new',
      priority: call.priority,
      channel: 'phone',
      reporterPhone: call.phone,
      reporterName: optional('Nama', call.name, WORDS_MAX),
      unitId: call.unitId ?? knownNumber(tx, call.phone)?.unitId ?? null,
      categoryId: call.categoryId,
      place: optional('Tempat', call.place, WORDS_MAX),
      subject: subjectOf(call.problem),
      awaitsReply: false,
      createdAtMs: receivedAtMs,
      updatedAtMs: nowMs,
      firstReplyAtMs: receivedAtMs,
    })
    .returning({ id: tickets.id })
    .get();
  tx.insert(messages)
    .values({
      ticketId: id,
      direction: 'in',
      channel: 'phone',
      kind: 'complaint',
      peer: call.phone,
      authorId: actor.userId,
      text: call.problem.trim(),
      atMs: receivedAtMs,
    })
    .run();
  return id;
}

/** A number that nobody has yet becomes the caller's; whose it is already, and our own people's, is left alone. */
function remember(
  tx: Tx,
  actor: Actor,
  { phone, unitId, name, remember: wanted }: Call,
  nowMs: number,
): void {
  if (!wanted || phone === null || unitId === null || !may(actor, 'changeDirectory')) return;
  if (knownNumber(tx, phone)?.active) return;
  if (tx.select({ id: users.id }).from(users).where(eq(users.phone, phone)).get()) return;
  inDirectoryAct({ tx, nowMs, userId: actor.userId }, 'call_noted', (act) =>
    bindWithin(act, { phone, unitId, name: name.trim() || null }),
  );
}

function assignOrTell(tx: Tx, actor: Actor, call: Call, ticketId: number, nowMs: number): void {
  if (call.technicianId !== null) {
    const { technicianId, evenIfUnavailable } = call;
    assignWithin(tx, actor, { ticketId, technicianId, seenTechnicianId: null, evenIfUnavailable }, nowMs);
    return;
  }
  const notice = call.walkIn ? 'receivedAtDesk' : 'receivedByPhone';
  sendNotice(tx, { notice, ticketId, cause: `${notice}:${ticketId}` }, nowMs);
}
