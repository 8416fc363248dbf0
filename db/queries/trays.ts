import { and, desc, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import type { MessageKind } from '../rules/messageKind.ts';
import { contactPhones, contacts, units } from '../schema/people.ts';
import { rawMessages } from '../schema/smsIn.ts';
import { messages, tickets } from '../schema/tickets.ts';

export interface TrayMessage {
  id: number;
  kind: MessageKind;
  peer: string;
  peerName: string | null;
  unit: string | null;
  text: string;
  incomplete: boolean;
  atMs: number;
  /** Open tickets of the same number, to add the text to. */
  openTickets: { id: number; subject: string }[];
  /** The newest closed ticket of a number without open ones: the text may say that it is not solved (R16). */
  lastClosed: { id: number; subject: string } | undefined;
}

const TRAY_ROWS = 200;
const inReview = and(eq(messages.kind, 'review'), isNull(messages.reviewedAtMs));
const fromElsewhere = and(
  isNull(messages.ticketId),
  inArray(messages.kind, ['operator', 'data', 'self_test']),
);

/** "Perlu diperiksa": texts that no rule could place, the oldest first. */
export const reviewTray = (db: Db): TrayMessage[] => trayOf(db, inReview, messages.id);

export const reviewCount = (db: Db): number => rowCount(db, messages, inReview);

/** Texts of operators, names, short codes and machines, the newest first; never answered. */
export const operatorMessages = (db: Db): TrayMessage[] => trayOf(db, fromElsewhere, desc(messages.id));

function trayOf(db: Db, where: SQL | undefined, order: SQL | typeof messages.id): TrayMessage[] {
  return db
    .select({ message: messages, peerName: contacts.name, unit: units.shortName })
    .from(messages)
    .leftJoin(contactPhones, eq(contactPhones.phone, messages.peer))
    .leftJoin(contacts, eq(contacts.id, contactPhones.contactId))
    .leftJoin(units, eq(units.id, contacts.unitId))
    .where(where)
    .orderBy(order)
    .limit(TRAY_ROWS)
    .all()
    .map(({ message, peerName, unit }) => {
      const openTickets = ticketsOf(db, message.peer, true);
      return {
        id: message.id,
        kind: message.kind,
        peer: message.peer ?? '',
        peerName,
        unit,
        text: message.text,
        incomplete: message.incomplete,
        atMs: message.atMs,
        openTickets,
        lastClosed: openTickets.length > 0 ? undefined : ticketsOf(db, message.peer, false)[0],
      };
    });
}

/** Of one reporter, the newest first. */
const ticketsOf = (db: Db, phone: string | null, open: boolean) =>
  db
    .select({ id: tickets.id, subject: tickets.subject })
    .from(tickets)
    .where(
      and(
        eq(tickets.reporterPhone, phone ?? ''),
        open ? eq(tickets.open, true) : eq(tickets.status, 'closed'),
      ),
    )
    .orderBy(desc(tickets.id))
    .limit(10)
    .all();

export interface QuarantinedMessage {
  id: number;
  pduHex: string;
  reason: string | null;
  modem: string;
  receivedAtMs: number;
}

/** PDUs that could not be read, the newest first. */
export const quarantine = (db: Db): QuarantinedMessage[] =>
  db
    .select()
    .from(rawMessages)
    .where(eq(rawMessages.state, 'quarantined'))
    .orderBy(desc(rawMessages.id))
    .limit(TRAY_ROWS)
    .all();
