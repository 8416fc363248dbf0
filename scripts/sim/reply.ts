import type { Submit } from './codec/tpdu.ts';

/** How a command ends, or goes on. */
export type Reply =
  | {
      readonly kind: 'ok';
      readonly info?: readonly string[];
      readonly afterwards?: () => void;
      readonly tookMs?: number;
    }
  | { readonly kind: 'error' }
  /** A final result of the make's own. */
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'cme'; readonly code: number }
  | { readonly kind: 'cms'; readonly code: number }
  /** A call's end: NO CARRIER, BUSY … */
  | { readonly kind: 'call'; readonly result: 'NO CARRIER' | 'BUSY' | 'NO ANSWER' }
  /** The "> " prompt; what is typed until Ctrl-Z decides the rest. */
  | { readonly kind: 'prompt'; readonly typed: (bytes: Buffer) => Reply }
  /** A message ready for the service centre. `sent` runs once it has been accepted. */
  | {
      readonly kind: 'send';
      readonly prefix: '+CMGS' | '+CMSS';
      readonly submit: Submit;
      readonly pduHex: string;
      readonly sent?: () => void;
    };

export const OK: Reply = { kind: 'ok' };

/** Thrown by a command that cannot go on; the engine answers with the reply inside. */
export class Refusal extends Error {
  readonly reply: Reply;
  constructor(reply: Reply) {
    super(reply.kind);
    this.reply = reply;
  }
}

/** Runs a command; a refusal thrown inside is its reply. */
export function guarded(run: () => Reply): Reply {
  try {
    return run();
  } catch (reason) {
    if (reason instanceof Refusal) return reason.reply;
    throw reason;
  }
}

export const info = (...lines: readonly string[]): Extract<Reply, { kind: 'ok' }> => ({
  kind: 'ok',
  info: lines,
});
export const cme = (code: number): Refusal => new Refusal({ kind: 'cme', code });
export const cms = (code: number): Refusal => new Refusal({ kind: 'cms', code });

/** +CME ERROR codes (27.007 §9.2). */
export const CME = {
  notAllowed: 3,
  notSupported: 4,
  simNotInserted: 10,
  pinRequired: 11,
  pukRequired: 12,
  simBusy: 14,
  wrongPassword: 16,
  notFound: 22,
  noNetwork: 30,
  incorrectParameters: 50,
} as const;

/** +CMS ERROR codes (27.005 §3.2.5). */
export const CMS = {
  notAllowed: 302,
  notSupported: 303,
  invalidPdu: 304,
  invalidText: 305,
  simNotInserted: 310,
  pinRequired: 311,
  simBusy: 314,
  pukRequired: 316,
  invalidIndex: 321,
  memoryFull: 322,
  noServiceCentre: 330,
  noNetwork: 331,
  networkTimeout: 332,
  noAckExpected: 340,
  unknown: 500,
} as const;

const CME_WORDS: Readonly<Record<number, string>> = {
  3: 'operation not allowed',
  4: 'operation not supported',
  10: 'SIM not inserted',
  11: 'SIM PIN required',
  12: 'SIM PUK required',
  13: 'SIM failure',
  14: 'SIM busy',
  16: 'incorrect password',
  22: 'not found',
  30: 'no network service',
  50: 'Incorrect parameters',
  100: 'unknown',
};

const CMS_WORDS: Readonly<Record<number, string>> = {
  21: 'Short message transfer rejected',
  38: 'Network out of order',
  41: 'Temporary failure',
  42: 'Congestion',
  47: 'Resources unavailable, unspecified',
  302: 'operation not allowed',
  303: 'operation not supported',
  304: 'invalid PDU mode parameter',
  305: 'invalid text mode parameter',
  310: 'SIM not inserted',
  311: 'SIM PIN required',
  314: 'SIM busy',
  316: 'SIM PUK required',
  321: 'invalid memory index',
  322: 'memory full',
  330: 'SMSC address unknown',
  331: 'no network service',
  332: 'network timeout',
  340: 'no +CNMA acknowledgement expected',
  500: 'unknown error',
};

/** The final result of a reply, by +CMEE: 0 hides +CME ERROR behind ERROR, 2 spells codes out. +CMS ERROR always shows. */
export function finalResult(reply: Reply, errorForm: number): string {
  switch (reply.kind) {
    case 'cme':
      if (errorForm === 0) return 'ERROR';
      return `+CME ERROR: ${errorForm === 2 ? (CME_WORDS[reply.code] ?? reply.code) : reply.code}`;
    case 'cms':
      return `+CMS ERROR: ${errorForm === 2 ? (CMS_WORDS[reply.code] ?? reply.code) : reply.code}`;
    case 'call':
      return reply.result;
    case 'word':
      return reply.text;
    case 'error':
      return 'ERROR';
    default:
      return 'OK';
  }
}

/** Numeric result codes of ATV0 (V.250 §6.3.1). */
export const NUMERIC_RESULTS: Readonly<Record<string, string>> = {
  OK: '0',
  CONNECT: '1',
  RING: '2',
  'NO CARRIER': '3',
  ERROR: '4',
  'NO DIALTONE': '6',
  BUSY: '7',
  'NO ANSWER': '8',
};
