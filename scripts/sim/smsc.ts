import type { SimClock } from './clock.ts';
import { addressOf } from './codec/address.ts';
import { splitText } from './codec/split.ts';
import { type Submit, writeDeliver, writeReport } from './codec/tpdu.ts';
import type { Concat } from './codec/userData.ts';
import { type Delivery, DeliveryQueue, type Subscriber } from './deliveryQueue.ts';
import type { Latency } from './latency.ts';
import { type PhoneState, Phones, samePhone } from './phones.ts';

/** TP-ST (23.040 §9.2.3.15). */
const ST = { received: 0x00, notObtainable: 0x43, expired: 0x46 } as const;
const DEFAULT_VALIDITY_MS = 2 * 24 * 60 * 60 * 1000;

/** One SUBMIT that the service centre has taken. */
export interface SubmittedSms {
  /** The number as the PDU has it, '+' for international. */
  readonly to: string;
  /** The text of this part; empty for 8-bit data. */
  readonly text: string;
  readonly concat: Concat | undefined;
  readonly reference: number;
  readonly pduHex: string;
  readonly atMs: number;
  readonly alphabet: 'gsm7' | '8bit' | 'ucs2';
  readonly reportWanted: boolean;
  readonly validityMs: number | undefined;
}

export interface PhoneTextOptions {
  /** TP-DCS message class, e.g. 0 for a flash text. */
  messageClass?: 0 | 1 | 2 | 3;
  /** Order in which the parts leave, e.g. [2, 0, 1]; parts not named get lost. */
  order?: readonly number[];
}

/** One part of a text, and how often the service centre has taken it for this recipient. */
export interface Acceptance {
  readonly to: string;
  readonly text: string;
  readonly part: number;
  readonly parts: number;
  readonly times: number;
}

/** The service centre: keeps every SUBMIT, carries texts both ways, reports, and holds back what the modem cannot take. */
export class Smsc {
  readonly phones = new Phones();
  readonly submitted: SubmittedSms[] = [];
  readonly #toModem: DeliveryQueue;
  readonly #asleep: { number: string; deliver: () => void }[] = [];
  readonly #submitListeners = new Set<(sms: SubmittedSms) => void>();
  readonly #changeListeners = new Set<() => void>();
  readonly #clock: SimClock;
  readonly #latency: Latency;
  readonly #serviceCentre: string;
  readonly #ownNumber: string;
  #concatReference = 0xa5;

  constructor(options: { clock: SimClock; latency: Latency; serviceCentre: string; ownNumber: string }) {
    this.#clock = options.clock;
    this.#latency = options.latency;
    this.#serviceCentre = options.serviceCentre;
    this.#ownNumber = options.ownNumber;
    const { clock, latency } = options;
    this.#toModem = new DeliveryQueue({ clock, latency, changed: () => this.#changed() });
  }

  attach(subscriber: Subscriber): void {
    this.#toModem.attach(subscriber);
  }

  onSubmit(listener: (sms: SubmittedSms) => void): () => void {
    this.#submitListeners.add(listener);
    return () => this.#submitListeners.delete(listener);
  }

  /** Called after anything that a phone or the queue shows has changed. */
  onChange(listener: () => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  #changed(): void {
    for (const listener of this.#changeListeners) listener();
  }

  /** PDUs that wait for the modem, oldest first. */
  get waiting(): readonly string[] {
    return this.#toModem.waiting;
  }

  /** What has become of every message for the modem, in order. */
  get deliveries(): readonly Delivery[] {
    return this.#toModem.deliveries;
  }

  /** How often each part has been taken for each recipient, in the order of the first time. */
  acceptances(): Acceptance[] {
    const found = new Map<string, Acceptance>();
    for (const { to, text, pduHex, alphabet, concat } of this.submitted) {
      const number = samePhone(to);
      const { seq: part, total: parts } = concat ?? { seq: 1, total: 1 };
      const said = alphabet === '8bit' ? pduHex : text;
      const key = JSON.stringify([number, said, part, parts]);
      const times = (found.get(key)?.times ?? 0) + 1;
      found.set(key, { to: number, text, part, parts, times });
    }
    return [...found.values()];
  }

  /** Takes a SUBMIT that the modem has read and numbered; it is kept for good. */
  accept(submit: Submit, reference: number, pduHex: string, reportCopies = 1): SubmittedSms {
    const atMs = this.#clock.nowMs();
    const sms: SubmittedSms = {
      to: submit.to.number,
      text: submit.data.text ?? '',
      concat: submit.data.concat,
      reference,
      pduHex,
      atMs,
      alphabet: submit.coding.alphabet,
      reportWanted: submit.reportWanted,
      validityMs: submit.validityMs,
    };
    this.submitted.push(sms);
    for (const listener of this.#submitListeners) listener(sms);
    this.#carry(submit, sms, reportCopies);
    this.#changed();
    // Whoever sends can receive: what waits is tried again.
    this.#toModem.retry();
    return sms;
  }

  /** Brings an accepted message to its phone, at once or when that is switched on, and reports how that went. */
  #carry(submit: Submit, sms: SubmittedSms, reportCopies: number): void {
    const number = samePhone(sms.to);
    const report = (status: number): void => {
      if (!sms.reportWanted) return;
      this.#clock.after(this.#latency.report, () => {
        for (let copy = 0; copy < reportCopies; copy += 1) this.inject(this.#report(submit, sms, status));
      });
    };
    const deliver = (): void => {
      if (number === samePhone(this.#ownNumber)) this.inject(this.#loopBack(submit));
      else this.phones.receive(number, this.#ownNumber, submit.data, this.#clock.nowMs());
      report(ST.received);
      this.#changed();
    };
    switch (this.phones.state(number)) {
      case 'refuses':
        report(ST.notObtainable);
        break;
      case 'on':
        deliver();
        break;
      case 'off':
        this.#awaitPhone(number, sms.validityMs ?? DEFAULT_VALIDITY_MS, deliver, () => report(ST.expired));
    }
  }

  /** Keeps a message for a phone that is off, until it comes on or the message expires. */
  #awaitPhone(number: string, validityMs: number, deliver: () => void, expire: () => void): void {
    const leave = (): void => {
      this.#asleep.splice(this.#asleep.indexOf(sleeper), 1);
    };
    const cancel = this.#clock.after(validityMs, () => {
      leave();
      expire();
    });
    const sleeper = {
      number,
      deliver: () => {
        cancel();
        leave();
        deliver();
      },
    };
    this.#asleep.push(sleeper);
  }

