import { describe, expect, test } from 'vitest';
import { encodeSubmit } from '../../daemon/pdu/encode.ts';
import type { WireEntry } from '../../daemon/serial/wireTrace.ts';
import { maskWire } from '../../daemon/trace/maskWire.ts';
import { StandIns } from '../../daemon/trace/standIns.ts';
import { PERSONALITIES } from '../../scripts/sim/personalities/table.ts';
import { startOnMake, stopMakes } from '../support/gatewayOnMake.ts';
import { until } from '../support/gatewayUnderTest.ts';
import { elapse, settled, useVirtualTime } from '../support/virtualTime.ts';
import { tracesOf } from './tracesOf.ts';

const CALLER = '6281277788899';
const REPORTER = '6281200000022';
const RECIPIENT = '6285799988877';
const PIN = '47114711';
const SECRETS = [CALLER, REPORTER, '6281200000011', RECIPIENT].map((number) => number.slice(-9));
const WORDS = ['rahasia dapur', 'kunci brankas', 'Masa aktif', '25.000'];

const masked = (lines: readonly (readonly [WireEntry['direction'], string])[]): string[] =>
  maskWire(
    lines.map(([direction, text]) => ({ direction, text, atMs: 0, monotonicMs: 0 })),
    new StandIns(),
  ).map(({ text }) => text);
const received = (...lines: string[]): string =>
  masked(lines.map((line) => ['rx', `\r\n${line}\r\n`] as const))
    .join('')
    .replace(/[\r\n]+/g, '|');

