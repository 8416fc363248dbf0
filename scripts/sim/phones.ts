import type { Concat, UserData } from './codec/userData.ts';

/** on: takes every text; off: takes none until it is switched on; refuses: the network reports a failure at once. */
export type PhoneState = 'on' | 'off' | 'refuses';

/** A text on a phone's screen. */
export interface ReceivedSms {
  readonly from: string;
  readonly text: string;
  readonly atMs: number;
  /** How many parts it has, and whether all of them have come. */
  readonly parts: number;
  readonly complete: boolean;
}

/** A text that a phone has sent to the modem's number. */
export interface SentSms {
  readonly text: string;
  readonly atMs: number;
  readonly parts: number;
  /** How many parts the modem has taken from the service centre. */
  readonly taken: () => number;
}

interface Assembly {
  readonly from: string;
  readonly atMs: number;
  readonly concat: Concat | undefined;
  readonly pieces: Map<number, string>;
}

/** Indonesian habit: 0811… and +62811… are the same phone. Names and short codes stay as they are. */
export function samePhone(number: string): string {
  const digits = number.replace(/[\s().-]/g, '');
  if (/^0\d{8,}$/.test(digits)) return `+62${digits.slice(1)}`;
  if (/^62\d{8,}$/.test(digits)) return `+${digits}`;
  return /^\+?\d+$/.test(digits) ? digits : number;
}

/** Every phone of the simulated network, each with what it shows. A number is a phone as soon as it is named. */
export class Phones {
  readonly #inboxes = new Map<string, Assembly[]>();
  readonly #outboxes = new Map<string, SentSms[]>();
  readonly #states = new Map<string, PhoneState>();

  state(number: string): PhoneState {
    return this.#states.get(samePhone(number)) ?? 'on';
  }

  setState(number: string, state: PhoneState): void {
    this.#states.set(samePhone(number), state);
  }

  sent(number: string): readonly SentSms[] {
    return this.#outboxes.get(samePhone(number)) ?? [];
  }

  noteSent(number: string, sms: SentSms): void {
    const phone = samePhone(number);
    this.#outboxes.set(phone, [...this.sent(phone), sms]);
  }

  /** A part reaches a phone, which puts it to its fellows; one that it has already is dropped, as handsets do. */
  receive(number: string, from: string, data: UserData, atMs: number): void {
    const phone = samePhone(number);
    const inbox = this.#inboxes.get(phone) ?? [];
    this.#inboxes.set(phone, inbox);
    const { concat, text = '' } = data;
    const waiting = concat && inbox.findLast((each) => belongs(each, concat, from) && !isComplete(each));
    const assembly = waiting ?? { from, atMs, concat, pieces: new Map<number, string>() };
    if (!waiting) inbox.push(assembly);
    const seq = concat?.seq ?? 1;
    if (!assembly.pieces.has(seq)) assembly.pieces.set(seq, text);
  }

  received(number: string): ReceivedSms[] {
    return (this.#inboxes.get(samePhone(number)) ?? []).map((assembly) => ({
      from: assembly.from,
      atMs: assembly.atMs,
      parts: assembly.concat?.total ?? 1,
      complete: isComplete(assembly),
      text: joined(assembly),
    }));
  }

  /** Every number that has sent, received or been given a state. */
  known(): string[] {
    return [...new Set([...this.#inboxes.keys(), ...this.#outboxes.keys(), ...this.#states.keys()])];
  }
}

const isComplete = (assembly: Assembly): boolean => assembly.pieces.size >= (assembly.concat?.total ?? 1);

const belongs = (assembly: Assembly, concat: Concat, from: string): boolean =>
  assembly.from === from && assembly.concat?.ref === concat.ref && assembly.concat.total === concat.total;

function joined(assembly: Assembly): string {
  return [...assembly.pieces.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, text]) => text)
    .join('');
}
