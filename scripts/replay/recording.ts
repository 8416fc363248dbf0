import { parseFinalResult } from '../../daemon/at/finalResult.ts';
import { decodePdu } from '../../daemon/pdu/decode.ts';
import type { TraceEntry } from '../../daemon/trace/traceText.ts';
import { keyOf, writtenLines } from './hostLines.ts';

/** Something that the modem said, so long after the line that it answers. */
interface Said {
  readonly afterMs: number;
  readonly text: string;
  /** It came by itself, in the midst of the answer. */
  readonly unasked: boolean;
}

/** A text that was handed to the modem after its prompt. */
export interface SentText {
  readonly to: string;
  readonly text: string;
  readonly concat: { readonly ref: number; readonly seq: number } | undefined;
}

/** A line that was written to the modem, and what it answered up to a final result. */
export interface Exchange {
  readonly kind: 'exchange';
  readonly key: string;
  /** As it was written, without its end. */
  readonly written: string;
  readonly atMs: number;
  readonly answer: readonly Said[];
  readonly isAnswered: boolean;
  /** Of the body of AT+CMGS. */
  readonly sent: SentText | undefined;
}

/** What nobody had asked for; without a text: the port was gone. */
export interface Happening {
  readonly kind: 'happening';
  readonly atMs: number;
  readonly text: string | undefined;
}

export type Step = Exchange | Happening;

/** From the opening of the port to its end. */
export interface Connection {
  readonly openedAtMs: number;
  readonly steps: readonly Step[];
}

const isFinal = (line: string): boolean => line === '>' || parseFinalResult(line) !== undefined;
/** Comes by itself, even in the midst of an answer. */
const UNASKED = /^(?:RING$|\+(?:CMTI|CDSI|CLIP|CMT|CDS|CBM):)/i;
/** Has its PDU in the next line. */
const PUSHED = /^\+(?:CMT|CDS|CBM):/i;

/** Takes a trace apart into what was asked and answered and what happened by itself. */
export function readRecording(entries: readonly TraceEntry[]): readonly Connection[] {
  const connections: Connection[] = [];
  let reader: ConnectionReader | undefined;
  for (const entry of entries) {
    if (entry.direction === 'omitted') continue;
    if (entry.direction === 'opened' || !reader) {
      reader = new ConnectionReader();
      connections.push({ openedAtMs: entry.ms, steps: reader.steps });
    }
    reader.read(entry);
  }
  return connections;
}

type Draft = Omit<Exchange, 'answer' | 'isAnswered'> & { answer: Said[]; isAnswered: boolean };

class ConnectionReader {
  readonly steps: (Draft | Happening)[] = [];
  #open: Draft | undefined;
  #last: Draft | undefined;
  #held = '';
  /** The next line is the PDU of one that came by itself. */
  #pushed = false;

  read({ direction, text, ms }: TraceEntry): void {
    if (direction === 'tx') this.#written(text, ms);
    else if (direction === 'rx')
      for (const piece of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) this.#heard(piece, ms);
    else if (direction === 'closed' && text === 'lost') this.#happened(undefined, ms);
  }

  #written(text: string, atMs: number): void {
    const { lines, rest } = writtenLines(this.#held + text);
    this.#held = rest;
    for (const line of lines) {
      const key = keyOf(line);
      const sent = key === 'PDU' ? sentText(line.text) : undefined;
      this.#open = { kind: 'exchange', key, written: line.text, atMs, answer: [], isAnswered: false, sent };
      this.#last = this.#open;
      this.steps.push(this.#open);
    }
  }

  #heard(piece: string, ms: number): void {
    const line = piece.trim();
    const unasked = UNASKED.test(line) || (this.#pushed && line !== '');
    if (line !== '') this.#pushed = PUSHED.test(line);
    const exchange = this.#open ?? this.#answeredAt(ms);
    if (!exchange) {
      this.#happened(piece, ms);
      return;
    }
    exchange.answer.push({ afterMs: ms - exchange.atMs, text: piece, unasked: unasked || !this.#open });
    if (!isFinal(line)) return;
    exchange.isAnswered = true;
    this.#open = undefined;
  }

  /** What came in one piece with the end of an answer is heard with it. */
  #answeredAt(ms: number): Draft | undefined {
    const end = this.#last?.answer.at(-1);
    return end && this.#last && this.#last.atMs + end.afterMs === ms ? this.#last : undefined;
  }

  #happened(text: string | undefined, atMs: number): void {
    const before = this.steps.at(-1);
    // One piece, as it came.
    const goesOn = before?.kind === 'happening' && before.atMs === atMs && before.text !== undefined;
    if (goesOn && text !== undefined) this.steps.pop();
    this.steps.push({
      kind: 'happening',
      atMs,
      text: goesOn && text !== undefined ? before.text + text : text,
    });
  }
}

function sentText(pduHex: string): SentText | undefined {
  const pdu = decodePdu(pduHex);
  if (pdu.kind !== 'submit') return undefined;
  const { recipient, text = '', concat } = pdu;
  return { to: recipient.number, text, concat: concat && { ref: concat.ref, seq: concat.seq } };
}
