import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { derive } from '../../daemon/inbound/derive.ts';
import { parseCommand, parseRequest } from '../../daemon/inbound/grammar.ts';
import { decodePdu } from '../../daemon/pdu/decode.ts';
import type { PduAddress } from '../../daemon/pdu/decodedPdu.ts';
import { encodeSubmit } from '../../daemon/pdu/encode.ts';
import { fingerprint } from '../../daemon/pdu/fingerprint.ts';
import { maskPdu } from '../../daemon/trace/maskPdu.ts';
import { StandIns } from '../../daemon/trace/standIns.ts';
import { classifySender, mayAnswerByItself } from '../../db/rules/phoneNumber.ts';
import { splitSms } from '../../db/rules/smsText.ts';
import { addressOf } from '../../scripts/sim/codec/address.ts';
import { splitText } from '../../scripts/sim/codec/split.ts';
import { writeDeliver, writeReport } from '../../scripts/sim/codec/tpdu.ts';
import { tracesOf } from './tracesOf.ts';

const AT_MS = Date.UTC(2026, 2, 2, 1, 15);
const vectors = z
  .array(z.object({ id: z.string(), hex: z.string() }))
  .parse(JSON.parse(readFileSync(new URL('../vectors/pdu.json', import.meta.url), 'utf8')));

const number = fc
  .tuple(
    fc.constantFrom('+62812', '+62857', '+6233', '0812', '62878', '+6590', '+4479'),
    fc.stringMatching(/^[1-9]\d{7}$/),
  )
  .map(([network, rest]) => network + rest);
const opening = fc.constantFrom(
  ...['HELPDESK ', 'Help desk: ', 'helpdsk ', '', 'STATUS 12', 'TERIMA 3', 'SELESAI 12 ', 'Fwd: helpdesk, '],
);
const words = fc.array(
  fc.constantFrom(
    'printer',
    'Kantor',
    'di',
    'loket',
    '12',
    'sejak',
    'kemarin',
    'mati!',
    'é',
    '{x}',
    'кот',
    '😀',
  ),
  { minLength: 0, maxLength: 70 },
);
const anyText = fc.oneof(
  fc.tuple(opening, words).map(([first, rest]) => [first, ...rest].join(' ').trim()),
  fc.string({ unit: 'binary', maxLength: 160 }),
  fc.constantFrom('trims pak', 'ok', '👍', 'HELPDESK', 'help desk status', 'selesai jam berapa pak?'),
);

function delivers(from: string, text: string, ref = 7): string[] {
  const { alphabet, parts } = splitText(text, ref);
  return parts.map((data) =>
    writeDeliver({
      serviceCentre: '+6281100000',
      from: addressOf(from),
      dcs: alphabet === 'ucs2' ? 8 : 0,
      atMs: AT_MS,
      hasHeader: parts.length > 1,
      data,
    }),
  );
}
const delivered = (from: string, text: string): string => delivers(from, text)[0] ?? '';

/** All that masking leaves. */
function structureOf(pduHex: string): unknown {
  const pdu = decodePdu(pduHex);
  if (pdu.kind === 'unreadable') return { ...pdu, reason: pdu.reason.replace(/[0-9A-F]{14}/, '') };
  const shapeOf = ({ number, ...rest }: PduAddress) => ({ ...rest, length: number.length });
  const common = {
    ...pdu,
    smsc: pdu.smsc?.length,
    // What stands in for a senseless time is another senseless time.
    ...('timeFault' in pdu && { timeFault: pdu.timeFault === undefined }),
  };
  if (pdu.kind === 'statusReport')
    return { ...common, recipient: shapeOf(pdu.recipient), userData: undefined };
  const parties =
    pdu.kind === 'deliver' ? { sender: shapeOf(pdu.sender) } : { recipient: shapeOf(pdu.recipient) };
  const known = pdu.headerHex.replace(/./g, (char, at: number) => (at < 2 ? char : ''));
  return { ...common, ...parties, text: pdu.text?.length, dataHex: pdu.dataHex.length, headerHex: known };
}

const textOf = (pduHex: string): string => {
  const pdu = decodePdu(pduHex);
  return pdu.kind === 'deliver' ? (pdu.text ?? '') : '';
};
const senderOf = (pduHex: string) => {
  const filed = derive(pduHex, undefined);
  return filed.kind === 'text' ? filed.text.sender : undefined;
};

