import { describe, expect, test } from 'vitest';
import { releaseIncomplete } from '../../db/actions/releaseIncomplete.ts';
import { operatorMessages, quarantine, reviewTray } from '../../db/queries/trays.ts';
import { alarms } from '../../db/schema/gatewayWatch.ts';
import { rawMessages } from '../../db/schema/smsIn.ts';
import { MONDAY_TEN_MS, openOffice, pdusOf, standingClock } from '../support/office.ts';

// What users of other gateways reported, from the PDU to the ticket.

const MINUTE = 60_000;
const HEAD = '06912618010000';
const SENDER = '0D91261802000010F1';
/** The PDUs were sent on 2 March 2026, 08.15 in Jakarta. */
const AT_MS = Date.parse('2026-03-02T01:15:30Z');
const office = () => openOffice(undefined, standingClock(AT_MS));
const incoming = (of: ReturnType<typeof openOffice>) =>
  of.messages().filter((message) => message.direction === 'in');

describe('a text of an unusual type', () => {
  test('is a complaint like any other (LOSS-04)', () => {
    const of = office();
    of.arrive(`${HEAD}04${SENDER}39006230208051008217C822134A2C4E97A0309C9D5E87E76950592E7FCB01`);
    expect(of.tickets()).toMatchObject([{ subject: 'aplikasi error' }]);
  });

  test.each(['41', '44', '47'])(
    'that replaces (%s) is followed by the next one, and neither is lost (LOSS-04)',
    (pid) => {
      const of = office();
      of.arrive(`${HEAD}04${SENDER}${pid}006230208051008217C822134A2C4E97A0309C9D5E87E76950592E7FCB01`);
      of.arrive(`${HEAD}04${SENDER}${pid}00623020805110820CC822134A2C4E97207A790E`);
      expect(incoming(of).map(({ text }) => text)).toEqual(['HELPDESK aplikasi error', 'HELPDESK tes']);
    },
  );

  test('that asks to be thrown away is kept as it came and does nothing', () => {
    const of = office();
    of.arrive(`${HEAD}04${SENDER}40006230208051008217C822134A2C4E97A0309C9D5E87E76950592E7FCB01`);
    expect(of.tickets()).toEqual([]);
    expect(of.db.select().from(rawMessages).all()).toMatchObject([{ state: 'ignored' }]);
  });
});

describe('characters that other programs stumble over', () => {
  test('an emoji reaches the ticket (LOSS-06)', () => {
    const of = office();
    of.arrive(
      `${HEAD}04${SENDER}0008623020805100822A00480045004C0050004400450053004B002000770069006600690020D83DDE210020006D006100740069`,
    );
    expect(of.tickets()).toMatchObject([{ subject: 'wifi 😡 mati' }]);
  });

  test('a NUL and half an emoji are shown as what they are not, and block nothing (LOSS-06)', () => {
    const of = office();
    of.arrive(
      `${HEAD}04${SENDER}0008623020805100821C00480045004C0050004400450053004B00200061000000200062D83D`,
    );
    of.arrive(`${HEAD}04${SENDER}0000623020805110820CC822134A2C4E97207A790E`);
    expect(incoming(of).map(({ text }) => text)).toEqual(['HELPDESK a\ufffd b\ufffd', 'HELPDESK tes']);
  });

  test('an emoji that two parts share is one (MP-10)', () => {
    const of = office();
    of.arrive(
      `${HEAD}44${SENDER}0008623020805100828C05000333020100480045004C0050004400450053004B0020${'0061'.repeat(57)}D83D`,
    );
    of.arrive(`${HEAD}44${SENDER}00086230208051108214050003330202DE0000200061006B006800690072`);
    expect(incoming(of)).toMatchObject([{ text: `HELPDESK ${'a'.repeat(57)}😀 akhir` }]);
  });
});

