import { readReceived, tpduLength } from './codec/tpdu.ts';
import { type MemoryChoice, STATUS } from './messageStore.ts';
import type { Modem } from './modem.ts';
import type { Offer, Subscriber } from './smsc.ts';

/** How long a message routed straight to the host waits for +CNMA in phase 2+ (24.011 timer TR2M). */
const ACK_TIMEOUT_MS = 15_000;
const BUFFER_MAX = 64;

/** What a PDU is, as far as its way through the modem goes. A PDU that cannot be read is an ordinary text. */
function sort(pduHex: string): { report: boolean; messageClass: number | undefined } {
  try {
    const tpdu = readReceived(pduHex);
    if (tpdu.kind === 'report') return { report: true, messageClass: undefined };
    return { report: false, messageClass: tpdu.coding.messageClass };
  } catch {
    const firstOctet = Number.parseInt(
      pduHex.slice(2 + 2 * Number.parseInt(pduHex.slice(0, 2), 16)).slice(0, 2),
      16,
    );
    return { report: (firstOctet & 3) === 2, messageClass: undefined };
  }
}

/** The modem's receiving side: routes what the network brings by +CNMI (27.005 §3.4.1, tables 3.4.1-1 to -3). */
export class Arrivals implements Subscriber {
  /** Flash texts that only the modem's own display showed. */
  readonly displayed: string[] = [];
  readonly #modem: Modem;
  #buffer: string[] = [];
  #awaited: { pduHex: string; cancel: () => void } | undefined;

  constructor(modem: Modem) {
    this.#modem = modem;
  }

  offer(pduHex: string): Offer {
    if (!this.#modem.online || this.#awaited) return 'refused';
    const { report, messageClass } = this.#modem.faults.meet('route', sort(pduHex));
    return report ? this.#routeReport(pduHex) : this.#routeText(pduHex, messageClass);
  }

  #routeText(pduHex: string, messageClass: number | undefined): Offer {
    const { mt } = this.#modem.settings.indications;
    const header = `+CMT: ,${tpduLength(pduHex)}\r\n${pduHex}`;
    if (messageClass === 0) {
      if (mt > 0) return this.#direct(pduHex, header);
      this.displayed.push(pduHex);
      return 'taken';
    }
    if (mt === 2 && messageClass !== 2) return this.#direct(pduHex, header);
    if (mt === 3 && messageClass === 3) return this.#direct(pduHex, header);
    const memory: MemoryChoice = messageClass === 2 ? 'SM' : this.#modem.memories[2];
    return this.#keep(memory, pduHex, mt > 0 ? '+CMTI' : undefined);
  }

  #routeReport(pduHex: string): Offer {
    const { ds } = this.#modem.settings.indications;
    if (ds === 1) return this.#direct(pduHex, `+CDS: ${tpduLength(pduHex)}\r\n${pduHex}`);
    if (ds === 2) return this.#keep('SR', pduHex, '+CDSI');
    return 'taken';
  }

  #keep(memory: MemoryChoice, pduHex: string, indication: '+CMTI' | '+CDSI' | undefined): Offer {
    const { faults, store } = this.#modem;
    const turn = faults.meet('arrival', {
      memory,
      pduHex,
      full: store.full(memory),
      announce: undefined,
      urc: [],
    });
    if (turn.full) {
      for (const line of turn.urc) this.#modem.say(line);
      return 'refused';
    }
    const index = store.add(memory, { status: STATUS.unread, pduHex: turn.pduHex });
    if (index === undefined) return 'refused';
    const announce = turn.announce ?? { memory, index };
    if (indication && announce !== 'never')
      this.#indicate(`${indication}: "${announce.memory}",${announce.index}`);
    for (const line of turn.urc) this.#modem.say(line);
    return 'taken';
  }

  #direct(pduHex: string, lines: string): Offer {
    this.#indicate(lines);
    if (this.#modem.settings.smsService === 0) return 'taken';
    const cancel = this.#modem.clock.after(ACK_TIMEOUT_MS, () => {
      // Nobody is there: stop routing to the host, the network keeps the message (27.005 §3.4.4).
      this.#awaited = undefined;
      Object.assign(this.#modem.settings.indications, { mt: 0, ds: 0 });
      this.#modem.smsc.settle(false);
    });
    this.#awaited = { pduHex, cancel };
    return 'pending';
  }

  /** +CNMA; false when nothing waits for it. */
  acknowledge(good: boolean): boolean {
    if (!this.#awaited) return false;
    this.#awaited.cancel();
    this.#awaited = undefined;
    this.#modem.smsc.settle(good);
    return true;
  }

  #indicate(lines: string): void {
    if (this.#modem.settings.indications.mode > 0) {
      this.#modem.say(lines);
      return;
    }
    this.#buffer.push(lines);
    if (this.#buffer.length > BUFFER_MAX) this.#buffer.shift();
  }

  /** After +CNMI has left mode 0: hands over what was buffered, or drops it (<bfr>). */
  indicationsChanged(): void {
    const { mode, bfr } = this.#modem.settings.indications;
    if (mode > 0) {
      if (bfr === 0) for (const lines of this.#buffer) this.#modem.say(lines);
      this.#buffer = [];
    }
    this.#modem.smsc.retry();
  }

  reset(): void {
    this.#buffer = [];
    if (this.#awaited) this.acknowledge(false);
  }
}
