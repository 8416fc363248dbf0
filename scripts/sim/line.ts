import type { Reply } from './reply.ts';

/** What the modem may ask of the line it talks on. */
export interface Line {
  /** An unsolicited line: at once when nothing runs, else after the running answer. */
  say(text: string): void;
  /** Deaf and dumb for a while, as during a restart. */
  deafFor(ms: number, then: () => void): void;
  /** The port vanishes, as if its cable were pulled; it is back after a while, or never, perhaps `renamed`. */
  hangUp(awayMs?: number, renamed?: boolean): void;
  /** Does something later, unless the modem restarts before. */
  later(ms: number, job: () => void): void;
  /** Waits for a message as if one had been asked for, so much of it having been typed. */
  awaitText(typed: (bytes: Buffer) => Reply, begun: string): void;
  /** Takes what comes for data and no command for so long, or until +++ where that is `escapable`. */
  dataMode(ms: number, escapable: boolean): void;
  /** Hears, and is heard, at this baud rate only, until the next restart. */
  listenAt(baud: number): void;
  /** Takes no more bytes from the host, whose writing does not end (CTS low), for so long. */
  blockFor(ms: number): void;
  /** Stops answering, or stops saying anything at all, until the next restart. */
  goDumb(silence: 'answers' | 'all'): void;
}