describe('long texts', () => {
  const parts = [
    `${HEAD}44${SENDER}0000${'62302080510082'}A00500035A030190452694589C2E41CC30FC2D0FBB41EBB2BC3E0FAFC36E903A2C4FBBCF6137889C069DCBE4BAFB0C1282D861373D9C06C958A0799D1C4683C8F530081D96A741F43439BC0689D3F33088FD3EA7DDA0309C9D5E87E769D0BA0C2F9FC3F7703AEC76819861F85B1E7683D665797D1E5E87DD2075589E769FC36E10390D3A97C975F7192404B1C3`,
    `${HEAD}44${SENDER}0000${'62302080512082'}A00500035A0302DCF4701A246381E67572180D22D7C32074589E06D1D3E4F01A244ECFC320F6FB9C7683C270767A1D9EA741EB32BC7C0EDFC3E9B0DB056286E16F79D80D5A97E5F579781D7683D46179DA7D0EBB41E434E85C26D7DD679010C40EBBE9E13448C602CDEBE4301A44AE8741E8B03C0DA2A7C9E135489C9E8741ECF739ED0685E1ECF43A3C4F83D6`,
    `${HEAD}44${SENDER}0000${'62302080514082'}120500035A0303CAF0F2397C0FA7C36E17`,
  ];

  test.each([[[2, 0, 1]], [[2, 1, 0]], [[1, 2, 0]]])(
    'whose parts come as %j are one ticket with all of it (MP-02, MP-06)',
    (order) => {
      const of = office();
      for (const place of order) of.arrive(parts[place] ?? '');
      expect(of.tickets()).toHaveLength(1);
      expect(incoming(of)).toMatchObject([{ text: expect.stringMatching(/^HELPDESK Laporan .{300}/s) }]);
      expect(incoming(of)[0]?.text).toHaveLength(317);
      expect(of.outbox()).toHaveLength(1);
    },
  );

  test('of two senders with the same reference are told apart, minutes later and in reverse (MP-03)', () => {
    const of = openOffice();
    const long = (what: string) => `HELPDESK ${what} di ruang kepala bidang `.padEnd(200, 'x');
    const [a1 = '', a2 = ''] = pdusOf('+6281200000022', long('printer'), MONDAY_TEN_MS, 7);
    const [b1 = '', b2 = ''] = pdusOf('+6281200000033', long('scanner'), MONDAY_TEN_MS, 7);
    for (const pdu of [a1, b1]) of.arrive(pdu);
    of.clock.pass(4 * MINUTE);
    for (const pdu of [b2, a2]) of.arrive(pdu);
    expect(
      incoming(of)
        .map(({ text }) => text)
        .toSorted(),
    ).toEqual([long('printer'), long('scanner')]);
    expect(of.tickets()).toHaveLength(2);
  });

  test('whose second part comes half a minute later into the same slot are one (MP-05)', () => {
    const of = openOffice();
    const [first = '', second = ''] = pdusOf(
      '+6281200000022',
      `HELPDESK ${'rusak '.repeat(40)}`,
      MONDAY_TEN_MS,
    );
    of.arrive(first);
    expect(incoming(of)).toEqual([]);
    of.clock.pass(35_000);
    of.arrive(second);
    expect(of.tickets()).toHaveLength(1);
    expect(of.outbox()).toHaveLength(1);
  });

  test('of 54 parts in any order are joined (MP-09)', () => {
    const of = openOffice();
    const text = `HELPDESK ${'kabel jaringan di lantai dua putus lagi '.repeat(205)}`.trim();
    const all = pdusOf('+6281200000022', text, MONDAY_TEN_MS);
    expect(all).toHaveLength(54);
    const shuffled = all.map((pdu, at) => ({ pdu, at: (at * 31) % 54 })).toSorted((a, b) => a.at - b.at);
    for (const { pdu } of shuffled) of.arrive(pdu);
    expect(incoming(of)).toMatchObject([{ text, incomplete: false }]);
  });

  test('that claim 255 parts and bring three are shown as far as they go (MP-09)', () => {
    const of = office();
    for (const seq of ['01', '02', 'FF'])
      of.arrive(`${HEAD}44${SENDER}0004623020805100820A0500035AFF${seq}48454C50`);
    of.arrive(`${HEAD}44${SENDER}0008623020805100820C0500035BFF0100480045004C`);
    of.clock.pass(16 * MINUTE);
    releaseIncomplete(of.db, of.clock);
    of.process();
    expect(incoming(of).filter(({ incomplete }) => incomplete)).toHaveLength(2);
  });

  test.each([
    ['0 of 0', '0000'],
    ['5 of 2', '0205'],
    ['0 of 2', '0200'],
  ])('that are part %s are texts of their own (MP-09)', (_what, header) => {
    const of = office();
    of.arrive(
      `${HEAD}44${SENDER}000862302080510082180500035A${header}00480045004C0050004400450053004B0020`.concat(
        '0061',
      ),
    );
    expect(incoming(of)).toHaveLength(1);
  });
});

