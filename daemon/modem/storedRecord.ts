/**
 * One message record as the modem handed it over, before anybody has tried to understand it (DRIVER §4.1 step 3).
 * It is committed as it is; decoding is a later step that may fail without harm.
 */
export interface StoredRecord {
  /** 'SM', 'ME', 'SR', 'MT' …; '' for a message that was pushed at us (+CMT, +CDS). */
  readonly storage: string;
  /** Slot in that storage; undefined for a pushed message. */
  readonly index: number | undefined;
  /** `<stat>` 0…4 of 27.005 §3.1; undefined where the modem left it out. */
  readonly status: number | undefined;
  /** `<length>` as printed: octets of the TPDU without the SCA, though some modems count the SCA too. */
  readonly tpduLength: number | undefined;
  /** The PDU line as received, untouched. */
  readonly pduHex: string;
  readonly via: 'CMGL' | 'CMGR' | 'CMT' | 'CDS';
}
