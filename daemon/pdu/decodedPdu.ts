import type { MessageWaiting } from './dataCoding.ts';
import type { NationalLanguage } from './nationalTables.ts';

/** A PDU as read, or why it could not be. */
export type DecodedPdu =
  | ({ kind: 'deliver' } & Deliver)
  | ({ kind: 'submit' } & Submit)
  | ({ kind: 'statusReport' } & StatusReport)
  | { kind: 'unreadable'; reason: string };

/** An address; `number` of an international one begins with `+`, of an alphanumeric one it is the name. */
export interface PduAddress {
  number: string;
  kind: 'international' | 'national' | 'alphanumeric' | 'other';
  typeOfAddress: number;
}

export interface Concat {
  ref: number;
  bits: 8 | 16;
  total: number;
  seq: number;
}

export interface Ports {
  destination: number;
  source: number;
}

/** User data with what the data coding scheme and the header say about them. */
export interface UserData {
  alphabet: 'gsm7' | 'ucs2' | '8bit';
  messageClass: 0 | 1 | 2 | 3 | null;
  messageWaiting: MessageWaiting | undefined;
  /** Undefined for 8-bit data. May hold lone surrogates: parts are joined before they are made well-formed. */
  text: string | undefined;
  /** The user data without the header. */
  dataHex: string;
  /** The header with its length octet; '' without one. */
  headerHex: string;
  concat: Concat | undefined;
  /** Why a header was ignored, e.g. "part 5 of 2"; the text is still a text. */
  headerFault: string | undefined;
  ports: Ports | undefined;
  nationalLanguage: NationalLanguage;
}

/** SMS-DELIVER (23.040 §9.2.2.1): what somebody sent us. */
export interface Deliver extends UserData {
  smsc: string | null;
  sender: PduAddress;
  pid: number;
  dcs: number;
  /** The service centre's time stamp, UTC epoch ms; undefined when senseless. */
  sentAtMs: number | undefined;
  /** The same as local time with its zone. */
  sentAtIso: string | undefined;
  /** Why `sentAtMs` is undefined or not to be trusted. */
  timeFault: string | undefined;
  moreToSend: boolean;
  replyPath: boolean;
  statusReportIndication: boolean;
}

export type ValidityPeriod =
  | { format: 'relative'; raw: number; validityMs: number }
  | { format: 'absolute'; expiresAtMs: number; iso: string }
  | { format: 'enhanced'; rawHex: string; validityMs: number | undefined };

/** SMS-SUBMIT (23.040 §9.2.2.2): what we sent, as modems keep it. */
export interface Submit extends UserData {
  smsc: string | null;
  reference: number;
  recipient: PduAddress;
  pid: number;
  dcs: number;
  validity: ValidityPeriod | undefined;
  statusReportRequest: boolean;
  rejectDuplicates: boolean;
  replyPath: boolean;
}

/** The groups of TP-ST (23.040 §9.2.3.15); `pending`: the service centre still tries. */
export type StatusClass = 'delivered' | 'pending' | 'failed' | 'reserved';

/** SMS-STATUS-REPORT (23.040 §9.2.2.3). */
export interface StatusReport {
  smsc: string | null;
  /** TP-MR of the message reported on. */
  reference: number;
  recipient: PduAddress;
  sentAtMs: number | undefined;
  sentAtIso: string | undefined;
  dischargedAtMs: number | undefined;
  dischargedAtIso: string | undefined;
  timeFault: string | undefined;
  /** TP-ST as it is. */
  status: number;
  statusClass: StatusClass;
  moreToSend: boolean;
  replyPath: boolean;
  /** TP-PI and what it announces; undefined where the report ends before. */
  parameterIndicator: number | undefined;
  pid: number | undefined;
  dcs: number | undefined;
  userData: UserData | undefined;
}
