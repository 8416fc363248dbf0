import { Arrivals } from './arrivals.ts';
import { Chatterbox } from './chatterbox.ts';
import type { SimClock } from './clock.ts';
import { addressOf } from './codec/address.ts';
import type { FaultBoard } from './faultBoard.ts';
import { filled } from './fields.ts';
import type { Latency } from './latency.ts';
import type { Line } from './line.ts';
import { type MemoryChoice, MessageStore } from './messageStore.ts';
import { Network } from './network.ts';
import type { CardTraits, Personality } from './personalities/personality.ts';
import { factorySettings, type Settings } from './settings.ts';
import type { SimCard } from './simCard.ts';
import type { Smsc } from './smsc.ts';

/** A voice call that rings or runs. */
export interface Call {
  readonly number: string;
  readonly incoming: boolean;
  active: boolean;
}

type BusyCodes = CardTraits['busy'];

function storeOf({ storage }: Personality): MessageStore {
  return new MessageStore(storage.capacity, storage.indexBase, storage.all);
}

/** The state of the modem that the commands work on. It knows neither bytes nor PTY. */
export class Modem {
  make: Personality;
  store: MessageStore;
  settings: Settings;
  memories: [MemoryChoice, MemoryChoice, MemoryChoice];
  /** Numbers that the make's own commands set. */
  switches: Record<string, number>;
  phonebook: 'SM' | 'ON' = 'SM';
  /** +CFUN: 0 and 4 are off the air. */
  power: number;
  call: Call | undefined;
  ussdOpen: ((answer: string) => string) | undefined;
  clockOffsetMs = 0;
  operatorFormat = 0;
  readonly network: Network;
  readonly arrivals: Arrivals;
  readonly chatter: Chatterbox;
  readonly card: SimCard;
  readonly smsc: Smsc;
  readonly clock: SimClock;
  readonly latency: Latency;
  readonly faults: FaultBoard;
  #line: Line | undefined;
  #dataTerminalReady = true;
  #reference = 0;
  #homeStat = 1;
  #cardReadyAtMs = 0;
  #busyCodes: BusyCodes | undefined;
  #saved: Partial<Settings> = {};
  readonly #traitFactor: number;

  constructor(parts: {
    make: Personality;
    /** Factor on the times that belong to the make. */
    traitFactor: number;
    card: SimCard;
    smsc: Smsc;
    clock: SimClock;
    latency: Latency;
    faults: FaultBoard;
  }) {
    this.make = parts.make;
    this.store = storeOf(this.make);
    this.#traitFactor = parts.traitFactor;
    this.settings = factorySettings(this.make.factory);
    this.memories = [...this.make.storage.preferred];
    this.switches = { ...this.make.switches };
    this.power = this.make.power.atStart;
    this.network = new Network(this.make.network.technology);
    this.card = parts.card;
    this.smsc = parts.smsc;
    this.clock = parts.clock;
    this.latency = parts.latency;
    this.faults = parts.faults;
    this.arrivals = new Arrivals(this);
    if (this.card.state !== 'READY' || this.power !== 1) this.network.stat = 0;
    this.faults.attach(this);
    this.smsc.attach(this.arrivals);
    this.chatter = new Chatterbox(this);
    this.chatter.start();
  }

  connect(line: Line): void {
    this.#line = line;
  }

  say(text: string): void {
    const { eventsSwitch } = this.make.wire;
    if (eventsSwitch === undefined || this.switches[eventsSwitch] !== 0) this.#line?.say(text);
  }

  /** The line that it talks on; undefined before it is plugged in. */
  get line(): Line | undefined {
    return this.#line;
  }

  goDumb(silence: 'answers' | 'all'): void {
    this.#line?.goDumb(silence);
  }

  /** DTR, by which the host says that it is there; it matters to few makes. */
  get dataTerminalReady(): boolean {
    return this.#dataTerminalReady;
  }

  set dataTerminalReady(on: boolean) {
    this.#dataTerminalReady = on;
    this.arrivals.indicationsChanged();
  }

  /** On the air, with a card that is open. */
  get online(): boolean {
    return this.power === 1 && this.card.state === 'READY' && this.network.registered;
  }

  /** The card answers "busy" for a while after its PIN. */
  get cardBusy(): boolean {
    return this.clock.nowMs() < this.#cardReadyAtMs;
  }

