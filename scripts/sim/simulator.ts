import { machineClock } from './clock.ts';
import type { Delivery } from './deliveryQueue.ts';
import type { Fault, FaultOptions } from './faultBoard.ts';
import type { MemoryChoice } from './messageStore.ts';
import type { PhoneState, ReceivedSms, SentSms } from './phones.ts';
import { createSimulation, makeOf, type Simulation, type SimulationOptions } from './simulation.ts';
import type { Acceptance, PhoneTextOptions, SubmittedSms } from './smsc.ts';
import { openSocket, type SocketOptions } from './socket.ts';

export type { PhoneTextOptions, ReceivedSms, SubmittedSms };

export interface SimulatorOptions extends SimulationOptions, SocketOptions {}

/** What a page or a test may look at. */
export interface SimulatorStatus {
  readonly path: string;
  /** Id and name of the make that the modem is. */
  readonly make: { readonly id: string; readonly title: string };
  readonly ownNumber: string;
  readonly cardState: string;
  readonly registration: number;
  readonly operator: string;
  readonly power: number;
  readonly rssi: number;
  readonly memories: readonly { name: MemoryChoice; used: number; total: number }[];
  readonly waitingForModem: number;
  readonly submitted: number;
  readonly faults: readonly { id: string; left: number }[];
}

export interface Simulator {
  /** The PTY slave, e.g. /dev/pts/5. Perhaps another one after the port was unplugged (F17). */
  readonly path: string;
  /** A phone, a short code or a name sends a text to the modem's number. */
  deliver(from: string, text: string, options?: PhoneTextOptions): void;
  /** Gives the network a TPDU with its service centre in front, as is. */
  deliverPdu(pduHex: string): void;
  /** Every SUBMIT that the service centre has taken, in order. */
  readonly submitted: readonly SubmittedSms[];
  /** How often the service centre has taken each part for each recipient. */
  acceptances(): Acceptance[];
  /** What has become of every text and report for the modem. */
  readonly deliveries: readonly Delivery[];
  /** What a phone shows, parts joined. */
  received(number: string): ReceivedSms[];
  /** What a phone has sent to the modem's number. */
  sent(number: string): readonly SentSms[];
  /** Numbers that have sent or received something. */
  phones(): string[];
  /** Switches a phone on, off, or lets the network refuse it. */
  setPhone(number: string, state: PhoneState): void;
  phoneState(number: string): PhoneState;
  onSubmit(listener: (sms: SubmittedSms) => void): () => void;
  /** Called after a phone, the queue or the modem's store may have changed. */
  onChange(listener: () => void): () => void;
  /** Orders a fault of the catalogue, e.g. fault('F12', { delayMs: 5000, times: 2 }); RangeError if unknown. */
  fault(id: string, options?: FaultOptions): void;
  clearFaults(id?: string): void;
  readonly faultCatalogue: readonly Fault[];
  /** Stored records of one memory, as the modem has them. */
  stored(memory: MemoryChoice): { index: number; status: number; pduHex: string }[];
  /** <stat> of +CREG: 1 home, 5 roaming, 0, 2, 3 none. */
  setRegistration(stat: number): void;
  setSignal(rssi: number): void;
  insertCard(inserted: boolean): void;
  /** A call comes in and rings once. */
  ring(from: string): void;
  /** Puts the card into a modem of another make, which starts. RangeError if there is none such. */
  become(personality: string): void;
  /** Power off and on: the only cure for a modem that is dead to commands. */
  restart(): void;
  /** Pulls the cable; the port comes back after a while, perhaps under another name. */
  unplug(backAfterMs?: number): void;
  status(): SimulatorStatus;
  close(): Promise<void>;
}

/** Starts a simulated modem on a PTY of its own. */
export function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = machineClock();
  const simulation = createSimulation(options, clock);
  const { modem, smsc, faults } = simulation;
  const socket = openSocket(simulation.engine, clock, options);
  return Promise.resolve({
    get path() {
      return socket.path();
    },
    deliver: (from, text, how) => smsc.sendFrom(from, text, how),
    deliverPdu: (pduHex) => smsc.inject(pduHex),
    submitted: smsc.submitted,
    acceptances: () => smsc.acceptances(),
    deliveries: smsc.deliveries,
    received: (number) => smsc.phones.received(number),
    sent: (number) => smsc.phones.sent(number),
    phones: () => smsc.phones.known(),
    setPhone: (number, state) => smsc.setPhone(number, state),
    phoneState: (number) => smsc.phones.state(number),
    onSubmit: (listener) => smsc.onSubmit(listener),
    onChange: (listener) => smsc.onChange(listener),
    fault: (id, how) => faults.arm(id, how),
    clearFaults: (id) => faults.disarm(id),
    faultCatalogue: faults.catalogue,
    stored: (memory) =>
      modem.store.list(memory).map(({ index, message: { status, pduHex } }) => ({ index, status, pduHex })),
    setRegistration: (stat) => modem.setRegistration(stat),
    setSignal: (rssi) => {
      modem.network.rssi = rssi;
    },
    insertCard: (inserted) => modem.insertCard(inserted),
    ring: (from) => modem.ring(from),
    become: (personality) => modem.become(makeOf({ ...options, personality })),
    restart: () => modem.reset(),
    unplug: (backAfterMs) => socket.unplug(backAfterMs),
    status: () => statusOf(simulation, socket.path()),
    close() {
      clock.cancelAll();
      socket.close();
      return Promise.resolve();
    },
  });
}

function statusOf({ modem, smsc, faults }: Simulation, path: string): SimulatorStatus {
  const memories = (['SM', 'ME', 'SR'] as const).map((name) => ({
    name,
    used: modem.store.used(name),
    total: modem.store.total(name),
  }));
  return {
    path,
    make: { id: modem.make.id, title: modem.make.title },
    ownNumber: modem.card.ownNumber,
    cardState: modem.card.state,
    registration: modem.network.stat,
    operator: modem.network.operator,
    power: modem.power,
    rssi: modem.network.rssi,
    memories,
    waitingForModem: smsc.waiting.length,
    submitted: smsc.submitted.length,
    faults: faults.armed,
  };
}
