import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { decodePdu } from '../../daemon/pdu/decode.ts';
import type { DecodedPdu, UserData } from '../../daemon/pdu/decodedPdu.ts';

// Public test vectors of ModemManager, oFono, warthog618/sms, python-messaging, python-gsmmodem, AOSP, gammu
// and others. The first octet is always that of an SMSC address.
const vectors = z
  .array(
    z.object({
      id: z.string(),
      direction: z.enum(['deliver', 'submit', 'status-report']),
      hex: z.string(),
      malformed: z.boolean().optional(),
      expect: z.record(z.string(), z.unknown()),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL('../vectors/pdu.json', import.meta.url), 'utf8')));

const timeOf = (atMs: number | undefined, iso: string | undefined, fault?: string) => {
  if (atMs === undefined || iso === undefined) return undefined;
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(iso) ?? [];
  const tz = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) + 0;
  return { iso, epoch: atMs / 1000, tz, ...(fault === undefined ? {} : { tzInvalid: true }) };
};

function userDataFields(data: UserData) {
  return {
    alphabet: data.alphabet,
    class: data.messageClass,
    ...(data.messageWaiting ? { mwi: data.messageWaiting } : {}),
    ...(data.text === undefined ? { dataHex: data.dataHex } : { text: data.text }),
    ...(data.headerHex === '' ? {} : { udh: data.headerHex }),
    ...(data.concat ? { concat: data.concat } : {}),
    ...(data.ports ? { ports: { dst: data.ports.destination, src: data.ports.source } } : {}),
    ...(data.nationalLanguage.single === undefined ? {} : { nlSingle: data.nationalLanguage.single }),
    ...(data.nationalLanguage.locking === undefined ? {} : { nlLocking: data.nationalLanguage.locking }),
  };
}

/** What was decoded, in the words of the vectors: every key that a vector has, and no other. */
function inTheWordsOfTheVectors(pdu: DecodedPdu): Record<string, unknown> {
  if (pdu.kind === 'unreadable') return { error: pdu.reason };
  if (pdu.kind === 'deliver') {
    return {
      ...userDataFields(pdu),
      smsc: pdu.smsc,
      number: pdu.sender.number,
      toa: pdu.sender.typeOfAddress,
      pid: pdu.pid,
      dcs: pdu.dcs,
      scts: timeOf(pdu.sentAtMs, pdu.sentAtIso, pdu.timeFault),
      rp: pdu.replyPath,
      sri: pdu.statusReportIndication,
      mms: pdu.moreToSend,
    };
  }
  if (pdu.kind === 'submit') {
    const vp = pdu.validity;
    const words =
      vp?.format === 'relative'
        ? { format: vp.format, raw: vp.raw, seconds: vp.validityMs / 1000 }
        : vp?.format === 'absolute'
          ? { format: vp.format, iso: vp.iso, epoch: vp.expiresAtMs / 1000 }
          : vp && { format: vp.format, raw: vp.rawHex };
    return {
      ...userDataFields(pdu),
      smsc: pdu.smsc,
      number: pdu.recipient.number,
      toa: pdu.recipient.typeOfAddress,
      pid: pdu.pid,
      dcs: pdu.dcs,
      mr: pdu.reference,
      srr: pdu.statusReportRequest,
      rd: pdu.rejectDuplicates,
      rp: pdu.replyPath,
      ...(words ? { vp: words } : {}),
    };
  }
  const { class: _noClass, ...userData } = pdu.userData ? userDataFields(pdu.userData) : { class: null };
  return {
    ...userData,
    smsc: pdu.smsc,
    number: pdu.recipient.number,
    toa: pdu.recipient.typeOfAddress,
    mr: pdu.reference,
    st: pdu.status,
    statusClass: pdu.statusClass,
    scts: timeOf(pdu.sentAtMs, pdu.sentAtIso, pdu.timeFault),
    dt: timeOf(pdu.dischargedAtMs, pdu.dischargedAtIso),
    rp: pdu.replyPath,
    mms: pdu.moreToSend,
    ...(pdu.parameterIndicator === undefined ? {} : { pi: pdu.parameterIndicator }),
    ...(pdu.pid === undefined ? {} : { pid: pdu.pid }),
    ...(pdu.dcs === undefined ? {} : { dcs: pdu.dcs }),
  };
}

describe('the public vectors', () => {
  test('are all there', () => {
    expect(vectors).toHaveLength(202);
    expect(vectors.filter((vector) => vector.malformed)).toHaveLength(42);
  });

  test.each(vectors.filter((vector) => !vector.malformed))('$id decodes in every field', (vector) => {
    expect(inTheWordsOfTheVectors(decodePdu(vector.hex))).toEqual(vector.expect);
  });

  test.each(vectors.filter((vector) => !vector.malformed))(
    '$id has the length that a modem declares',
    ({ hex }) => {
      const octets = hex.trim().length / 2;
      const tpduLength = octets - 1 - Number.parseInt(hex.slice(0, 2), 16);
      expect(decodePdu(hex, tpduLength)).toEqual(decodePdu(hex));
      expect(decodePdu(hex, octets)).toEqual(decodePdu(hex));
      expect(decodePdu(hex, tpduLength + 1 === octets ? tpduLength - 1 : tpduLength + 1).kind).toBe(
        'unreadable',
      );
    },
  );

  test.each(vectors.filter((vector) => vector.malformed))(
    '$id never becomes a message ($expect.error)',
    (vector) => {
      const pdu = decodePdu(vector.hex);
      if (vector.id === 'warthog-ts-bad-digit') {
        // Only the time stamp is wrong: the text is kept, the time is marked.
        expect(pdu).toMatchObject({ kind: 'deliver', text: 'hi', sentAtMs: undefined });
        expect(pdu).toHaveProperty('timeFault', expect.stringContaining('digit'));
      } else {
        expect(pdu).toEqual({ kind: 'unreadable', reason: expect.stringMatching(/\w/) });
      }
    },
  );
});