describe('a masked PDU', () => {
  test('is of the same length and structure, whatever it says', () => {
    fc.assert(
      fc.property(number, anyText, (from, text) => {
        const standIns = new StandIns();
        for (const pduHex of delivers(from, text)) {
          const masked = maskPdu(pduHex, standIns);
          expect(masked).toHaveLength(pduHex.length);
          expect(structureOf(masked)).toEqual(structureOf(pduHex));
        }
      }),
    );
  });

  test.each(vectors)('is of the same structure: $id', ({ hex }) => {
    expect(structureOf(maskPdu(hex, new StandIns()))).toEqual(structureOf(hex));
  });

  test('of octets that mean nothing stays without a meaning for the same reason', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 190 }), (octets) => {
        const hex = Buffer.from(octets).toString('hex');
        expect(structureOf(maskPdu(hex, new StandIns()))).toEqual(structureOf(hex));
      }),
      { numRuns: 2000 },
    );
  });

  test('cut off anywhere stays unreadable for the same reason', () => {
    const whole = delivered('+6281234567890', 'HELPDESK printer di loket dua mati');
    for (let length = 2; length < whole.length; length += 2) {
      const cut = whole.slice(0, length);
      expect(structureOf(maskPdu(cut, new StandIns()))).toEqual(structureOf(cut));
    }
  });

  test('has neither the number nor the text in any coding', () => {
    fc.assert(
      fc.property(number, fc.tuple(opening, fc.array(words, { minLength: 1 })), (from, [first, rest]) => {
        const secret = `${rest.flat().join(' ')} rahasia besar`;
        const masked = delivers(from, `${first} ${secret}`).map((pdu) => maskPdu(pdu, new StandIns()));
        for (const trace of [...tracesOf(from.slice(-9)), ...tracesOf('rahasia besar')])
          expect(masked.join(' ')).not.toContain(trace);
      }),
    );
  });

  test('asks for the same as the original', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const pduHex = delivered('+6281234567890', text);
        const [was, is] = [textOf(pduHex), textOf(maskPdu(pduHex, new StandIns()))];
        expect(parseRequest(is).kind).toBe(parseRequest(was).kind);
        expect(parseCommand(is)?.verb).toBe(parseCommand(was)?.verb);
      }),
    );
  });

  test.each([
    ['HELPDESK Printer rusak 081234567890', 'HELPDESK Xxxxxxx xxxxx 000000000000'],
    ['Help desk: ruang 3', 'Help desk: xxxxx 0'],
    ['status 12', 'status 12'],
    ['STATUS 812345678', 'STATUS 000000000'],
    ['TERIMA 7', 'TERIMA 7'],
    ['TERIMA 7 PIN 4711', 'TERIMA 7 PIN 0000'],
    ['4711 TERIMA 7', '0000 XXXXXX 0'],
    ['Selesai 7 kabel diganti', 'Selesai 7 xxxxx xxxxxxx'],
    ['Trims pak', 'Trims pak'],
    ['Budi, kunci di 1234', 'Xxxx, xxxxx xx 0000'],
    ['кот 😀', 'xxx 😀'],
  ])('keeps no more of %j than decides what it asks for', (text, masked) => {
    expect(textOf(maskPdu(delivered('+6281234567890', text), new StandIns()))).toBe(masked);
  });

  test.each([
    '+6281234567890',
    '081234567890',
    '+62333417437',
    '1708',
    '117',
    'TELKOMSEL',
    '+6591234567',
    '+14155552671',
  ])('has a sender of the same kind as %s', (from) => {
    const pduHex = delivered(from, 'HELPDESK printer rusak');
    const [was, is] = [senderOf(pduHex), senderOf(maskPdu(pduHex, new StandIns()))];
    expect(is?.kind).toBe(was?.kind);
    expect(is?.address).not.toBe(was?.address);
    expect(is && mayAnswerByItself(is)).toBe(was && mayAnswerByItself(was));
    expect(is?.address.slice(0, 3) === was?.address.slice(0, 3) || was?.kind !== 'phone').toBe(true);
  });
});

