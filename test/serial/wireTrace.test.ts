import { expect, test } from 'vitest';
import { printable, traced, WireTrace } from '../../daemon/serial/wireTrace.ts';
import { FakeModem } from '../support/fakeModem.ts';

const from = (text: string) => Buffer.from(text, 'latin1');
const textOf = (trace: WireTrace) =>
  trace.entries().map((entry) => `${entry.direction} ${printable(entry.text)}`);

test('both directions are noted in order with control characters made visible', async () => {
  const trace = new WireTrace();
  const modem = new FakeModem({ 'AT+CMGS=22\r': '\r\n> ', '0011\x1a': '\r\n+CMGS: 4\r\n\r\nOK\r\n' });
  const port = traced(modem, trace);
  port.onBytes(() => {});
  await port.write(from('AT+CMGS=22\r'));
  await port.write(from('0011\x1a'));
  await port.close();
  expect(textOf(trace)).toEqual([
    'opened ',
    'tx AT+CMGS=22\\r',
    'rx \\r\\n',
    'rx > ',
    'tx 0011<SUB>',
    'rx \\r\\n+CMGS: 4\\r\\n\\r\\nOK\\r\\n',
    'closed ',
  ]);
});

test.each([
  ['in a command', [['tx', 'AT+CPIN="1234"\r']]],
  ['in an echo', [['rx', 'AT+CPIN="1234"\r\r\nOK\r\n']]],
  [
    'in an echo that the kernel cut',
    [
      ['rx', 'AT+CPI'],
      ['rx', 'N="12'],
      ['rx', '34"\r\r\nOK\r\n'],
    ],
  ],
  [
    'in an echo that something interrupted',
    [
      ['rx', 'AT+CPIN="12'],
      ['tx', 'AT\r'],
      ['rx', '34"\r\n'],
    ],
  ],
  [
    'in an echo that lost a byte',
    [
      ['tx', 'AT+CPIN="1234"\r'],
      ['rx', 'AT+CPN="1234"\r\r\nOK\r\n'],
    ],
  ],
  [
    'in an echo that something interrupted early',
    [
      ['tx', 'AT+CPIN="1234"\r'],
      ['rx', 'AT+CPI'],
      ['tx', 'AT\r'],
      ['rx', 'N="1234"\r\r\nOK\r\n'],
    ],
  ],
  ['as a new PIN', [['tx', 'AT+CPIN="12341234","1234"\r']]],
] as const)('a PIN is never kept %s', (_where, traffic) => {
  const trace = new WireTrace();
  for (const [direction, text] of traffic) trace.add(direction, from(text));
  const all = textOf(trace).join('\n');
  expect(all).toContain('+CPIN=***');
  expect(all).not.toMatch(/12|34/);
});

test('the trace is a ring: of all behind the beginning the newest two thousand entries stay', () => {
  const trace = new WireTrace();
  for (let i = 0; i < 5000; i += 1) trace.add('tx', from(`AT${i}\r`));
  const behindGap = trace.entries().slice(401);
  expect(behindGap).toHaveLength(2000);
  expect(behindGap.at(-1)?.text).toBe('AT4999\r');
});

test('a wire that never ends a line is cut up and not collected for ever', () => {
  const trace = new WireTrace();
  for (let i = 0; i < 100; i += 1) trace.add('rx', Buffer.alloc(1000, 0x41));
  expect(trace.entries().length).toBeGreaterThan(8);
});

test('long lines leave sooner, so that the whole stays small', () => {
  const trace = new WireTrace();
  for (let i = 0; i < 1000; i += 1) trace.add('rx', from(`${'7'.repeat(2000)}${i}\n`));
  const kept = trace.entries();
  expect(kept.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual((512 + 64) * 1024);
  expect(kept.length).toBeGreaterThan(250);
  expect(kept.at(-1)?.text).toContain('999\n');
});

test('an entry is dated by its last byte, on the clock of the wall and on one that is never set', () => {
  let nowMs = 1000;
  const trace = new WireTrace(() => {}, { nowMs: () => 5000 - nowMs, monotonicMs: () => nowMs });
  trace.add('rx', from('\r\n> '));
  nowMs += 300;
  trace.add('tx', from('0011'));
  expect(trace.entries().map(({ atMs, monotonicMs }) => [atMs, monotonicMs])).toEqual([
    [4000, 1000],
    [4000, 1000],
    [3700, 1300],
  ]);
});

test('the beginning of the last connection stays, and what is left out behind it is counted', () => {
  const trace = new WireTrace();
  trace.mark('opened');
  trace.add('tx', from('AT+OLD\r'));
  trace.mark('closed');
  trace.mark('opened');
  for (let i = 0; i < 3000; i += 1) trace.add('tx', from(`AT${i}\r`));
  const kept = trace.entries();
  expect(kept.slice(0, 2).map(({ text }) => text)).toEqual(['', 'AT0\r']);
  const gap = kept.findIndex(({ direction }) => direction === 'omitted');
  expect(gap).toBe(400);
  expect(kept[gap - 1]?.text).toBe('AT398\r');
  expect(kept[gap]?.text).toBe(String(3001 - 400 - 2000));
  expect(kept[gap + 1]?.text).toBe('AT1000\r');
  expect(kept).toHaveLength(2401);
});

test('a beginning that is still among the newest is there once', () => {
  const trace = new WireTrace();
  trace.mark('opened');
  for (let i = 0; i < 2200; i += 1) trace.add('tx', from(`AT${i}\r`));
  expect(trace.entries().map(({ text }) => text)).toEqual([
    '',
    ...Array.from({ length: 2200 }, (_, i) => `AT${i}\r`),
  ]);
});
