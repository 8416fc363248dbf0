import { describe, expect, test } from 'vitest';
import { decodePdu } from '../../daemon/pdu/decode.ts';
import { wellFormed } from '../../db/rules/smsText.ts';

// PDUs of faults that users of other gateways reported; the comments name the thread.

const HEAD = '06912618010000';
const SENDER = '0D91261802000010F1';

const SENTENCE =
  'Laporan kerusakan jaringan di gedung B lantai 2, sudah dua hari tidak bisa login aplikasi kepegawaian.';

const textOf = (hex: string): string => {
  const pdu = decodePdu(hex);
  return pdu.kind === 'deliver' ? (pdu.text ?? '') : `[${pdu.kind}]`;
};

describe('reported by users of other gateways', () => {
  // wdoekes/asterisk-chan-dongle#53
  test('a text with TP-PID 39 is a text (LOSS-04)', () => {
    expect(textOf(`${HEAD}04${SENDER}39006230208051008217C822134A2C4E97A0309C9D5E87E76950592E7FCB01`)).toBe(
      'HELPDESK aplikasi error',
    );
  });

  // gammu 3d7567427
  test('an emoji is kept (LOSS-06)', () => {
    const hex = `${HEAD}04${SENDER}0008623020805100822A00480045004C0050004400450053004B002000770069006600690020D83DDE210020006D006100740069`;
    expect(textOf(hex)).toBe('HELPDESK wifi 😡 mati');
  });

  // RoEdAl/asterisk-chan-quectel#11: the parts come as 3, 1, 2.
  test('three parts are the whole text, whatever their order (MP-02, MP-12)', () => {
    const parts = [
      `${HEAD}44${SENDER}000062302080514082120500035A0303CAF0F2397C0FA7C36E17`,
      `${HEAD}44${SENDER}000062302080510082A00500035A030190452694589C2E41CC30FC2D0FBB41EBB2BC3E0FAFC36E903A2C4FBBCF6137889C069DCBE4BAFB0C1282D861373D9C06C958A0799D1C4683C8F530081D96A741F43439BC0689D3F33088FD3EA7DDA0309C9D5E87E769D0BA0C2F9FC3F7703AEC76819861F85B1E7683D665797D1E5E87DD2075589E769FC36E10390D3A97C975F7192404B1C3`,
      `${HEAD}44${SENDER}000062302080512082A00500035A0302DCF4701A246381E67572180D22D7C32074589E06D1D3E4F01A244ECFC320F6FB9C7683C270767A1D9EA741EB32BC7C0EDFC3E9B0DB056286E16F79D80D5A97E5F579781D7683D46179DA7D0EBB41E434E85C26D7DD679010C40EBBE9E13448C602CDEBE4301A44AE8741E8B03C0DA2A7C9E135489C9E8741ECF739ED0685E1ECF43A3C4F83D6`,
    ].map((hex) => decodePdu(hex));
    const texts = parts.flatMap((part) => (part.kind === 'deliver' ? [part] : []));
    texts.sort((a, b) => (a.concat?.seq ?? 0) - (b.concat?.seq ?? 0));
    expect(texts.map((part) => part.concat?.seq)).toEqual([1, 2, 3]);
    expect(texts.map((part) => part.text).join('')).toBe(`HELPDESK ${SENTENCE} ${SENTENCE} ${SENTENCE}`);
  });

  // gammu/gammu#95: the sender cut a surrogate pair.
  test('an emoji that two parts share is one emoji when they are joined (MP-10)', () => {
    const parts = [
      `${HEAD}44${SENDER}0008623020805100828C05000333020100480045004C0050004400450053004B0020${'0061'.repeat(57)}D83D`,
      `${HEAD}44${SENDER}00086230208051108214050003330202DE0000200061006B006800690072`,
    ];
    expect(wellFormed(parts.map(textOf).join(''))).toBe(`HELPDESK ${'a'.repeat(57)}😀 akhir`);
  });

  // bg111/asterisk-chan-dongle#140
  test.each([
    ['08', 'ABCDEFG@'],
    ['07', 'ABCDEFG'],
  ])('seven octets of %s septets are %s (MP-12)', (length, text) => {
    expect(textOf(`${HEAD}04${SENDER}000062302080510082${length}41E19058341E01`)).toBe(text);
  });

  // gammu/gammu#544
  test('a PDU that ends in the middle of its text is unreadable (PDU-02)', () => {
    const hex = `${HEAD}04${SENDER}0000623020805100821EC822134A2C4E9720B83CEDA697E520793DEC3E8366`;
    expect(decodePdu(hex).kind).toBe('unreadable');
  });

  // ModemManager ac243f94, gammu #305
  test.each(['99991399999999', '62200352160082'])(
    'the time stamp %s does not cost the text (PDU-03)',
    (scts) => {
      expect(decodePdu(`${HEAD}04${SENDER}0000${scts}0CC822134A2C4E97207A790E`)).toMatchObject({
        kind: 'deliver',
        text: 'HELPDESK tes',
        sentAtMs: undefined,
        timeFault: expect.stringContaining(scts),
      });
    },
  );

  // gammu/gammu#300
  test('the notice of an MMS is data for port 2948 (PDU-05)', () => {
    expect(decodePdu(`${HEAD}44048192920004623020805100820A0605040B8423F08E0601`)).toMatchObject({
      kind: 'deliver',
      sender: { number: '2929' },
      text: undefined,
      ports: { destination: 2948 },
    });
  });

  // gammu/gammu#242 (Asia/Jakarta)
  test('a status report from Jakarta tells instants', () => {
    expect(decodePdu('0691261801000006110D91261802000010F1623020805140826230208051908200', 26)).toMatchObject(
      {
        kind: 'statusReport',
        reference: 17,
        sentAtMs: Date.parse('2026-03-02T01:15:04Z'),
        dischargedAtMs: Date.parse('2026-03-02T01:15:09Z'),
        statusClass: 'delivered',
      },
    );
  });
});
