import type { AlarmKind } from '../../db/rules/alarm.ts';
import type { WireEntry } from '../serial/wireTrace.ts';
import type { CallOfSim } from './callWatch.ts';
import type { Technology } from './registration.ts';
import type { SendOutcome } from './sendOutcome.ts';
import type { SweepResult } from './storage.ts';
import type { StorageFill } from './storageNames.ts';
import type { StoredRecord } from './storedRecord.ts';
import type { UssdOutcome } from './ussdDesk.ts';

export type GatewayPhase = 'opening' | 'bringUp' | 'ready' | 'waiting' | 'stopped';

/** What the panel may know about a modem. */
export interface GatewayState {
  readonly name: string;
  readonly phase: GatewayPhase;
  /** One Indonesian sentence for the panel, from stateWords.ts. */
  readonly detail: string;
  /** ICCID (else IMSI); undefined before the SIM was read. */
  readonly simId: string | undefined;
  readonly imei: string | undefined;
  readonly model: string | undefined;
  readonly firmware: string | undefined;
  readonly operator: string | undefined;
  /** Of the radio. */
  readonly technology: Technology | undefined;
  readonly signalDbm: number | undefined;
  readonly registered: boolean;
  /** Each storage that holds texts, as last counted. */
  readonly storages: readonly StorageFill[];
  readonly storageUsed: number | undefined;
  readonly storageTotal: number | undefined;
  /** The ladder's step that is being taken (recovery/levels.ts). */
  readonly recoveryLevel: string | undefined;
  /** Wall clock, when `phase` last changed. */
  readonly sinceMs: number;
}

/** What the gateway tells its owner. */
export interface GatewayHooks {
  /**
   * Synchronous; what it was given is durable when it returns. If it throws, nothing is deleted from the modem and
   * the sweep is tried again later.
   * @param simId undefined for what is pushed before the SIM was read: it exists nowhere else and must not wait.
   */
  persist(simId: string | undefined, records: readonly StoredRecord[]): void;
  /** A look into the storages is over: what it brought is all there is for now. */
  swept?(): void;
  /** All that this SIM held was read to its end; told at least once a process. May throw. */
  emptied(simId: string): void;
  stateChanged(state: GatewayState): void;
  /** A `+CMGS: n` that came after its exchange had timed out and before the next CMGS (DRIVER §3.1, late window). */
  lateReference(reference: number): void;
  /**
   * A trouble that a human must hear of, in one Indonesian sentence, or its end (null). The same again is no news, and
   * must be cheap for the listener; never throws.
   */
  alarm(kind: AlarmKind, text: string | null): void;
  /** A step of the ladder begins (recovery/levels.ts); what led to it is on the wire's record. */
  escalated?(level: string): void;
  /** A call has ended that nobody could take. */
  callMissed(call: CallOfSim): void;
  /** The SIM's own number, as it is written on it. */
  ownNumber(written: string): void;
  /** The network said something that nobody had asked for. */
  networkSaid(text: string): void;
}

/** One modem, driven for years. */
export interface Gateway {
  readonly name: string;
  state(): GatewayState;
  /** Ready, registered, minimum gap over, no transmit in flight. */
  canSend(): boolean;
  /**
   * `onWriting` runs synchronously after the prompt came and before the first PDU byte leaves; it commits the second
   * durable marker. If it throws, ESC is sent and the outcome is `notSent`. Never rejects.
   */
  transmit(pdu: OutgoingPdu, onWriting: () => void): Promise<SendOutcome>;
  /**
   * Dials a code such as `*888#` between other work; sends wait meanwhile. Never rejects.
   * @param accepts whether the words are what was hoped for. If not, the code may have been garbled on its way, and other
   *   forms are tried. Without it any words will do.
   */
  ussd(code: string, accepts?: (text: string) => boolean): Promise<UssdOutcome>;
  /** Asks for a sweep of the storages as soon as the line is free. Calls coalesce. */
  sweepSoon(): void;
  /** Somebody waits for it: looks into all storages as soon as the line is free. Never rejects. */
  sweepNow(): Promise<SweepResult>;
  /**
   * A human asks for a restart of the modem; resolves when it is in use again. Rejects when it cannot be had, with a
   * word why: the modem takes no such command, its SIM would stay locked, or it does not answer.
   */
  restart(): Promise<void>;
  /** The last of what went over the wire; PINs are masked, numbers and texts are not. */
  trace(): readonly WireEntry[];
  /** Waits for a send in flight up to its time-out (DESIGN 29). */
  stop(): Promise<void>;
}

export interface OutgoingPdu {
  /** SCA octet(s) first, as 27.005 wants it. */
  readonly pduHex: string;
  /** Octets of the TPDU without the SCA. */
  readonly tpduLength: number;
}
