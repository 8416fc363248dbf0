import { GENERIC, type Profile } from './profiles/profile.ts';
import { type Registration, UNKNOWN_REGISTRATION } from './registration.ts';

/** What was learned of one modem since it was opened. Filled by the bring-up, read by everything else. */
export interface ModemFacts {
  manufacturer: string;
  model: string;
  revision: string;
  /** What is known of its make. */
  profile: Profile;
  /** 14 to 17 digits; undefined where the modem does not say. */
  imei: string | undefined;
  /** ICCID, else IMSI, else what the configuration names. */
  simId: string | undefined;
  /** As the SIM holds it. */
  ownNumber: string | undefined;
  /** Service 1 of AT+CSMS: pushed messages want an acknowledgement. */
  wantsAcknowledgement: boolean;
  storage: ChosenStorage;
  /** The values of AT+CNMI that hold, and the line that said so; undefined: none does. */
  indications: { readonly rung: string; readonly readBack: string | undefined } | undefined;
  /** Arrivals are believed to be announced. Otherwise the storage is polled. */
  announcesTexts: boolean;
  /** Texts announced so far, by storage and index. */
  announced: number;
  /** Commands echoed up to when echo was switched off last; undefined: it echoes whatever is set. */
  echoes: number | undefined;
  /** Changing the storage takes so long that it is done seldom. */
  slowStorage: boolean;
  smscMissing: boolean;
  registration: Registration;
  /** The shape of the dialogue (echo off and so on) was refused before the PIN and is set again after it. */
  shapeRefused: boolean;
}

export interface ChosenStorage {
  readonly name: string;
  /** The command that chooses it for all places. */
  readonly command: string;
  /** All storages to look into, the chosen one first. */
  readonly sweep: readonly string[];
  /** The names that AT+CPMS? gave afterwards, for the audit. */
  readonly readBack: string;
}

export function noFacts(): ModemFacts {
  return {
    manufacturer: '',
    model: '',
    revision: '',
    profile: GENERIC,
    imei: undefined,
    simId: undefined,
    ownNumber: undefined,
    wantsAcknowledgement: false,
    storage: { name: 'SM', command: 'AT+CPMS="SM"', sweep: ['SM'], readBack: '' },
    indications: undefined,
    announcesTexts: false,
    announced: 0,
    echoes: undefined,
    slowStorage: false,
    smscMissing: false,
    registration: UNKNOWN_REGISTRATION,
    shapeRefused: false,
  };
}
