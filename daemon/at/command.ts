import type { FinalError } from './finalResult.ts';

/** 27.005 allows more, but some firmwares take no more than this (DRIVER §0.2). */
export const COMMAND_CHARS_MAX = 80;

/** One line to the modem and what is known of its answer. */
export interface Command {
  /** Without the CR. One command, never a chain with `;`. */
  readonly text: string;
  /**
   * How its information lines begin, e.g. `['+CPMS:']`. Empty: it has none. A line with another beginning is no part
   * of the answer.
   */
  readonly prefixes: readonly string[];
  /** Answers without a prefix are taken as well (AT+CGSN, AT+CGMI). */
  readonly bare: boolean;
  /** Each prefixed line may be followed by a PDU line (AT+CMGL, AT+CMGR). */
  readonly dataLines: boolean;
  /** Absolute: traffic of any kind does not extend it. */
  readonly timeoutMs: number;
  /** The exchange also ends when no information line has come by then: a long answer that was never begun. */
  readonly firstLineMs?: number;
  /** With information lines: the exchange also ends this long after the last of them. */
  readonly idleMs?: number;
  /** Firmwares that leave the OK out: this long after the last information line counts as OK. */
  readonly okAfterQuietMs?: number;
  /** Firmwares that say OK first: an answer without an information line is waited for so much longer. */
  readonly lateLineMs?: number;
  /** Never to be logged in clear. */
  readonly secret: boolean;
}

type Extras = Partial<
  Pick<
    Command,
    'bare' | 'dataLines' | 'firstLineMs' | 'idleMs' | 'okAfterQuietMs' | 'lateLineMs' | 'secret' | 'prefixes'
  >
>;

/** A command whose answer, if any, begins with `+NAME:` as its own name says. */
export function command(text: string, timeoutMs: number, extras: Extras = {}): Command {
  if (text.length > COMMAND_CHARS_MAX || /[\r\n\x1a\x1b;]/.test(text)) {
    throw new RangeError(`not one AT command line: ${JSON.stringify(extras.secret ? '(secret)' : text)}`);
  }
  const name = /^AT([+^*#$%][A-Z0-9]+)/i.exec(text)?.[1];
  return {
    text,
    prefixes: name ? [`${name}:`] : [],
    bare: false,
    dataLines: false,
    timeoutMs,
    secret: false,
    ...extras,
  };
}

/** How an exchange ended. A value, not a throw: each of these is an everyday event. */
export type Answer =
  | { readonly kind: 'ok'; readonly lines: readonly string[] }
  | { readonly kind: 'error'; readonly error: FinalError; readonly lines: readonly string[] }
  | { readonly kind: 'timeout'; readonly lines: readonly string[] }
  /** The modem rebooted under it. */
  | { readonly kind: 'rebooted' }
  /** Not sent at all: the line could not be brought back in step. */
  | { readonly kind: 'mute' }
  /** The wire is gone. */
  | { readonly kind: 'closed' };

/** A command that is followed by a prompt and a body (AT+CMGS). */
export interface PromptedCommand {
  readonly text: string;
  readonly prefix: string;
  /** What goes out after the prompt, without Ctrl-Z. */
  readonly body: string;
  readonly promptTimeoutMs: number;
  /** Between the prompt and the first byte: slow firmwares lose bytes otherwise. */
  readonly promptPauseMs: number;
  /** A modem that was slow to ask for the body is slow to take it: it has as long again, but no longer than this. */
  readonly slowPromptPauseMs: number;
  readonly writeTimeoutMs: number;
  readonly resultTimeoutMs: number;
  /** From the prefixed line to its OK. */
  readonly okTimeoutMs: number;
  /** From an OK to a prefixed line that comes after it. */
  readonly lateLineMs: number;
  /** Runs between the prompt and the first byte. Throwing sends ESC instead of the body. */
  onWriting(): void;
}

/** How a prompted exchange ended, with what a verdict on it needs. */
export interface PromptedAnswer {
  readonly end:
    | 'ok'
    | 'error'
    | 'timeout'
    | 'rebooted'
    | 'mute'
    | 'closed'
    /** onWriting threw. */
    | 'withheld'
    /** OK instead of a prompt. */
    | 'noPrompt';
  readonly error: FinalError | undefined;
  /** The prefixed lines after the body. */
  readonly lines: readonly string[];
  /** Ctrl-Z was handed to the driver: the network may know of it. */
  readonly submitted: boolean;
  /** From Ctrl-Z to the end. */
  readonly sinceSubmitMs: number | undefined;
  /** The line was out of step a moment ago: a result that does not name its command may be that of another one. */
  readonly doubtful: boolean;
}
