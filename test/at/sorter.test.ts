import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Expectation, LineSorter } from '../../daemon/at/sorter.ts';

const expecting = (text: string, extras: Partial<Expectation> = {}): Expectation => ({
  text,
  prefixes: [],
  bare: false,
  dataLines: false,
  body: undefined,
  ...extras,
});

function sorts(lines: readonly string[], expected?: Expectation) {
  const sorter = new LineSorter(() => 0);
  return lines.flatMap((line) => sorter.sort(line, expected));
}

const PDU = '06912618010000040D91261802000010F10000623020805100821EC822134A2C4E9720';

describe('sorting lines', () => {
  test.each([
    ['OK', 'final'],
    ['ERROR', 'final'],
    ['+CMS ERROR: 38', 'final'],
    ['+CME ERROR: SIM not inserted', 'final'],
    ['+CMS ERROR 38', 'final'],
    ['+cms error: 38', 'final'],
    ['ok', 'final'],
    [' OK ', 'final'],
    ['NA', 'final'],
    ['COMMAND NOT SUPPORT', 'final'],
    ['+EXT ERROR: 3', 'final'],
    ['>', 'prompt'],
    ['AT+CSQ', 'echo'],
    ['at+csq', 'echo'],
    ['+CSQ: 21,0', 'info'],
    ['+csq: 21,0', 'info'],
    ['+CMTI: "SM",1', 'event'],
    ['+cmti: "SM",1', 'event'],
    [' +CMTI: "SM",1', 'event'],
    ['RING', 'event'],
    ['NO CARRIER', 'event'],
    ['ATE0+CPMS?', 'foreign'],
    ['AT+QCFG="ims"', 'foreign'],
    ['^HWNAT:06', 'noise'],
    ['*RADIOPOWER: 1', 'noise'],
    ['+ZDONR: "TELKOMSEL",510,10,"CS_PS","ROAM_OFF"', 'noise'],
    ['OK.', 'noise'],
    ['xOK', 'noise'],
    ['THIS IS AN ERROR', 'noise'],
    ['RINGTONE', 'noise'],
    ['PERINGATAN: ERROR OK > hub 188', 'noise'],
    ['ATTENTION', 'noise'],
    ['+CMGS', 'noise'],
  ])('%j while AT+CSQ runs is %s', (line, sort) => {
    expect(sorts([line], expecting('AT+CSQ', { prefixes: ['+CSQ:'] }))).toMatchObject([{ sort }]);
  });

  test('+CREG is an answer while it is asked for', () => {
    expect(sorts(['+CREG: 0,1'], expecting('AT+CREG?', { prefixes: ['+CREG:'] }))).toMatchObject([
      { sort: 'info' },
    ]);
  });

  test('+CREG is news while something else is asked for', () => {
    expect(sorts(['+CREG: 1'], expecting('AT+CSQ', { prefixes: ['+CSQ:'] }))).toMatchObject([
      { sort: 'event', event: { name: 'registration' } },
    ]);
  });

  test('a pushed message takes its PDU line with it, out of the running answer', () => {
    const sorted = sorts(['+CMT: ,24', PDU, '+CSQ: 21,0'], expecting('AT+CSQ', { prefixes: ['+CSQ:'] }));
    expect(sorted).toEqual([
      { sort: 'held' },
      { sort: 'event', event: { name: 'smsPushed', lines: ['+CMT: ,24', PDU] } },
      { sort: 'info', line: '+CSQ: 21,0' },
    ]);
  });

  test('an event between a listed header and its PDU leaves the PDU to the list', () => {
    const list = expecting('AT+CMGL=4', { prefixes: ['+CMGL:'], dataLines: true });
    const sorted = sorts(['+CMGL: 1,0,,37', '+CMTI: "SM",2', '^RSSI:17', PDU], list);
    expect(sorted.map((s) => s.sort)).toEqual(['info', 'event', 'noise', 'data']);
  });

  test.each([
    [[`+CMT: ,24 ${PDU}`], 1],
    [['+CMT: ,24', '+CMT: ,24', PDU], 2],
    [['+CMT: ,24', '+CUSD: 0,"Pulsa', '5",15'], 2],
  ])('of pushed messages (%j) none takes the PDU of a list', (pushed, events) => {
    const list = expecting('AT+CMGL=4', { prefixes: ['+CMGL:'], dataLines: true });
    const sorted = sorts([...pushed, '+CMGL: 1,0,,37', PDU], list).filter((s) => s.sort !== 'held');
    expect(sorted.map((s) => s.sort)).toEqual([...Array(events).fill('event'), 'info', 'data']);
  });

  test('a pushed message inside a list keeps its own PDU', () => {
    const list = expecting('AT+CMGL=4', { prefixes: ['+CMGL:'], dataLines: true });
    const sorted = sorts(['+CMGL: 1,0,,37', '+CMT: ,24', 'AAAA', PDU], list);
    expect(sorted.map((s) => s.sort)).toEqual(['info', 'held', 'event', 'data']);
    expect(sorted[3]).toEqual({ sort: 'data', line: PDU });
  });

  test.each(['00', '0791', 'FFFF', 'not hex at all', '079126181'])(
    'the garbage %j after a header is its data',
    (line) => {
      const list = expecting('AT+CMGL=4', { prefixes: ['+CMGL:'], dataLines: true });
      expect(sorts(['+CMGL: 1,0,,37', line], list)[1]).toEqual({ sort: 'data', line });
    },
  );

  test('a PDU that nobody asked for is noise', () => {
    expect(sorts([PDU])).toEqual([{ sort: 'noise', line: PDU }]);
  });

  test('a header without its PDU is given up when the next one never comes', () => {
    let nowMs = 0;
    const sorter = new LineSorter(() => nowMs);
    sorter.sort('+CMT: ,24', undefined);
    nowMs = 3000;
    const sorted = sorter.sort('354242057832117', expecting('AT+CGSN', { bare: true }));
    expect(sorted).toEqual([
      { sort: 'event', event: { name: 'smsPushed', lines: ['+CMT: ,24'] } },
      { sort: 'info', line: '354242057832117' },
    ]);
  });

  test('a quoted text over several lines is one event, though a line of it reads OK', () => {
    const lines = ['+CUSD: 0,"Pulsa Rp12.500', 'OK', 'RING', 'Aktif s/d 15-04-2026",15', 'OK'];
    expect(sorts(lines, expecting('AT+CUSD=1')).filter((s) => s.sort !== 'held')).toEqual([
      { sort: 'event', event: { name: 'ussd', lines: lines.slice(0, 4) } },
      { sort: 'final', result: { final: 'ok' } },
    ]);
  });

  test('a quotation mark that is never closed swallows a dozen lines and not the rest of the day', () => {
    const sorted = sorts(['+CUSD: 0,"Pulsa', ...Array.from({ length: 20 }, () => 'OK')], expecting('AT'));
    expect(sorted.filter((s) => s.sort === 'final').length).toBeGreaterThan(5);
  });

  test('an echoed body is an echo', () => {
    const send = expecting('AT+CMGS=22', { prefixes: ['+CMGS:'], body: PDU });
    expect(sorts([`${PDU}\x1a`, PDU.slice(0, 40), PDU.slice(40)], send).map((s) => s.sort)).toEqual([
      'echo',
      'echo',
      'echo',
    ]);
  });

  test('whatever the lines are, sorting them neither throws nor loses one for good', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('OK', '>', '+CMT: ,1', '+CUSD: 0,"a', 'AT', PDU, '+CMGL: 1,0,,9'),
    );
    const expected = fc.constantFrom(
      undefined,
      expecting('AT+CMGL=4', { prefixes: ['+CMGL:'], dataLines: true }),
      expecting('ATI', { bare: true }),
    );
    fc.assert(
      fc.property(fc.array(line), expected, (lines, exp) => {
        const sorted = sorts(lines, exp);
        const counted = sorted.reduce(
          (sum, s) => sum + (s.sort === 'event' ? s.event.lines.length : s.sort === 'held' ? 0 : 1),
          0,
        );
        expect(counted).toBeGreaterThanOrEqual(lines.length - 12);
      }),
    );
  });
});
