import { and, eq, gt, max } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Db } from '../../db/open.ts';
import { rowCount } from '../../db/rowCount.ts';
import { rawMessages } from '../../db/schema/smsIn.ts';
import { outboundParts, outboundTexts } from '../../db/schema/smsOut.ts';
import { tickets } from '../../db/schema/tickets.ts';
import { natureOf } from '../../scripts/sim/codec/nature.ts';
import type { MemoryName } from '../../scripts/sim/messageStore.ts';
import type { Simulation } from '../../scripts/sim/simulation.ts';
import type { MemoryModems } from './memoryModem.ts';

const MEMORIES: readonly MemoryName[] = ['SM', 'ME', 'SR', 'BM'];

/** What one of the things that the books must show may be different in, and why that is right. */
export interface Allowed {
  /** Parts whose fate nobody can know. */
  readonly unknown?: number;
  /** Wrong PINs given. */
  readonly wrongPins?: number;
}

/**
 * The truth about a simulated modem, its card and its network, against which the daemon's database is held (DRIVER
 * §11): everything that came in and went out, and whatever was deleted before it was kept.
 */
export class Ledger {
  readonly #db: Db;
  readonly #modems: MemoryModems;
  readonly #simulations: Simulation[] = [];
  /** Records that lay in a memory of a modem at some time. */
  readonly #came = new Set<string>();
  /** What a modem forgets by itself: memories that do not outlive its power, places that it takes anew. */
  readonly #forgiven = new Set<string>();
  /** CMGD of something that was not in the database. */
  readonly hasty: string[] = [];
  readonly #pins: string[] = [];
  readonly #kept = new Set<string>();
  #readTo = 0;
  #sinceId = { part: 0, ticket: 0 };