  #report(submit: Submit, sms: SubmittedSms, status: number): string {
    return writeReport({
      serviceCentre: this.#serviceCentre,
      reference: sms.reference,
      recipient: submit.to,
      sentAtMs: sms.atMs,
      dischargedAtMs: this.#clock.nowMs(),
      status,
    });
  }

  #loopBack(submit: Submit): string {
    const { dcs, pid, hasHeader, data } = submit;
    const from = addressOf(this.#ownNumber);
    const atMs = this.#clock.nowMs();
    return writeDeliver({ serviceCentre: this.#serviceCentre, from, dcs, pid, atMs, hasHeader, data });
  }

  /** Switches a phone; what waited for one that comes on is delivered, in order. */
  setPhone(number: string, state: PhoneState): void {
    this.phones.setState(number, state);
    if (state === 'on') {
      const awake = this.#asleep.filter((each) => each.number === samePhone(number));
      for (const each of awake) each.deliver();
    }
    this.#changed();
  }

  /** A phone, short code or name sends a text to the modem's number. */
  sendFrom(from: string, text: string, options: PhoneTextOptions = {}): void {
    this.#concatReference = (this.#concatReference + 1) & 255;
    const { alphabet, parts } = splitText(text, this.#concatReference);
    const classBits = options.messageClass === undefined ? 0 : 0x10 | options.messageClass;
    const atMs = this.#clock.nowMs();
    let taken = 0;
    const number = samePhone(from);
    this.phones.noteSent(number, { text, atMs, parts: parts.length, taken: () => taken });
    for (const at of options.order ?? parts.keys()) {
      const data = parts[at];
      if (!data) continue;
      const pduHex = writeDeliver({
        serviceCentre: this.#serviceCentre,
        from: addressOf(number),
        dcs: (alphabet === 'ucs2' ? 8 : 0) | classBits,
        atMs,
        hasHeader: data.concat !== undefined,
        data,
      });
      this.#toModem.push(pduHex, () => {
        taken += 1;
      });
    }
    this.#toModem.pump();
    this.#changed();
  }

  /** A maker of one-part texts, each PDU with the time at which it is made; nothing is queued. */
  compose(from: string, text: string): () => string {
    const { alphabet, parts } = splitText(text, 0);
    const [data] = parts;
    if (!data || parts.length > 1) throw new RangeError('a text of more than one part');
    const dcs = alphabet === 'ucs2' ? 8 : 0;
    return () =>
      writeDeliver({
        serviceCentre: this.#serviceCentre,
        from: addressOf(samePhone(from)),
        dcs,
        atMs: this.#clock.nowMs(),
        hasHeader: false,
        data,
      });
  }

  /** Queues a PDU for the modem as it is, service centre in front. */
  inject(pduHex: string): void {
    this.#toModem.push(pduHex, () => {});
    this.#toModem.pump();
    this.#changed();
  }

  /** The modem may have room, or has come back: offer again what waits. */
  retry(): void {
    this.#toModem.retry();
  }

  /** The end of a pending offer: acknowledged, or to be offered again on the next retry. */
  settle(acknowledged: boolean): void {
    this.#toModem.settle(acknowledged);
  }

  /** The modem has thrown away what it had acknowledged. */
  lose(pduHex: string): void {
    this.#toModem.lose(pduHex);
  }
}
