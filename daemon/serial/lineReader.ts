import { ReadlineParser } from '@serialport/parser-readline';
import { CUT_MARK, Framer } from './framer.ts';

export interface LineReader {
  feed(bytes: Uint8Array): void;
  /** Drops what is unfinished: a half line at the end of a wire is not a line. */
  stop(): void;
}

/**
 * Bytes in, whole lines out, without their ends and never empty. `onCut` is told of a line over the length limit,
 * which is dropped: what it would have meant cannot be known.
 */
export function readLines(onLine: (line: string) => void, onCut: () => void = () => {}): LineReader {
  const framer = new Framer();
  // Object mode, or consecutive lines are merged while the reader is busy.
  const splitter = new ReadlineParser({ delimiter: '\n', encoding: 'latin1', readableObjectMode: true });
  let stopped = false;
  splitter.on('data', (line: string | Buffer) => {
    if (stopped) return;
    const text = typeof line === 'string' ? line : line.toString('latin1');
    if (text.endsWith(CUT_MARK)) onCut();
    else onLine(text);
  });
  framer.pipe(splitter);
  return {
    feed: (bytes) => {
      if (!stopped) framer.write(bytes);
    },
    stop: () => {
      // Destroyed, not ended: ending would flush the half line as if it were whole.
      stopped = true;
      framer.unpipe(splitter);
      framer.destroy();
      splitter.destroy();
    },
  };
}
