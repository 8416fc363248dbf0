import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LINE_CHARS_MAX } from '../../daemon/serial/framer.ts';
import { readLines } from '../../daemon/serial/lineReader.ts';

/** Lets the streams run dry. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

async function linesOf(chunks: readonly Buffer[]): Promise<string[]> {
  const lines: string[] = [];
  const reader = readLines(
    (line) => lines.push(line),
    () => lines.push('(cut)'),
  );
  for (const chunk of chunks) reader.feed(chunk);
  await settle();
  return lines;
}

const from = (text: string) => Buffer.from(text, 'latin1');
const TRANSCRIPT = from(
  'AT+CREG=2\r\r\nOK\r\n\0\0\r\nRDY\r\n^SRVST:0\r\nAT+CMGS=22\r\r\n> 0031000D91\x1a\r\n+CMGS: 42\r\n\r\nOK\r\n' +
    `\r\n>\r\n+CLAC\r\r\r\n\xff\xfeTelkom\r\n${'A'.repeat(LINE_CHARS_MAX + 300)}\r\n+CUSD: 0,"a > b OK",15\r\n>> \r\nhalf`,
);

describe('lines from bytes', () => {
  test('an echo, doubled carriage returns, NULs and Latin-1 bytes give clean lines', async () => {
    expect(await linesOf([TRANSCRIPT])).toEqual([
      ...['AT+CREG=2', 'OK', 'RDY', '^SRVST:0', 'AT+CMGS=22', '>', '0031000D91\x1a', '+CMGS: 42', 'OK'],
      ...['>', '+CLAC', '\xff\xfeTelkom', '(cut)', '+CUSD: 0,"a > b OK",15', '>', '>'],
    ]);
  });

  test('whatever way the kernel cuts the bytes, the lines are the same', async () => {
    const whole = await linesOf([TRANSCRIPT]);
    const cuts = fc.uniqueArray(fc.integer({ min: 0, max: TRANSCRIPT.length }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(cuts, async (places) => {
        const at = [0, ...places.toSorted((a, b) => a - b), TRANSCRIPT.length];
        const chunks = at.slice(1).map((end, i) => TRANSCRIPT.subarray(at[i], end));
        expect(await linesOf(chunks)).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });

  test('byte by byte gives the same lines', async () => {
    const single = [...TRANSCRIPT].map((byte) => Buffer.from([byte]));
    expect(await linesOf(single)).toEqual(await linesOf([TRANSCRIPT]));
  });

  test.each([
    ['a prompt with a space', '\r\n> ', ['>']],
    ['a prompt without a space', '\r\n>', ['>']],
    ['a prompt after a lone line feed', '\n> ', ['>']],
    ['a prompt with the echoed PDU behind it', '\r\n> 0011AA\r\n', ['>', '0011AA']],
    ['a greater-than sign inside a line', '+COPS: 0,0,"a > b"\r\n', ['+COPS: 0,0,"a > b"']],
    ['an event between the command and its prompt', '\r\n+CMTI: "SM",1\r\n\r\n> ', ['+CMTI: "SM",1', '>']],
  ])('%s', async (_what, bytes, lines) => {
    expect(await linesOf([from(bytes)])).toEqual(lines);
  });

  test('a line of exactly the cap is kept', async () => {
    expect(await linesOf([from(`${'B'.repeat(LINE_CHARS_MAX)}\r\n`)])).toEqual(['B'.repeat(LINE_CHARS_MAX)]);
  });

  test('two megabytes without a line end are one dropped line and the next line is whole', async () => {
    const flood = Array.from({ length: 512 }, () => Buffer.alloc(4096, 0x41));
    expect(await linesOf([...flood, from('\r\nOK\r\n')])).toEqual(['(cut)', 'OK']);
  });

  test('the half line at the end of a wire is not a line', async () => {
    const lines: string[] = [];
    const reader = readLines((line) => lines.push(line));
    reader.feed(from('OK\r\n0791AA'));
    await settle();
    reader.stop();
    reader.feed(from('BB\r\n'));
    await settle();
    expect(lines).toEqual(['OK']);
  });

  test('a line is there as soon as its bytes were fed', () => {
    const lines: string[] = [];
    readLines((line) => lines.push(line)).feed(from('\r\nOK\r\n'));
    expect(lines).toEqual(['OK']);
  });
});