describe('on every make', () => {
  useVirtualTime();
  stopMakes();

  // A phone that only sends is left out: nothing reaches it.
  test.each(PERSONALITIES.map(({ id }) => id).filter((id) => id !== 'nokia-s60'))(
    'nothing of a day on a %s can be found',
    async (personality) => {
      const simulated = { personality, pace: 'typical', simPin: PIN } as const;
      const on = startOnMake(simulated, { pin: PIN }, ({ smsc, modem }) => {
        const pduHex = smsc.compose('+6281200000011', 'HELPDESK kunci brankas hilang')();
        modem.store.add('SM', { status: 1, pduHex });
      });
      await on.ready(300_000);
      on.simulation.smsc.sendFrom(`+${REPORTER}`, 'HELPDESK printer, ini rahasia dapur 😀');
      await elapse(40_000);
      await settled(on.gateway.ussd('*888#'), 300_000);
      on.simulation.modem.ring(`+${CALLER}`);
      await until(() => on.gateway.canSend(), 300_000);
      const request = { to: `+${RECIPIENT}`, text: 'Ini rahasia dapur', alphabet: 'gsm7' } as const;
      await settled(
        on.gateway.transmit(encodeSubmit({ ...request, statusReport: true }), () => {}),
        300_000,
      );
      await elapse(90_000);

      const raw = on.gateway.trace();
      const dump = maskWire(raw, new StandIns());
      expect(dump.map(({ direction, text }) => [direction, text.length])).toEqual(
        raw.map(({ direction, text }) => [direction, text.length]),
      );
      const all = dump.map(({ text }) => text).join('\n');
      expect(all).toContain('AT+CMGS=');
      const { iccid, imsi } = on.simulation.modem.card;
      const { imei } = on.simulation.modem.make.identity;
      const secrets = [...SECRETS, ...WORDS, PIN, iccid.slice(-9), imsi.slice(-9), imei.slice(-9)];
      if (personality === 'generic') {
        const wire = raw.map(({ text }) => text).join('\n');
        const isThere = (secret: string) =>
          [secret, ...tracesOf(secret)].some((trace) => wire.includes(trace));
        expect(secrets.filter((secret) => !isThere(secret))).toEqual([PIN]);
      }
      for (const trace of secrets.flatMap((secret) => [secret, ...tracesOf(secret)])) {
        expect(all).not.toContain(trace);
        expect(all).not.toContain(trace.toLowerCase());
      }
      expect(all).not.toMatch(/CPIN="?\d/);
    },
  );
});

describe('of a line', () => {
  test.each([
    ['+CMTI: "SM",3'],
    ['+CPMS: "SM",1,50,"SM",1,50,"SM",1,50'],
    ['+CSQ: 17,99'],
    ['+COPS: 0,0,"TELKOMSEL",2'],
    ['+CNMI: (0,1,2),(0,1,2,3),(0,2),(0,1),(0,1)'],
    ['+CME ERROR: SIM busy'],
    ['+CMS ERROR: 500'],
    ['^RSSI:17'],
    ['+CPIN: SIM PIN'],
    ['RING'],
    ['NO CARRIER'],
    ['SMS DONE'],
    ['+CUSD: 2'],
    ['+CREG: 0,1'],
    ['AT+CMGF=0'],
  ])('%j everything stays', (line) => {
    expect(received(line)).toBe(`|${line}|`);
  });

  test.each([
    ['+CREG: 2,1,"1A2B","01C3D4E5",2', '+CREG: 2,1,"0000","00000000",2'],
    ['+CUSD: 0,"Pulsa Rp12.500, aktif",15', '+CUSD: 0,"Xxxxx Xx00.000, xxxxx",15'],
    ['+CNUM: "Kantor","x",129', '+CNUM: "Xxxxxx","x",129'],
    ['Budi, kunci di 1234', 'Xxxx, xxxxx xx 0000'],
  ])('%j what says nothing stays', (line, harmless) => {
    expect(received(line)).toBe(`|${harmless}|`);
  });

  test('a number is the same wherever it stands', () => {
    const text = received('+CLIP: "+6281234567890",145,,,,0', '+CSCA: "+6281234567890",145', '081234567890');
    const [first, second, third] = [...text.matchAll(/(?:\+62|0)(\d{11})/g)].map(([, digits]) => digits);
    expect(second).toBe(first);
    expect(third).toBe(first);
    expect(first).not.toContain('34567890');
  });

  test('words that go on in the next line are masked to their end', () => {
    const text = received('+CUSD: 0,"Pulsa Rp5', 'kuota kunci', 'sampai 3 Mei",15', '+CSQ: 3,99');
    expect(text).toBe('|+CUSD: 0,"Xxxxx Xx0|xxxxx xxxxx|xxxxxx 0 Xxx",15|+CSQ: 3,99|');
  });

  test('words whose quotation mark was lost do not hide the result', () => {
    expect(received('+CUSD: 0,"Pulsa', 'OK')).toBe('|+CUSD: 0,"Xxxxx|OK|');
  });

  test('a text in text mode is masked, and its state stays', () => {
    const lines = ['+CMGL: 1,"REC UNREAD","+6281234567890",,"26/03/02,08:15:00+28"', 'kunci di pot', 'OK'];
    expect(received(...lines)).toMatch(
      /^\|\+CMGL: 1,"REC UNREAD","\+6281\d{9}",,"26\/03\/02,08:15:00\+28"\|xxxxx xx xxx\|OK\|$/,
    );
  });

  test('a PDU that a command cut in two cannot be read on either side', () => {
    const pdu = '07911326040000F0040B911346610089F60000208062917314080CC8F71D14969741F977FD07'.repeat(1);
    const [first, , second] = masked([
      ['rx', `\r\n+CMGR: 0,,30\r\n${pdu.slice(0, 41)}`],
      ['tx', 'AT\r'],
      ['rx', `${pdu.slice(41)}\r\n\r\nOK\r\n`],
    ]);
    expect(`${first}${second}`).not.toContain('1346610089F6');
    expect(`${first}${second}`).not.toContain('C8F71D14');
    expect(second).toMatch(/^[0-9A-F]+\r\n\r\nOK\r\n$/);
  });
});
