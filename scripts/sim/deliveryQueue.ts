import type { SimClock } from './clock.ts';
import { natureOf } from './codec/nature.ts';
import type { Latency } from './latency.ts';

/**
 * What the modem says to a message offered: taken, taken and thrown away, no room for it, not now, or "I shall tell
 * you" (see DeliveryQueue.settle).
 */
export type Offer = 'taken' | 'lost' | 'full' | 'refused' | 'pending';

/** The modem as the service centre knows it. */
export interface Subscriber {
  offer(pduHex: string): Offer;
}

/** The service centre's own truth about one message for the modem. */
export interface Delivery {
  readonly pduHex: string;
  readonly queuedAtMs: number;
  readonly offers: number;
  /** Lost: the modem took it, and neither kept it nor told the host. */
  readonly state: 'waiting' | 'acknowledged' | 'lost';
  readonly endedAtMs: number | undefined;
}

/** Class 2 goes to the card, reports their own way: where one has no room another may have. */
type Lane = 'card' | 'report' | 'text';

function laneOf(pduHex: string): Lane {
  const { report, messageClass } = natureOf(pduHex);
  if (report) return 'report';
  return messageClass === 2 ? 'card' : 'text';
}

interface Waiting {
  readonly lane: Lane;
  readonly taken: () => void;
  readonly delivery: { -readonly [Name in keyof Delivery]: Delivery[Name] };
}

/**
 * What waits for the modem. A message that finds no room holds up its own lane only, until the modem says that there
 * is memory again, registers, or sends something (23.040 §3.2.6, 24.011 §5.3.2).
 */
export class DeliveryQueue {
  /** Every message that was ever meant for the modem, in order. */
  readonly deliveries: Delivery[] = [];
  readonly #queue: Waiting[] = [];
  readonly #full = new Set<Lane>();
  readonly #clock: SimClock;
  readonly #latency: Latency;
  readonly #changed: () => void;
  #subscriber: Subscriber | undefined;
  #offered: Waiting | undefined;

  constructor(options: { clock: SimClock; latency: Latency; changed: () => void }) {
    this.#clock = options.clock;
    this.#latency = options.latency;
    this.#changed = options.changed;
  }

  attach(subscriber: Subscriber): void {
    this.#subscriber = subscriber;
  }

  /** PDUs that wait for the modem, oldest first. */
  get waiting(): readonly string[] {
    return this.#queue.map(({ delivery }) => delivery.pduHex);
  }

  push(pduHex: string, taken: () => void): void {
    const delivery = {
      pduHex,
      queuedAtMs: this.#clock.nowMs(),
      offers: 0,
      state: 'waiting' as const,
      endedAtMs: undefined,
    };
    this.deliveries.push(delivery);
    this.#queue.push({ lane: laneOf(pduHex), taken, delivery });
  }

  /** The modem may have room, or has come back: offers again what waits. */
  retry(): void {
    this.#full.clear();
    this.pump();
  }

  /** The end of a pending offer: acknowledged, or to be offered again on the next occasion. */
  settle(acknowledged: boolean): void {
    const offered = this.#offered;
    this.#offered = undefined;
    if (!acknowledged || !offered) return;
    this.#end(offered, 'acknowledged');
    this.pump();
  }

  /** The modem has thrown away what it had acknowledged. */
  lose(pduHex: string): void {
    const found = this.deliveries.findLast((each) => each.pduHex === pduHex && each.state === 'acknowledged');
    if (found) Object.assign(found, { state: 'lost' });
  }

  #end(waiting: Waiting, state: 'acknowledged' | 'lost'): void {
    this.#queue.splice(this.#queue.indexOf(waiting), 1);
    Object.assign(waiting.delivery, { state, endedAtMs: this.#clock.nowMs() });
    waiting.taken();
    this.#changed();
  }

  pump(): void {
    while (!this.#offered) {
      const next = this.#queue.find(({ lane }) => !this.#full.has(lane));
      if (!next || !this.#subscriber) return;
      // Set before offering: an offer may bring about a retry, which must not offer the same message twice.
      this.#offered = next;
      next.delivery.offers += 1;
      const offer = this.#subscriber.offer(next.delivery.pduHex);
      if (offer === 'pending') return;
      if (offer === 'full') this.#full.add(next.lane);
      if (offer === 'taken' || offer === 'lost') {
        this.#end(next, offer === 'taken' ? 'acknowledged' : 'lost');
        if (this.#latency.arrival > 0) {
          this.#clock.after(this.#latency.arrival, () => this.#goOn());
          return;
        }
      }
      this.#offered = undefined;
      if (offer === 'refused') return;
    }
  }

  #goOn(): void {
    this.#offered = undefined;
    this.pump();
  }
}
