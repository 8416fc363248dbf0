import type { UssdForm } from './profiles/profile.ts';

/**
 * What a modem turned out to do beside what it says. `announcesNothing`: it accepts AT+CNMI and is silent all the same;
 * `listsForTooLong`: a list had no end; what is full is read slot by slot.
 * `silencedByQuiet`: the make's commands against floods took the announcements with them.
 */
export type Quirk = 'announcesNothing' | 'listsForTooLong' | 'silencedByQuiet';

/** What worked with one modem. It is tried first the next time, and looked at all the same. */
export interface Learned {
  /** What its SIM's number is asked for with. */
  readonly simIdCommand?: string | undefined;
  /** The values of AT+CNMI that were read back as set. */
  readonly indications?: string;
  /** Rungs of AT+CNMI that were read back as set, and announced nothing. */
  readonly deafRungs?: readonly string[];
  /** The storage that texts are received into. */
  readonly storage?: string | undefined;
  /** Storages that it lists and does not let be selected. */
  readonly refusedStorages?: readonly string[];
  /** Storages that counted what they never showed. */
  readonly unreadable?: readonly string[];
  readonly capacities?: Readonly<Record<string, number>>;
  readonly ussd?: UssdForm;
  readonly quirks?: readonly Quirk[];
  /** The SMSC that a SIM had in it, by SIM: it is put back when the modem has lost it. */
  readonly smscs?: Readonly<Record<string, string>>;
}

export interface ModemRecord {
  readonly imei: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly revision: string;
  /** The profile's id. */
  readonly profile: string;
  /** The SIM that was in it last. */
  readonly simId: string | undefined;
  readonly learned: Learned;
}

/** What outlives the connection, and the process where it is durable. May throw. */
export interface ModemMemory {
  recall(imei: string): ModemRecord | undefined;
  /** The modem that was behind this gateway's name last. */
  last(): ModemRecord | undefined;
  keep(record: ModemRecord): void;
}

/** For as long as the process runs. */
export function rememberModems(): ModemMemory {
  const records = new Map<string, ModemRecord>();
  let lastImei: string | undefined;
  return {
    recall: (imei) => records.get(imei),
    last: () => (lastImei === undefined ? undefined : records.get(lastImei)),
    keep: (record) => {
      records.set(record.imei, record);
      lastImei = record.imei;
    },
  };
}
