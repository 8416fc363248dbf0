import { natureOf } from './codec/nature.ts';
import { tpduLength } from './codec/tpdu.ts';
import type { Offer, Subscriber } from './deliveryQueue.ts';
import { filled } from './fields.ts';
import { type MemoryChoice, STATUS } from './messageStore.ts';
import type { Modem } from './modem.ts';

const BUFFER_MAX = 64;

/** The modem's receiving side: routes what the network brings by +CNMI (27.005 §3.4.1, tables 3.4.1-1 to -3). */
export class Arrivals implements Subscriber {
  /** What only the modem's own display showed: flash texts, and all that comes to a phone. */
  readonly displayed: string[] = [];
  readonly #modem: Modem;
  readonly #buffer: { lines: string; pduHex?: string }[] = [];
  #awaited: { pduHex: string; cancel: () => void } | undefined;

  constructor(modem: Modem) {
    this.#modem = modem;
  }

  offer(pduHex: string): Offer {
    if (!this.#modem.online || this.#awaited) return 'refused';
    if (this.#modem.make.storage.ownInbox) {
      this.displayed.push(pduHex);
      return 'taken';
    }
    const { report, messageClass } = this.#modem.faults.meet('route', natureOf(pduHex));
    return report ? this.#routeReport(pduHex) : this.#routeText(pduHex, messageClass);
  }

  #routeText(pduHex: string, messageClass: number | undefined): Offer {
    const { mt } = this.#modem.settings.indications;
    const fields = { length: tpduLength(pduHex) };
    const header = `+CMT: ${filled(this.#modem.make.records.direct, fields)}\r\n${pduHex}`;
    if (messageClass === 0) {
      if (mt > 0) return this.#direct(pduHex, header);
      this.displayed.push(pduHex);
      return 'lost';
    }
    if (mt === 2 && messageClass !== 2) return this.#direct(pduHex, header);
    if (mt === 3 && messageClass === 3) return this.#direct(pduHex, header);
    const memory: MemoryChoice = messageClass === 2 ? 'SM' : this.#modem.memories[2];
    return this.#keep(memory, pduHex, mt > 0 ? '+CMTI' : undefined);
  }

  #routeReport(pduHex: string): Offer {
    const { ds } = this.#modem.settings.indications;
    const { direct, memory, unrouted } = this.#modem.make.reports;
    const header = filled(direct, { length: tpduLength(pduHex) });
    if (ds === 1) return this.#direct(pduHex, `+CDS: ${header}\r\n${pduHex}`);
    if (ds === 2) return this.#keep(memory, pduHex, '+CDSI');
    return unrouted === 'kept' ? this.#keep(memory, pduHex, undefined) : 'lost';
  }

  #keep(memory: MemoryChoice, pduHex: string, indication: '+CMTI' | '+CDSI' | undefined): Offer {
    const { faults, store, make } = this.#modem;
    const turn = faults.meet('arrival', {
      memory,
      pduHex,
      full: store.full(memory),
      announce: undefined,
      urc: [],
    });
    if (turn.full) {
      for (const line of turn.urc) this.#modem.say(line);
      this.#sayFull(make.storage.full.refused, memory);
      return 'full';
    }
    const index = store.add(memory, { status: STATUS.unread, pduHex: turn.pduHex });
    if (index === undefined) return 'full';
    const announce = turn.announce ?? {
      memory: indication === '+CDSI' ? make.reports.announced : memory,
      index,
    };
    if (indication && announce !== 'never')
      this.#indicate(`${indication}: "${announce.memory}",${announce.index}`);
    for (const line of turn.urc) this.#modem.say(line);
    if (store.full(memory)) this.#sayFull(make.storage.full.taken, memory);
    return 'taken';
  }

  #sayFull(line: string | undefined, memory: string): void {
    const { switch: name } = this.#modem.make.storage.full;
    const on = name === undefined || this.#modem.switches[name] !== 0;
    if (line !== undefined && on) this.#modem.say(filled(line, { memory }));
  }

  #direct(pduHex: string, lines: string): Offer {
    this.#indicate(lines, pduHex);
    if (this.#modem.settings.smsService === 0) return 'taken';
    const cancel = this.#modem.clock.after(this.#modem.make.service.acknowledgeMs, () => {
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

  get #hostListens(): boolean {
    const { settings, make, dataTerminalReady } = this.#modem;
    return settings.indications.mode > 0 && (dataTerminalReady || !make.service.needsDtr);
  }

  #indicate(lines: string, pduHex?: string): void {
    if (this.#hostListens) {
      this.#modem.say(lines);
      return;
    }
    this.#buffer.push({ lines, ...(pduHex && { pduHex }) });
    if (this.#buffer.length > BUFFER_MAX) this.#drop(this.#buffer.shift());
  }

  /** After +CNMI has left mode 0, or DTR has come: hands over what was buffered, or drops it (<bfr>). */
  indicationsChanged(): void {
    if (this.#hostListens) {
      const kept = this.#modem.settings.indications.bfr === 0;
      for (const each of this.#buffer.splice(0)) {
        if (kept) this.#modem.say(each.lines);
        else this.#drop(each);
      }
    }
    this.#modem.memoryAvailable();
  }

  /** A message in service 0 has been acknowledged to the network before the host saw it. */
  #drop(buffered: { pduHex?: string } | undefined): void {
    if (buffered?.pduHex && this.#modem.settings.smsService === 0) this.#modem.smsc.lose(buffered.pduHex);
  }

  reset(): void {
    for (const each of this.#buffer.splice(0)) this.#drop(each);
    if (this.#awaited) this.acknowledge(false);
  }
}