describe('within one dump', () => {
  test('a number has one stand-in, in whatever form and PDU it comes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^8[1-9]\d{9}$/), (national) => {
        const standIns = new StandIns();
        const senders = [`+62${national}`, `0${national}`, `62${national}`].map(
          (from) => senderOf(maskPdu(delivered(from, 'HELPDESK a'), standIns))?.address,
        );
        expect(new Set(senders).size).toBe(1);
        const recipient = addressOf(`+62${national}`);
        const times = { sentAtMs: AT_MS, dischargedAtMs: AT_MS };
        const report = writeReport({
          serviceCentre: '+6281100000',
          reference: 5,
          recipient,
          ...times,
          status: 0,
        });
        const submit = encodeSubmit({
          to: `+62${national}`,
          text: 'ya',
          alphabet: 'gsm7',
          statusReport: true,
        });
        const masked = [report, submit.pduHex].map((pduHex) => decodePdu(maskPdu(pduHex, standIns)));
        for (const pdu of masked) expect(pdu).toMatchObject({ recipient: { number: senders[0] } });
      }),
    );
  });

  test('another number has another one', () => {
    const standIns = new StandIns();
    const numbers = Array.from({ length: 3000 }, (_, n) => `+6281200${String(n).padStart(6, '0')}`);
    const masked = numbers.map((from) => senderOf(maskPdu(delivered(from, 'HELPDESK a'), standIns))?.address);
    expect(new Set(masked).size).toBe(3000);
    expect(masked.every((address) => classifySender(address ?? '', false).kind === 'phone')).toBe(true);
  });

  test('the same PDU is the same again, and another text of its length is another', () => {
    const standIns = new StandIns();
    const texts = Array.from({ length: 500 }, (_, n) => `HELPDESK keluhan ${n + 100}: printer`);
    const masked = texts.map((text) => maskPdu(delivered('+6281234567890', text), standIns));
    const again = texts.map((text) => maskPdu(delivered('+6281234567890', text), standIns));
    expect(again).toEqual(masked);
    expect(new Set(masked.map((pduHex) => fingerprint('sim', pduHex))).size).toBe(500);
  });

  test('texts that differ in case and blanks alone still do', () => {
    const standIns = new StandIns();
    maskPdu(delivered('+6281234567890', 'HELPDESK lampu mati'), standIns);
    const [first, second] = ['HELPDESK lampu padam', 'helpdesk  LAMPU padam'].map((text) =>
      textOf(maskPdu(delivered('+6281234567890', text), standIns)),
    );
    expect(second?.toLowerCase().replace(/ +/g, ' ')).toBe(first?.toLowerCase());
  });

  test('the next dump has other stand-ins', () => {
    const [first, second] = [1, 2].map(() =>
      maskPdu(delivered('+6281234567890', 'HELPDESK a'), new StandIns()),
    );
    expect(first).not.toBe(second);
  });
});

test('the parts of a long text go on belonging together, and only the first keeps its first words', () => {
  const text = `HELPDESK ${'selesai 12 dan server lambat sekali. '.repeat(9)}`;
  const standIns = new StandIns();
  const masked = delivers('+6281234567890', text).map((pduHex) => maskPdu(pduHex, standIns));
  expect(masked.length).toBeGreaterThan(2);
  expect(masked.map(textOf).join('')).toMatch(/^HELPDESK x{7} 00 x{3} /);
  expect(masked.slice(1).map(textOf).join('')).not.toMatch(/[d-w]{4}/i);
  expect(masked.map((hex) => decodePdu(hex))).toMatchObject(
    masked.map((_, at) => ({ concat: { ref: 7, total: masked.length, seq: at + 1 } })),
  );
});

test('what we send is masked as well, long texts and foreign letters included', () => {
  for (const text of ['Keluhan Anda sudah kami terima.', 'ж'.repeat(150), 'a{b}'.repeat(90)]) {
    const { alphabet, parts } = splitSms(text);
    for (const [at, part] of parts.entries()) {
      const concat = parts.length > 1 ? { concat: { ref: 9, total: parts.length, seq: at + 1 } } : {};
      const request = {
        to: '+6281234567890',
        text: part,
        alphabet,
        statusReport: true,
        validityMs: 3_600_000,
      };
      const { pduHex } = encodeSubmit({ ...request, ...concat });
      const masked = maskPdu(pduHex, new StandIns());
      expect(structureOf(masked)).toEqual(structureOf(pduHex));
      expect(masked).not.toContain(tracesOf(part)[0]);
    }
  }
});
