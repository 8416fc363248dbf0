import { and, eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import { near } from '../near.ts';
import type { Db, Tx } from '../open.ts';
import { ticketsOf } from '../reporterScope.ts';
import { rowCount } from '../rowCount.ts';
import type { Reporter } from '../rules/access/reporter.ts';
import { DomainError } from '../rules/errors.ts';
import type { MessageKind } from '../rules/messageKind.ts';
import { readableText } from '../rules/readableText.ts';
import { openingForms } from '../schema/directory.ts';
import { messages, tickets } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { noteFollowUp } from './followUp.ts';
import { linkFormer } from './linkTickets.ts';
import { createTicket, joinTwin, sameComplaint } from './openTicket.ts';
import { type RatingEnd, rateWithin } from './rateTicket.ts';
import { recordEvent } from './recordEvent.ts';

const TEXT_CHARS_MAX = 2000;
const PLACE_CHARS_MAX = 120;
const HOUR_MS = 3_600_000;
/** Nobody types more; a program would. */
const MESSAGES_AN_HOUR_MAX = 30;

/** A complaint as a reporter writes it into the form. */
export interface WebComplaint {
  text: string;
  /** Room or building; may be empty. */
  place: string;
  /** Made with the form: a second click opens no second ticket. */
  formId: string;
}

/** `joined`: the same words a moment ago have opened it, or this very form has. */
export interface OpenedByWeb {
  ticketId: number;
  joined: boolean;
}

/**
 * Opens a ticket from the reporters' page, as a text would; it is acknowledged on the screen, which costs no SMS.
 * @throws DomainError `invalid` for no words or too many, `conflict` for too many messages within an hour
 */
export const openByWeb = (db: Db, clock: Clock, reporter: Reporter, complaint: WebComplaint): OpenedByWeb =>
  inAction(db, clock, (tx, nowMs) => {
    const before = tx.select().from(openingForms).where(eq(openingForms.formId, complaint.formId)).get();
    if (before) return { ticketId: before.ticketId, joined: true };
    const text = wordsOf(complaint.text, 'Tulis dahulu masalahnya.');
    refuseFlood(tx, reporter, nowMs);
    const twin = sameComplaint(tx, reporter.phone, text, nowMs);
    if (twin !== undefined) {
      file(tx, reporter, { ticketId: twin, kind: 'follow_up', text }, nowMs);
      joinTwin(tx, twin, reporter.phone, nowMs);
      return { ticketId: twin, joined: true };
    }
    const ticketId = createTicket(tx, {
      reporterPhone: reporter.phone,
      subject: text,
      createdAtMs: nowMs,
      nowMs,
      channel: 'web',
      place: complaint.place.trim().slice(0, PLACE_CHARS_MAX) || null,
    });
    tx.insert(openingForms).values({ formId: complaint.formId, ticketId }).run();
    file(tx, reporter, { ticketId, kind: 'complaint', text }, nowMs);
    recordEvent(tx, ticketId, 'opened', nowMs, { phone: reporter.phone });
    linkFormer(tx, ticketId, nowMs);
    return { ticketId, joined: false };
  });

/**
 * Adds a message to a ticket of the reporter's unit; the same words twice in a row are one message.
 * @throws DomainError `not_found`, `invalid`, `conflict` for one that nobody works on any more
 */
export function addMessageByWeb(
  db: Db,
  clock: Clock,
  reporter: Reporter,
  { ticketId, text: typed }: { ticketId: number; text: string },
): void {
  inAction(db, clock, (tx, nowMs) => {
    const ticket = theirTicket(tx, reporter, ticketId);
    const text = wordsOf(typed, 'Pesan masih kosong.');
    if (!ticket.open && ticket.mergedInto === null)
      throw new DomainError(
        'conflict',
        `Tiket ${ticketId} sudah tidak dikerjakan. Masih bermasalah? Kirim SMS BUKA ${ticketId} alasan, atau buat pengaduan baru.`,
      );
    if (isRepeated(tx, reporter, ticketId, text, nowMs)) return;
    refuseFlood(tx, reporter, nowMs);
    file(tx, reporter, { ticketId, kind: 'follow_up', text }, nowMs);
    noteFollowUp(tx, ticketId, reporter.phone, nowMs);
  });
}

/** Rates a ticket that the signed-in number reported, by the rules of a rating by SMS. */
export const rateByWeb = (
  db: Db,
  clock: Clock,
  reporter: Reporter,
  { ticketId, rating }: { ticketId: number; rating: number },
): RatingEnd =>
  inAction(db, clock, (tx, nowMs) => {
    theirTicket(tx, reporter, ticketId);
    if (![1, 2, 3, 4, 5].includes(rating)) throw new DomainError('invalid', 'Pilih nilai 1 sampai 5.');
    return rateWithin(tx, { phone: reporter.phone, ticketId, rating }, nowMs);
  });

function theirTicket(tx: Tx, reporter: Reporter, ticketId: number) {
  const ticket = tx
    .select()
    .from(tickets)
    .where(and(eq(tickets.id, ticketId), ticketsOf(reporter)))
    .get();
  if (!ticket) throw new DomainError('not_found', `Tiket ${ticketId} tidak ditemukan.`);
  return ticket;
}

function file(
  tx: Tx,
  { phone }: Reporter,
  { ticketId, kind, text }: { ticketId: number; kind: MessageKind; text: string },
  nowMs: number,
): void {
  tx.insert(messages)
    .values({ ticketId, direction: 'in', channel: 'web', kind, peer: phone, text, atMs: nowMs })
    .run();
}

function wordsOf(typed: string, missing: string): string {
  const text = readableText(typed).trim();
  if (text === '') throw new DomainError('invalid', missing);
  if ([...text].length > TEXT_CHARS_MAX)
    throw new DomainError('invalid', `Terlalu panjang, paling banyak ${TEXT_CHARS_MAX} karakter.`);
  return text;
}

const SAME_MESSAGE_MS = 10 * 60_000;

const isRepeated = (tx: Tx, { phone }: Reporter, ticketId: number, text: string, nowMs: number): boolean =>
  tx
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.ticketId, ticketId),
        eq(messages.peer, phone),
        eq(messages.channel, 'web'),
        eq(messages.text, text),
        near(messages.atMs, nowMs, SAME_MESSAGE_MS),
      ),
    )
    .get() !== undefined;

function refuseFlood(tx: Tx, { phone }: Reporter, nowMs: number): void {
  const lately = rowCount(
    tx,
    messages,
    and(eq(messages.peer, phone), eq(messages.channel, 'web'), near(messages.atMs, nowMs, HOUR_MS)),
  );
  if (lately >= MESSAGES_AN_HOUR_MAX)
    throw new DomainError(
      'conflict',
      'Terlalu banyak pesan dalam satu jam. Coba lagi nanti, atau telepon kami.',
    );
}