describe('what cannot be read', () => {
  test.each([
    ['ends in its text', `${HEAD}04${SENDER}0000623020805100821EC822134A2C4E9720B83CEDA697E520793DEC3E8366`],
    ['claims more text than there is', `${HEAD}04${SENDER}000062302080510082FFC82213`],
    ['has a header longer than itself', `${HEAD}44${SENDER}0000623020805100820A20C822134A2C4E97`],
    ['has half an octet too many', `${HEAD}04${SENDER}0000623020805100820CC822134A2C4E97207A790E0`],
    ['is not written in hexadecimal', 'HELLO WORLD'],
    ['is empty', ''],
    ['is one octet', '00'],
    ['is the fill of an empty record', 'FF'.repeat(175)],
  ])('and %s is set aside with a reason, and the next one is handled (PDU-02, F41)', (_what, pdu) => {
    const of = office();
    of.arrive(pdu);
    of.arrive(`${HEAD}04${SENDER}0000623020805110820CC822134A2C4E97207A790E`);
    expect(quarantine(of.db)).toHaveLength(1);
    expect(quarantine(of.db)[0]?.reason).toMatch(/./);
    expect(of.db.select().from(alarms).all()).toMatchObject([{ kind: 'quarantine', endedAtMs: null }]);
    expect(of.tickets()).toHaveLength(1);
  });

  test.each(['99991399999999', '62200352160082', 'FFFFFFFFFFFFFF'])(
    'of a text is not its time stamp %s: arrival counts (PDU-03)',
    (scts) => {
      const of = office();
      of.arrive(`${HEAD}04${SENDER}0000${scts}0CC822134A2C4E97207A790E`);
      expect(of.tickets()).toMatchObject([{ subject: 'tes' }]);
      expect(incoming(of)).toMatchObject([{ atMs: of.clock.nowMs() }]);
    },
  );
});

test.each(['A\rAT+CFUN=0', '"; reboot #', '=1+1|"x"!A', '<b>BANK</b>', '$(reboot)'])(
  'a sender that calls himself %j stands there as he does, is never answered, and what he writes is no order (PDU-04)',
  (name) => {
    const of = office();
    const words = 'HELPDESK =HYPERLINK("x") $(reboot) <script>alert(1)</script>\r\nAT+CFUN=0';
    for (const pdu of pdusOf(name, words, AT_MS)) of.arrive(pdu);
    expect(operatorMessages(of.db)).toMatchObject([
      { kind: 'operator', peer: name, text: words.replace('\r\n', '\n') },
    ]);
    expect(of.tickets()).toEqual([]);
    expect(of.outbox()).toEqual([]);
  },
);

test('the notice of an MMS is data, opens nothing and is never answered (PDU-05)', () => {
  const of = office();
  of.arrive('0691261801000044048192920004623020805100820A0605040B8423F08E0601');
  expect(of.tickets()).toEqual([]);
  expect(of.outbox()).toEqual([]);
  expect(operatorMessages(of.db)).toMatchObject([{ kind: 'data', peer: '2929' }]);
  expect(reviewTray(of.db)).toEqual([]);
});

test('the same PDU seconds and days later is one, with another time stamp it is another (DUP-07)', () => {
  const of = office();
  const pdu = (second: string) =>
    `${HEAD}04${SENDER}000062302080${second}16C822134A2C4E97A0B49B5E96BBCB74503B4C4F03`;
  expect(of.arrive(pdu('510082'))).toBe(1);
  of.clock.pass(90_000);
  expect(of.arrive(pdu('510082'))).toBe(0);
  of.clock.pass(3 * 24 * 60 * MINUTE);
  const later = openOffice(of.db, of.clock);
  expect(later.arrive(pdu('510082'))).toBe(0);
  expect(of.tickets()).toHaveLength(1);
  expect(of.outbox()).toHaveLength(1);
  expect(later.arrive(pdu('610182'))).toBe(1);
  expect(incoming(of)).toHaveLength(2);
});