  constructor(db: Db, modems: MemoryModems) {
    this.#db = db;
    this.#modems = modems;
    modems.onWrite((_device, text) => this.#written(text));
  }

  watch(simulation: Simulation): void {
    this.#simulations.push(simulation);
    const { store } = simulation.modem;
    const add = store.add.bind(store);
    store.add = (choice, message) => {
      const index = add(choice, message);
      if (index !== undefined) this.#came.add(message.pduHex);
      return index;
    };
    const put = store.put.bind(store);
    store.put = (place, message) => {
      const before = store.at(place);
      if (before && !this.#keptNow().has(before.pduHex)) this.#forgiven.add(before.pduHex);
      this.#came.add(message.pduHex);
      put(place, message);
    };
    const clear = store.clear.bind(store);
    store.clear = (memory) => {
      for (const { message } of store.list(memory)) this.#forgiven.add(message.pduHex);
      clear(memory);
    };
  }

  /** What has been found in order is not looked at again; modems that are gone are forgotten. */
  turnThePage(): void {
    this.#sinceId = { part: maxId(this.#db, outboundParts), ticket: maxId(this.#db, tickets) };
    this.#simulations.length = 0;
    for (const set of [this.#came, this.#forgiven, this.#kept]) set.clear();
    this.hasty.length = 0;
    this.#modems.pushed.length = 0;
  }

  get pinsGiven(): readonly string[] {
    return this.#pins;
  }

  #written(text: string): void {
    const pin = /^AT\+CPIN="?(\d+)"?\r/.exec(text)?.[1];
    if (pin !== undefined) this.#pins.push(pin);
    const index = /^AT\+CMGD=(\d+)\b/.exec(text)?.[1];
    if (index === undefined) return;
    for (const { modem } of this.#simulations) {
      const place = modem.store.placeOf(modem.memories[0], Number(index));
      const pduHex = place && modem.store.at(place)?.pduHex;
      if (pduHex !== undefined && !this.#keptNow().has(pduHex))
        this.hasty.push(`${pduHex} after\n${this.#modems.tail(16)}`);
    }
  }

  /** What is in the database, read on from where it was read last. */
  #keptNow(): ReadonlySet<string> {
    const { id, pduHex } = rawMessages;
    for (const row of this.#db.select({ id, pduHex }).from(rawMessages).where(gt(id, this.#readTo)).all()) {
      this.#kept.add(row.pduHex);
      this.#readTo = row.id;
    }
    return this.#kept;
  }

  /** How many records lie where they can be read, and are not in the database. */
  unread(): number {
    const kept = this.#keptNow();
    const records = this.#simulations.flatMap(({ modem: { make, store } }) =>
      MEMORIES.filter((memory) => make.storage.blind[memory] !== 'all').flatMap((memory) =>
        store.list(memory),
      ),
    );
    return records.filter(({ message }) => !kept.has(message.pduHex)).length;
  }

  /** Texts that are nowhere: neither in the database, nor in the modem, nor with the service centre. */
  lost(): string[] {
    const somewhere = new Set([...this.#forgiven, ...this.#keptNow()]);
    for (const { modem, smsc } of this.#simulations) {
      for (const memory of MEMORIES)
        for (const { message } of modem.store.list(memory)) somewhere.add(message.pduHex);
      for (const pduHex of smsc.waiting) somewhere.add(pduHex);
    }
    // A text that no memory has, told to a host that was not there or by a modem that is dead, is beyond all help.
    const pushed = this.#modems.pushed.join('');
    const told = this.#simulations
      .flatMap(({ smsc }) => smsc.deliveries)
      .map(({ pduHex }) => pduHex)
      .filter((pduHex) => !natureOf(pduHex).report && pushed.includes(pduHex));
    return [...new Set([...this.#came, ...told])].filter((pduHex) => !somewhere.has(pduHex));
  }

  /** Each part of a text with how often the service centre took it, and what the database says. */
  #sent() {
    const rows = this.#db
      .select({ part: outboundParts, to: outboundTexts.recipient })
      .from(outboundParts)
      .innerJoin(outboundTexts, eq(outboundTexts.messageId, outboundParts.messageId))
      .where(gt(outboundParts.id, this.#sinceId.part))
      .all();
    const books = new Map<string, { certain: number; possible: number; accepted: number; said: string[] }>();
    const book = (key: string) => {
      const found = books.get(key) ?? { certain: 0, possible: 0, accepted: 0, said: [] };
      books.set(key, found);
      return found;
    };
    for (const { part, to } of rows) {
      const entry = book(keyOf(to, part.text, part.partCount > 1 ? part.seq : 1));
      entry.said.push(`${part.state} ${part.fault ?? ''}`);
      if (part.sentAtMs !== null) entry.certain += 1;
      if (part.sentAtMs !== null || part.state === 'unknown' || part.state === 'writing') entry.possible += 1;
    }
    for (const { smsc } of this.#simulations)
      for (const sms of smsc.submitted) book(keyOf(sms.to, sms.text, sms.concat?.seq ?? 1)).accepted += 1;
    return [...books].map(([key, entry]) => ({ key, ...entry }));
  }

  /** The service centre has it more often than the program may have sent it, or less often than it says. */
  misjudged() {
    return this.#sent().filter(
      ({ certain, possible, accepted }) => accepted < certain || accepted > possible,
    );
  }

  unknown(): number {
    const isUnknown = and(eq(outboundParts.state, 'unknown'), gt(outboundParts.id, this.#sinceId.part));
    return rowCount(this.#db, outboundParts, isUnknown);
  }

  /** Texts of tickets that stand for more than one. */
  doubled(): string[] {
    const opened = this.#db
      .select({ phone: tickets.reporterPhone, subject: tickets.subject })
      .from(tickets)
      .where(gt(tickets.id, this.#sinceId.ticket))
      .all()
      .map(({ phone, subject }) => `${phone} ${subject}`);
    const seen = new Set<string>();
    return opened.filter((each) => seen.size === seen.add(each).size);
  }

  /** The invariants of DRIVER §11, each that does not hold in words. Complaints must differ from each other. */
  wrong({ unknown = 0, wrongPins = 0 }: Allowed = {}): string[] {
    const pins = this.#simulations.map(({ modem }) => 3 - modem.card.pinTries);
    const unsure = this.unknown();
    return [
      ...this.lost().map((pduHex) => `lost: ${pduHex}`),
      ...this.hasty.map((pduHex) => `deleted before it was kept: ${pduHex}`),
      ...this.misjudged().map((entry) => `sent too often or told wrong: ${JSON.stringify(entry)}`),
      ...this.doubled().map((subject) => `handled twice: ${subject}`),
      ...(unsure > unknown ? [`${unsure} parts of unknown fate`] : []),
      ...pins.filter((wrong) => wrong > wrongPins).map((wrong) => `${wrong} wrong PINs`),
    ];
  }

  expectInOrder(allowed?: Allowed): void {
    expect(this.wrong(allowed)).toEqual([]);
  }
}

const maxId = (db: Db, table: typeof outboundParts | typeof tickets): number =>
  db
    .select({ id: max(table.id) })
    .from(table)
    .get()?.id ?? 0;

const keyOf = (to: string, text: string, seq: number): string => `${to} ${seq} ${text}`;
