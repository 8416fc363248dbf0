import type { WireEntry } from '../serial/wireTrace.ts';
import { LineMask } from './lineMask.ts';
import type { StandIns } from './standIns.ts';

/**
 * What went over the wire, made harmless: numbers, texts and identities by stand-ins, what cannot be explained without
 * any words at all. Lines keep their places, lengths and meaning, so that a program can be played the same again.
 */
export function maskWire(entries: readonly WireEntry[], standIns: StandIns): WireEntry[] {
  const lines = new LineMask(standIns);
  let midLine = false;
  return entries.map((entry) => {
    if (entry.direction !== 'rx' && entry.direction !== 'tx') {
      midLine = false;
      lines.startAnew();
      return entry;
    }
    const pieces = entry.text.match(/[\r\n\x1a\x1b]+|[^\r\n\x1a\x1b]+/g) ?? [];
    if (entry.direction === 'tx') {
      return { ...entry, text: pieces.map((piece) => (isEnd(piece) ? piece : lines.sent(piece))).join('') };
    }
    const masked = pieces.map((piece) => {
      if (isEnd(piece)) {
        midLine = false;
        return piece;
      }
      return midLine ? lines.tail(piece) : lines.received(piece);
    });
    midLine = !/[\r\n]$/.test(entry.text) && !/^>? ?$/.test(pieces.at(-1) ?? '');
    return { ...entry, text: masked.join('') };
  });
}

const isEnd = (piece: string): boolean => /^[\r\n\x1a\x1b]/.test(piece);
