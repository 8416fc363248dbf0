import { eq } from 'drizzle-orm';
import { processInbound } from '../../daemon/inbound/inboundLoop.ts';
import { ingest } from '../../daemon/inbound/ingest.ts';
import { addUser } from '../../db/actions/addUser.ts';
import { type Claimer, claimPart, markWriting } from '../../db/actions/claimPart.ts';
import { noteSimEmptied } from '../../db/actions/receiveRaw.ts';
import { type AttemptEnd, settlePart } from '../../db/actions/settlePart.ts';
import { migrate } from '../../db/migrate.ts';
import { type Db, openDatabase } from '../../db/open.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { parsePhoneNumber } from '../../db/rules/phoneNumber.ts';
import { units } from '../../db/schema/people.ts';
import { outboundParts } from '../../db/schema/smsOut.ts';
import { messages, ticketEvents, tickets } from '../../db/schema/tickets.ts';
import { addressOf } from '../../scripts/sim/codec/address.ts';
import { splitText } from '../../scripts/sim/codec/split.ts';
import { writeDeliver, writeReport } from '../../scripts/sim/codec/tpdu.ts';
import { contactOf } from './contactOf.ts';
import { quietLog } from './quietLog.ts';

export const SIM = '8962100000000000001';
export const GATEWAY_NUMBER = parsePhoneNumber('0811-3103-001');
/** Monday 5 January 2026, 10.00 WIB. */
export const MONDAY_TEN_MS = Date.UTC(2026, 0, 5, 3, 0, 0);

/** A clock that stands still until it is moved. */
export function standingClock(startMs: number = MONDAY_TEN_MS) {
  let now = startMs;
  return {
    nowMs: () => now,
    pass: (ms: number) => {
      now += ms;
    },
    set: (ms: number) => {
      now = ms;
    },
  };
}

/** The PDUs of a text as a phone and its SMSC make them, written by the simulator's codec. */
export function pdusOf(from: string, text: string, atMs: number, ref = 7): string[] {
  const { alphabet, parts } = splitText(text, ref);
  return parts.map((data) =>
    writeDeliver({
      serviceCentre: '+6281100000',
      from: addressOf(from),
      dcs: alphabet === 'ucs2' ? 8 : 0,
      atMs,
      hasHeader: parts.length > 1,
      data,
    }),
  );
}

export const reportPdu = (to: string, reference: number, status: number, atMs: number): string =>
  writeReport({
    serviceCentre: '+6281100000',
    reference,
    recipient: addressOf(to),
    sentAtMs: atMs,
    dischargedAtMs: atMs + 5000,
    status,
  });

/** The office with a real database in memory: what comes in is PDUs, what goes out is read from the queue. */
export function openOffice(db: Db = openDatabase(':memory:'), clock = standingClock()) {
  migrate(db);
  // Its SIM has been in use for long.
  noteSimEmptied(db, clock, SIM);
  const office = { ownNumbers: [GATEWAY_NUMBER], timeZone: 'Asia/Jakarta' };
  const log = quietLog();
  let slot = 0;

  const process = () => processInbound({ db, clock, office, log });
  const arrive = (pduHex: string): number => {
    slot += 1;
    const record = {
      storage: 'ME',
      index: slot,
      status: 0,
      tpduLength: undefined,
      pduHex,
      via: 'CMGL' as const,
    };
    const fresh = ingest(db, clock, 'modem', SIM, [record]);
    process();
    return fresh;
  };

  return {
    db,
    clock,
    process,
    /** One PDU is read from the modem. */
    arrive,
    /** Somebody texts; parts arrive in this order unless told otherwise. A second later the next may write. */
    says(from: string, text: string, order: (pdus: string[]) => string[] = (pdus) => pdus) {
      clock.pass(1000);
      for (const pdu of order(pdusOf(from, text, clock.nowMs()))) arrive(pdu);
    },
    reports(to: string, reference: number, status: number) {
      clock.pass(1000);
      arrive(reportPdu(to, reference, status, clock.nowMs()));
    },
    /** Takes the next part off the queue as a modem would. */
    transmit(end: AttemptEnd = { kind: 'sent', reference: 1 }, by: Partial<Claimer> = {}) {
      const part = claimPart(db, clock, { modem: 'modem', simId: SIM, ...by });
      if (!part) return undefined;
      if (!(end.kind === 'notSent')) markWriting(db, clock, part.id);
      settlePart(db, clock, part.id, end);
      return part;
    },
    claim: (by: Partial<Claimer> = {}) => claimPart(db, clock, { modem: 'modem', simId: SIM, ...by }),
    settle: (partId: number, end: AttemptEnd) => settlePart(db, clock, partId, end),
    /** What waits to be sent or has been, in order of queueing. */
    outbox: () =>
      db
        .select({ to: messages.peer, text: messages.text, kind: messages.kind, ticketId: messages.ticketId })
        .from(messages)
        .where(eq(messages.direction, 'out'))
        .orderBy(messages.id)
        .all(),
    parts: () => db.select().from(outboundParts).orderBy(outboundParts.id).all(),
    tickets: () => db.select().from(tickets).orderBy(tickets.id).all(),
    messages: () => db.select().from(messages).orderBy(messages.id).all(),
    history: (ticketId: number) =>
      db
        .select()
        .from(ticketEvents)
        .where(eq(ticketEvents.ticketId, ticketId))
        .orderBy(ticketEvents.id)
        .all()
        .map((event) => event.kind),
    admin(name = 'Rina'): Actor {
      const userId = addUser(db, clock, { username: name.toLowerCase(), name, role: 'admin' });
      return { userId, name, role: 'admin' };
    },
    technician(name: string, phone: string): Actor {
      const userId = addUser(db, clock, {
        username: name.toLowerCase(),
        name,
        role: 'technician',
        phone: parsePhoneNumber(phone),
      });
      return { userId, name, role: 'technician' };
    },
    unit(shortName: string, phone: string, name = shortName) {
      const { id } = db.insert(units).values({ name, shortName }).returning({ id: units.id }).get();
      contactOf(db, clock, { unitId: id, phones: [phone] });
      return id;
    },
  };
}

export type TestOffice = ReturnType<typeof openOffice>;
