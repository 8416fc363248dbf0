import type { VendorFamily } from '../errorTable.ts';
import type { PinCounter } from '../pinCounters.ts';
import type { Timing } from '../timing.ts';

/** How AT+CUSD takes and gives its string; see 27.007 §7.15 and what makers made of it. */
export type UssdForm = 'text' | 'packed' | 'ucs2';

/**
 * A make of modem as data: where it wants to be spoken to differently from the others. Everything in it is a first
 * try; what the modem then answers counts.
 */
export interface Profile {
  readonly id: string;
  /** Against maker and model as AT+CGMI and AT+CGMM give them, with a blank between. */
  readonly recognisedBy: RegExp;
  /** Sent once it is recognised: against floods of lines, and so that a full storage is told. Refusals are ignored. */
  readonly quiet: readonly string[];
  /** Takes back what of it may have silenced announcements too. */
  readonly loud: readonly string[];
  /** Rungs of AT+CNMI to try before the common ladder. */
  readonly indications: readonly string[];
  /** Storages into which nothing should be received: they forget, or cannot be read. */
  readonly notForReceiving: readonly string[];
  /** Storages that count what they hold and never show it. */
  readonly unreadable: readonly string[];
  /** How the tries that are left for the PIN are asked for, best first. */
  readonly pinCounters: readonly PinCounter[];
  /** Waits that differ from the usual: after the PIN, for a result, for the prompt, between two sends. */
  readonly timing: Partial<Timing>;
  /** Restarts it, best first. */
  readonly reset: readonly string[];
  /** Takes its radio off the air; AT+CFUN=1 brings it back. */
  readonly radioOff: 'AT+CFUN=4' | 'AT+CFUN=0' | 'AT+CFUN=5';
  readonly ussd: UssdForm;
  readonly errors: VendorFamily | undefined;
}

/** What is done with a modem that nothing else is known of. */
export const GENERIC: Profile = {
  id: 'generic',
  recognisedBy: /(?:)/,
  quiet: [],
  loud: [],
  indications: [],
  notForReceiving: [],
  unreadable: [],
  pinCounters: [
    '+CPINR',
    '^CPIN',
    '+SPIC',
    '+QPINC',
    '+UPINCNT',
    '#PCT',
    '^SPIC',
    '+ZPINPUK',
    '+EPINC',
    '+CPINC',
  ],
  timing: {},
  reset: ['AT+CFUN=1,1'],
  radioOff: 'AT+CFUN=4',
  ussd: 'text',
  errors: undefined,
};