  /** Settings as after power-on: the factory's, and what was saved. */
  defaultSettings(): void {
    this.settings = factorySettings({ ...this.make.factory, ...this.#saved });
  }

  /** Keeps some settings over a restart (AT&W, +CSAS). */
  saveSettings(...names: readonly (keyof Settings)[]): void {
    const saved = names.map((name) => [name, structuredClone(this.settings[name])] as const);
    this.#saved = { ...this.#saved, ...Object.fromEntries(saved) };
  }

  /** A time that belongs to the make, not to the way to the network. */
  traitMs(ms: number): number {
    return ms * this.#traitFactor;
  }

  /** The card answers "busy" from now on for so long, with codes that may not be the make's. */
  holdCard(ms: number, codes?: BusyCodes): void {
    const readyAtMs = this.clock.nowMs() + ms;
    if (readyAtMs <= this.#cardReadyAtMs) return;
    this.#cardReadyAtMs = readyAtMs;
    this.#busyCodes = codes;
  }

  get busyCodes(): BusyCodes {
    return (this.cardBusy && this.#busyCodes) || this.make.card.busy;
  }

  /** The card does not come to itself for so long. */
  stunCard(ms: number): void {
    this.card.awake = false;
    this.setRegistration(0);
    this.clock.after(ms, () => {
      this.card.awake = true;
      this.setPower(this.power);
    });
  }

  /** TP-MR: the modem's own counter, whatever the host wrote (23.040 §9.2.3.6). */
  nextReference(): number {
    const reference = this.#reference;
    this.#reference = (reference + 1) & 255;
    return reference;
  }

  setReference(next: number): void {
    this.#reference = next & 255;
  }

  /** There may be room again; most makes tell the network so (24.011 RP-SMMA), and it brings what it held back. */
  memoryAvailable(): void {
    if (this.make.network.tellsMemory) this.smsc.retry();
  }

  /** Sets <stat> and tells about it where +CREG, +CGREG or +CEREG asked for that (27.007 §7.2). */
  setRegistration(stat: number): void {
    if (stat !== this.network.stat) {
      this.network.stat = stat;
      for (const [name, mode] of this.#registrationModes()) {
        if (mode > 0) this.say(`+${name}: ${stat}${mode === 2 ? this.cellPart() : ''}`);
      }
    }
    if (this.online) this.smsc.retry();
  }

  #registrationModes(): [string, number][] {
    const { creg, cgreg, cereg } = this.settings;
    return [
      ['CREG', creg],
      ['CGREG', cgreg],
      ['CEREG', cereg],
    ];
  }

  /** `,"lac","ci",act` while registered, for mode 2. */
  cellPart(): string {
    const { area, cell, technology, registered } = this.network;
    return registered
      ? filled(this.make.network.cell, { area, cell, shortCell: cell.slice(-4), act: technology })
      : '';
  }

  setPower(power: number): void {
    this.power = power;
    if (power !== 1) this.setRegistration(0);
    if (power !== 1 || this.card.state !== 'READY') return;
    if (this.latency.register > 0) this.setRegistration(2);
    this.clock.after(this.latency.register, () => {
      if (this.power === 1 && this.card.state === 'READY') this.setRegistration(this.#homeStat);
    });
  }

  /** The PIN has been accepted: the card wakes, then the network is looked for. */
  cardOpened(): void {
    const { settleMs } = this.make.card;
    this.holdCard(settleMs === undefined ? this.latency.boot / 4 : this.traitMs(settleMs));
    this.chatter.start();
    this.setPower(this.power);
  }

  /** Pulls the card or puts it back; it wants its PIN again then. */
  insertCard(inserted: boolean): void {
    this.card.inserted = inserted;
    this.card.powerLoss();
    this.say(inserted ? `+CPIN: ${this.card.state}` : '+CPIN: NOT INSERTED');
    if (inserted) this.setPower(this.power);
    else this.setRegistration(0);
  }

  /** A call comes in: RING, or +CRING with +CRC=1, and the number with +CLIP=1 (27.007 §6.11, §7.6). */
  ring(number: string): void {
    this.call = { number, incoming: true, active: false };
    this.say(this.settings.crc ? '+CRING: VOICE' : 'RING');
    if (this.settings.clip) this.say(`+CLIP: "${number}",${addressOf(number).toa},"",0,"",0`);
  }

  /** The card goes into a modem of another make, with the texts that lie on it. */
  become(make: Personality): void {
    const onCard = this.store.list('SM').map(({ message }) => message);
    this.make = make;
    this.store = storeOf(make);
    for (const message of onCard) this.store.add('SM', message);
    this.network.technology = make.network.technology;
    this.#saved = {};
    this.reset();
    if (!make.power.portAway) this.#line?.hangUp();
  }

  /** A restart: settings are the factory's again, the card is locked again, stored messages stay. `marks` shows it. */
  reset(marks = true): void {
    const { power, storage, switches, lasting } = this.make;
    this.defaultSettings();
    this.memories = [...storage.preferred];
    const kept = lasting.map((name) => [name, this.switches[name] ?? 0] as const);
    this.switches = { ...switches, ...Object.fromEntries(kept) };
    for (const memory of storage.volatile) this.store.clear(memory);
    this.call = undefined;
    this.ussdOpen = undefined;
    this.power = power.atStart;
    this.network.stat = 0;
    this.card.powerLoss();
    this.arrivals.reset();
    this.#line?.deafFor(Math.max(this.latency.boot, this.traitMs(power.bootMs)), () => {
      if (marks) this.#sayMarks();
      this.chatter.start();
      this.holdCard(this.traitMs(this.make.card.settleMs ?? 0));
      this.setPower(this.faults.meet('boot', { power: this.power }).power);
    });
    const away = power.portAway;
    if (marks && away) {
      this.clock.after(this.traitMs(away.afterMs), () => this.#line?.hangUp(this.traitMs(away.forMs)));
    }
  }

  #sayMarks(): void {
    for (const { afterMs, line, cardReady, where } of this.make.power.marks) {
      this.#line?.later(this.traitMs(afterMs), () => {
        const { state } = this.card;
        if (where && ((this.switches[where.switch] ?? 0) & where.bit) === 0) return;
        if (!cardReady || state === 'READY') this.say(filled(line, { card: state }));
      });
    }
  }
}
