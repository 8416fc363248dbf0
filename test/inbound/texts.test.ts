import { describe, expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { endQuietAlarms } from '../../db/actions/endQuietAlarms.ts';
import { noteOwnNumbers } from '../../db/actions/ownNumbers.ts';
import { releaseIncomplete } from '../../db/actions/releaseIncomplete.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import {
  attachMessage,
  dismissMessage,
  openTicketFromMessage,
  restoreMessage,
} from '../../db/actions/reviewMessage.ts';
import { operatorMessages, quarantine, reviewTray } from '../../db/queries/trays.ts';
import { measureSms } from '../../db/rules/smsText.ts';
import { alarms } from '../../db/schema/gatewayWatch.ts';
import { GATEWAY_NUMBER, openOffice, pdusOf } from '../support/office.ts';

const SITI = '+6281234567890';
const BUDI = '+6281234567891';
const RIZKY = '+6281299990001';
const MINUTE = 60_000;
const CLOSING = { ticketId: 1, note: 'Kabel diganti', timeZone: 'Asia/Jakarta' };

describe('a complaint', () => {
  test('becomes a ticket, and its reporter learns the number within one part', () => {
    const office = openOffice();
    office.says(SITI, 'HELPDESK server antrean mati total');
    expect(office.tickets()).toMatchObject([
      {
        id: 1,
        status: 'new',
        priority: 'normal',
        reporterPhone: SITI,
        subject: 'server antrean mati total',
        open: true,
        priorityRank: 2,
      },
    ]);
    expect(office.outbox()).toMatchObject([{ to: SITI, kind: 'acknowledgement', ticketId: 1 }]);
    expect(office.outbox()[0]?.text).toContain('no. tiket 1.');
    expect(measureSms(office.outbox()[0]?.text ?? '')).toMatchObject({ alphabet: 'gsm7', parts: 1 });
  });

  test('is told from its unit when the number is known', () => {
    const office = openOffice();
    const unitId = office.unit('RSUD Blambangan', SITI);
    office.says(SITI, 'HELPDESK server mati');
    expect(office.tickets()[0]?.unitId).toBe(unitId);
  });

  test.each([
    [
      'long and in GSM-7',
      `HELPDESK ${'printer di ruang kepala bidang rusak [lagi] harga €5 '.repeat(8)}akhir`,
    ],
    ['long with emoji', `HELPDESK ${'jaringan mati 😀 sejak pagi '.repeat(9)}akhir`],
  ])('%s arrives whole, its parts in any order', (_, text) => {
    for (const order of [
      (p: string[]) => [...p].reverse(),
      (p: string[]) => [...p.slice(1), ...p.slice(0, 1)],
    ]) {
      const office = openOffice();
      office.says(SITI, text, order);
      expect(office.tickets()).toHaveLength(1);
      expect(office.messages()[0]).toMatchObject({ text, kind: 'complaint', incomplete: false });
      expect(office.outbox()).toHaveLength(1);
    }
  });

  test('repeated by the network is one, written again later is another', () => {
    const office = openOffice();
    const [pdu = ''] = pdusOf(SITI, 'HELPDESK internet mati', office.clock.nowMs());
    expect(office.arrive(pdu)).toBe(1);
    office.clock.pass(3 * 24 * 60 * MINUTE);
    expect(office.arrive(pdu)).toBe(0);
    office.says(SITI, 'HELPDESK internet mati');
    expect(office.tickets()).toHaveLength(2);
  });

  test('sent again within ten minutes joins the first and is not answered twice', () => {
    const office = openOffice();
    office.says(SITI, 'HELPDESK internet mati');
    office.clock.pass(9 * MINUTE);
    office.says(SITI, 'HELPDESK internet mati');
    expect(office.tickets()).toHaveLength(1);
    expect(office.outbox()).toHaveLength(1);
    expect(office.history(1)).toEqual(['opened', 'duplicate_joined']);
    office.clock.pass(2 * MINUTE);
    office.says(SITI, 'HELPDESK internet mati');
    expect(office.tickets()).toHaveLength(2);
  });

  test('from abroad is a ticket, though the program does not answer it by itself', () => {
    const office = openOffice();
    office.says('+6591234567', 'HELPDESK email tidak bisa dibuka');
    expect(office.tickets()).toMatchObject([{ reporterPhone: '+6591234567' }]);
    expect(office.outbox()).toEqual([]);
    expect(office.history(1)).toContain('answer_withheld');
  });

  test('with hostile characters is kept readable', () => {
    const office = openOffice();
    office.says(SITI, 'HELPDESK <script>alert(1)</script> `id` $(reboot) =HYPERLINK("x")');
    expect(office.tickets()[0]?.subject).toBe('<script>alert(1)</script> `id` $(reboot) =HYPERLINK("x")');
  });

  test('sent again after the first was closed is a new one, for nobody looks at the closed one', () => {
    const office = openOffice();
    office.says(SITI, 'HELPDESK internet mati');
    closeTicket(office.db, office.clock, office.admin(), CLOSING);
    office.says(SITI, 'HELPDESK internet mati');
    expect(office.tickets()).toMatchObject([{ status: 'closed' }, { status: 'new' }]);
    expect(office.outbox().map((sms) => sms.kind)).toEqual(['acknowledgement', 'solved', 'acknowledgement']);
  });

  test('sent again after an answer waits for another answer', () => {
    const office = openOffice();
    office.says(SITI, 'HELPDESK internet mati');
    replyToTicket(office.db, office.clock, office.admin(), { ticketId: 1, text: 'Segera.', formId: 'a' });
    office.says(SITI, 'HELPDESK internet mati');
    expect(office.tickets()).toMatchObject([{ awaitsReply: true }]);
  });
});

describe('a thank-you', () => {
  const closed = () => {
    const office = openOffice();
    office.says(SITI, 'HELPDESK internet mati');
    closeTicket(office.db, office.clock, office.admin(), CLOSING);
    return { office, sent: office.outbox().length };
  };

  test.each(['trims pak', 'ok makasih', 'siap'])(
    'after closing is kept on the ticket and changes nothing: %s',
    (text) => {
      const { office, sent } = closed();
      office.says(SITI, text);
      expect(office.messages().at(-1)).toMatchObject({ ticketId: 1, kind: 'follow_up', text });
      expect(office.tickets()).toMatchObject([{ status: 'closed', awaitsReply: false }]);
      expect(office.history(1).at(-1)).toBe('message_received');
      expect(office.outbox()).toHaveLength(sent);
      expect(reviewTray(office.db)).toEqual([]);
    },
  );

  test('that says more waits for a human', () => {
    const { office } = closed();
    office.says(SITI, 'masih error pak');
    expect(reviewTray(office.db)).toMatchObject([{ text: 'masih error pak' }]);
  });

  test('weeks after closing, or from a stranger, waits for a human like any other text', () => {
    const { office } = closed();
    office.clock.pass(14 * 24 * 60 * MINUTE);
    office.says(SITI, 'trims pak');
    office.says(BUDI, 'trims pak');
    expect(reviewTray(office.db)).toHaveLength(2);
  });

  test('for an answer asks for no other one', () => {
    const office = openOffice();
    office.says(SITI, 'HELPDESK internet mati');
    replyToTicket(office.db, office.clock, office.admin(), { ticketId: 1, text: 'Segera.', formId: 'a' });
    office.says(SITI, 'ok pak, terima kasih');
    expect(office.messages().at(-1)).toMatchObject({ ticketId: 1, kind: 'follow_up' });
    expect(office.tickets()[0]?.awaitsReply).toBe(false);
  });
});

describe('a text without the keyword', () => {
  test('from someone with exactly one open ticket is added to it', () => {
    const office = openOffice();
    office.says(SITI, 'HELPDESK printer rusak');
    office.says(SITI, 'yang di lantai dua');
    expect(office.messages()[2]).toMatchObject({
      ticketId: 1,
      kind: 'follow_up',
      text: 'yang di lantai dua',
    });
    expect(office.outbox()).toHaveLength(1);
  });

  test('from someone with two open tickets waits for a human', () => {
    const office = openOffice();
    office.says(SITI, 'HELPDESK printer rusak');
    office.says(SITI, 'HELPDESK internet mati');
    office.says(SITI, 'masih belum juga');
    expect(reviewTray(office.db)).toMatchObject([
      { text: 'masih belum juga', openTickets: [{ id: 2 }, { id: 1 }] },
    ]);
  });

  test('from a stranger waits for a human, and the sender is told the format once in 24 hours', () => {
    const office = openOffice();
    for (const text of ['printer rusak', 'tolong', 'halo pak']) office.says(SITI, text);
    expect(reviewTray(office.db).map((message) => message.text)).toEqual([
      'printer rusak',
      'tolong',
      'halo pak',
    ]);
    expect(office.outbox()).toMatchObject([{ to: SITI, kind: 'format_hint' }]);
    expect(office.outbox()[0]?.text).toContain('Kirim ke 08113103001');
    office.clock.pass(24 * 60 * MINUTE);
    office.says(SITI, 'halo lagi');
    expect(office.outbox()).toHaveLength(2);
  });

  test('is made a ticket, added to one or dismissed by an admin, each once', () => {
    const office = openOffice();
    const rina = office.admin();
    for (const text of ['printer rusak', 'yang di depan', 'promo']) office.says(SITI, text);
    const [first, second, third] = reviewTray(office.db).map((message) => message.id);
    expect(openTicketFromMessage(office.db, office.clock, rina, first ?? 0)).toBe(1);
    attachMessage(office.db, office.clock, rina, second ?? 0, 1);
    dismissMessage(office.db, office.clock, rina, third ?? 0);
    expect(reviewTray(office.db)).toEqual([]);
    expect(() => openTicketFromMessage(office.db, office.clock, rina, first ?? 0)).toThrow('sudah ditangani');
    restoreMessage(office.db, office.clock, rina, third ?? 0);
    expect(reviewTray(office.db)).toHaveLength(1);
  });
});

describe('those who are never answered', () => {
  test.each(['TELKOMSEL', '1708', '60396', '3636'])('%s is filed as an operator (LOOP-01)', (sender) => {
    const office = openOffice();
    office.says(sender, 'HELPDESK Pulsa Anda hampir habis');
    expect(operatorMessages(office.db)).toMatchObject([{ peer: sender, kind: 'operator' }]);
    expect(office.tickets()).toEqual([]);
    expect(office.outbox()).toEqual([]);
  });

  test("the gateway's own number is a self-test (LOOP-03)", () => {
    const office = openOffice();
    office.says('+628113103001', 'HELPDESK tes');
    expect(operatorMessages(office.db)).toMatchObject([{ kind: 'self_test' }]);
    expect(office.outbox()).toEqual([]);
  });

  test('a machine that sends the same words gets few answers, and a complaint from its number still counts (LOOP-01)', () => {
    const office = openOffice();
    for (let i = 0; i < 30; i += 1) {
      office.clock.pass(20_000);
      office.says(SITI, 'HELPDESK STATUS 99');
    }
    expect(office.outbox().length).toBeLessThanOrEqual(3);
    // People see once that a number is silenced.
    expect(reviewTray(office.db)).toMatchObject([{ peer: SITI, text: 'HELPDESK STATUS 99' }]);
    office.says(SITI, 'HELPDESK printer rusak');
    expect(office.tickets()).toHaveLength(1);
    expect(office.outbox().at(-1)?.kind).toBe('acknowledgement');
  });

  test('a number gets no more than ten automatic answers an hour', () => {
    const office = openOffice();
    for (let i = 0; i < 25; i += 1) office.says(SITI, `HELPDESK keluhan nomor ${i}`);
    expect(office.tickets()).toHaveLength(25);
    expect(office.outbox()).toHaveLength(10);
  });
});

describe('a person with a machine in the phone', () => {
  test('who writes "tes" every twenty seconds gets two answers at most and one alarm, and still opens tickets (LOOP-01)', () => {
    const office = openOffice();
    for (let i = 0; i < 40; i += 1) {
      office.clock.pass(20_000);
      office.says(SITI, 'tes');
    }
    expect(office.outbox().length).toBeLessThanOrEqual(2);
    const raised = () => office.db.select().from(alarms).all();
    expect(raised()).toMatchObject([{ kind: 'loop', modem: null, endedAtMs: null }]);
    office.says(SITI, 'HELPDESK printer rusak');
    expect(office.tickets()).toHaveLength(1);
    expect(office.outbox().at(-1)?.kind).toBe('acknowledgement');
    endQuietAlarms(office.db, office.clock);
    expect(raised()).toMatchObject([{ endedAtMs: null }]);
    office.clock.pass(3_700_000);
    endQuietAlarms(office.db, office.clock);
    expect(raised()).toMatchObject([{ endedAtMs: office.clock.nowMs() }]);
  });

  test('is answered once for each text, however often the handling is repeated (LOOP-05)', () => {
    const office = openOffice();
    office.says(SITI, 'halo');
    office.db.$client.exec("UPDATE inbound_texts SET state = 'pending', message_id = NULL");
    for (let i = 0; i < 4; i += 1) office.process();
    expect(office.outbox()).toHaveLength(1);
  });
});

describe('HELPDESK STATUS', () => {
  test('is answered to the reporter of the ticket alone', () => {
    const office = openOffice();
    office.says(SITI, 'HELPDESK printer rusak');
    office.says(SITI, 'HELPDESK STATUS 1');
    expect(office.outbox().at(-1)).toMatchObject({
      to: SITI,
      text: expect.stringContaining('Tiket 1: Baru'),
    });
    office.says(BUDI, 'HELPDESK STATUS 1');
    expect(office.outbox().at(-1)).toMatchObject({
      to: BUDI,
      text: expect.stringContaining('tidak punya tiket 1'),
    });
    office.says(BUDI, 'HELPDESK STATUS 7777');
    expect(office.outbox().at(-1)?.text).toBe(
      office.outbox().at(-2)?.text.replace('tiket 1.', 'tiket 7777.'),
    );
  });

  test('without a number means the only open ticket, or lists them', () => {
    const office = openOffice();
    office.says(SITI, 'HELPDESK STATUS');
    expect(office.outbox().at(-1)?.text).toContain('belum punya tiket');
    office.says(SITI, 'HELPDESK printer rusak');
    office.says(SITI, 'HELPDESK STATUS');
    expect(office.outbox().at(-1)?.text).toContain('Tiket 1: Baru');
    office.says(SITI, 'HELPDESK internet mati');
    office.says(SITI, 'HELPDESK STATUS');
    expect(office.outbox().at(-1)?.text).toBe('Tiket Anda: 2 Baru, 1 Baru. Rinci: HELPDESK STATUS nomor');
  });

  test('opens no ticket and lands in no tray', () => {
    const office = openOffice();
    office.says(SITI, 'HELPDESK STATUS 5');
    expect(office.tickets()).toEqual([]);
    expect(reviewTray(office.db)).toEqual([]);
  });
});

describe('a technician by SMS', () => {
  function assigned() {
    const office = openOffice();
    office.unit('RSUD Blambangan', SITI);
    office.says(SITI, 'HELPDESK server antrean mati total');
    const rina = office.admin();
    const rizky = office.technician('Rizky', RIZKY);
    assignTicket(office.db, office.clock, rina, {
      ticketId: 1,
      technicianId: rizky.userId,
      seenTechnicianId: null,
    });
    return { office, rina, rizky };
  }

  test('gets the assignment within one part', () => {
    const { office } = assigned();
    const sms = office.outbox().find(({ to }) => to === RIZKY);
    expect(sms).toMatchObject({ kind: 'assignment' });
    expect(sms?.text).toBe(
      'TUGAS 1 Normal RSUD Blambangan: server antrean mati total. PIC 081234567890. Balas TERIMA 1, lalu SELESAI 1 catatan',
    );
    expect(measureSms(sms?.text ?? '').parts).toBe(1);
  });

  test('TERIMA and SELESAI change the ticket, the reporter is told, the history shows who and when', () => {
    const { office } = assigned();
    office.says(RIZKY, 'TERIMA 1');
    expect(office.tickets()[0]?.status).toBe('in_progress');
    expect(office.outbox().at(-1)).toMatchObject({ to: RIZKY, kind: 'command_answer' });
    office.says(RIZKY, 'SELESAI 1 kabel jaringan diganti');
    expect(office.tickets()[0]).toMatchObject({
      status: 'closed',
      closingNote: 'kabel jaringan diganti',
      closedAtMs: office.clock.nowMs(),
    });
    expect(
      office
        .outbox()
        .filter((sms) => sms.to === SITI)
        .at(-1),
    ).toMatchObject({ kind: 'solved', text: expect.stringContaining('kabel jaringan diganti') });
    expect(office.history(1)).toEqual(['opened', 'assigned', 'accepted', 'closed']);
  });

  test('may leave the number out while only one ticket can be meant', () => {
    const { office } = assigned();
    office.says(RIZKY, 'terima');
    expect(office.tickets()[0]?.status).toBe('in_progress');
    office.says(RIZKY, 'selesai kabel diganti');
    expect(office.tickets()[0]?.status).toBe('closed');
  });

  test.each([
    ['a ticket that is not theirs', 'TERIMA 99', 'Format: TERIMA 12'],
    ['no note', 'SELESAI 1', 'Format: SELESAI 1 catatan'],
  ])('is told what is wrong with a command: %s', (_, text, format) => {
    const { office } = assigned();
    office.says(RIZKY, text);
    expect(office.tickets()[0]?.status).toBe('assigned');
    expect(office.outbox().at(-1)).toMatchObject({
      to: RIZKY,
      kind: 'command_answer',
      text: expect.stringContaining(format),
    });
    expect(measureSms(office.outbox().at(-1)?.text ?? '').parts).toBe(1);
  });

  test('a question closes nothing, though only one ticket can be meant', () => {
    const { office } = assigned();
    office.says(RIZKY, 'TERIMA 1');
    office.says(RIZKY, 'selesai jam berapa pak?');
    expect(office.tickets()[0]?.status).toBe('in_progress');
    expect(reviewTray(office.db)).toMatchObject([{ text: 'selesai jam berapa pak?' }]);
  });

  test('who was replaced meanwhile closes nothing, and an assignment that still waits is dropped', () => {
    const { office, rina, rizky } = assigned();
    const anton = office.technician('Anton', '0812-9999-0002');
    const sms = office.messages().find(({ kind, peer }) => kind === 'assignment' && peer === RIZKY);
    office.says(RIZKY, 'TERIMA 1');
    assignTicket(office.db, office.clock, rina, {
      ticketId: 1,
      technicianId: anton.userId,
      seenTechnicianId: rizky.userId,
    });
    expect(office.parts().find(({ messageId }) => messageId === sms?.id)).toMatchObject({
      state: 'cancelled',
      fault: 'Tiket dialihkan',
    });
    office.says(RIZKY, 'SELESAI 1 kabel diganti');
    expect(office.tickets()[0]?.status).toBe('assigned');
    expect(office.outbox().at(-1)).toMatchObject({
      to: RIZKY,
      text: expect.stringContaining('tidak ada di daftar Anda'),
    });
  });

  test('who is no longer active writes plain texts', () => {
    const { office } = assigned();
    office.db.$client.exec("UPDATE users SET active = 0 WHERE role = 'technician'");
    office.says(RIZKY, 'SELESAI 1 kabel diganti');
    expect(office.tickets()[0]?.status).toBe('assigned');
    expect(reviewTray(office.db)).toHaveLength(1);
  });

  test("with the gateway's own number is refused at once, and so is an assignment to one (LOOP-03)", () => {
    const { office, rina, rizky } = assigned();
    noteOwnNumbers(office.db, office.clock, [GATEWAY_NUMBER]);
    expect(() => office.technician('Gatot', GATEWAY_NUMBER)).toThrow('milik gateway SMS sendiri');
    noteOwnNumbers(office.db, office.clock, []);
    const gatot = office.technician('Gatot', GATEWAY_NUMBER);
    noteOwnNumbers(office.db, office.clock, [GATEWAY_NUMBER]);
    expect(() =>
      assignTicket(office.db, office.clock, rina, {
        ticketId: 1,
        technicianId: gatot.userId,
        seenTechnicianId: rizky.userId,
      }),
    ).toThrow('milik gateway SMS sendiri');
  });

  test('thanking is no command, and the same words from any other number are plain text', () => {
    const { office } = assigned();
    office.says(RIZKY, 'terima kasih');
    expect(office.tickets()[0]?.status).toBe('assigned');
    office.says(SITI, 'SELESAI 1 sudah jalan');
    expect(office.tickets()[0]?.status).toBe('assigned');
    expect(office.messages().at(-1)).toMatchObject({ kind: 'follow_up', ticketId: 1 });
  });

  test('may complain like anybody else', () => {
    const { office } = assigned();
    office.says(RIZKY, 'HELPDESK laptop saya mati');
    expect(office.tickets()).toHaveLength(2);
  });

  test('sent twice by an impatient thumb closes once', () => {
    const { office } = assigned();
    office.says(RIZKY, 'SELESAI 1 beres');
    office.says(RIZKY, 'SELESAI 1 beres');
    expect(office.outbox().filter((sms) => sms.kind === 'solved')).toHaveLength(1);
    expect(office.outbox().at(-1)?.text).toContain('sudah selesai');
  });
});

describe('a long SMS with a part missing', () => {
  const text = `HELPDESK ${'printer di ruang kepala bidang rusak berat '.repeat(8)}akhir`;

  test('is shown as incomplete after 15 minutes, and completed in place within a day', () => {
    const office = openOffice();
    office.clock.pass(1000);
    const [first = '', second = '', third = ''] = pdusOf(SITI, text, office.clock.nowMs());
    office.arrive(first);
    office.arrive(third);
    office.clock.pass(14 * MINUTE);
    expect(releaseIncomplete(office.db, office.clock)).toBe(0);
    office.clock.pass(MINUTE);
    expect(releaseIncomplete(office.db, office.clock)).toBe(1);
    office.process();
    expect(office.messages()[0]).toMatchObject({
      ticketId: 1,
      incomplete: true,
      text: expect.stringContaining('[bagian 2 belum diterima]'),
    });
    office.clock.pass(10 * 60 * MINUTE);
    office.arrive(second);
    expect(office.messages()[0]).toMatchObject({ ticketId: 1, incomplete: false, text });
    expect(office.tickets()).toHaveLength(1);
    expect(office.outbox()).toHaveLength(1);
  });

  test('without its beginning waits in the tray unanswered, and becomes a ticket when the beginning comes', () => {
    const office = openOffice();
    const [first = '', ...rest] = pdusOf(SITI, text, office.clock.nowMs());
    for (const pdu of rest) office.arrive(pdu);
    office.clock.pass(15 * MINUTE);
    releaseIncomplete(office.db, office.clock);
    office.process();
    expect(reviewTray(office.db)).toHaveLength(1);
    expect(office.outbox()).toEqual([]);
    office.arrive(first);
    expect(reviewTray(office.db)).toEqual([]);
    expect(office.tickets()).toHaveLength(1);
    expect(office.messages()[0]).toMatchObject({ text, kind: 'complaint', ticketId: 1 });
    expect(office.outbox()).toMatchObject([{ kind: 'acknowledgement' }]);
  });

  test('does not mix with another of the same reference from another number', () => {
    const office = openOffice();
    const siti = pdusOf(SITI, text, office.clock.nowMs());
    const budi = pdusOf(BUDI, text.replaceAll('printer', 'scanner'), office.clock.nowMs());
    for (const pdu of [siti[0], budi[0], budi[2], siti[2], siti[1], budi[1]]) office.arrive(pdu ?? '');
    expect(
      office
        .messages()
        .filter((m) => m.direction === 'in')
        .map((m) => m.text),
    ).toEqual([text, text.replaceAll('printer', 'scanner')]);
  });
});

test('what cannot be read is quarantined with a reason and holds nothing up', () => {
  const office = openOffice();
  const garbage = [
    '00',
    '00FFFFFFFF',
    '0791',
    '06912618010000040D91261802000010F10000623020805100821EC822134A2C4E9720B83CEDA697E520793DEC3E8366',
    'xyz',
    '',
  ];
  for (const pdu of garbage) office.arrive(pdu);
  office.says(SITI, 'HELPDESK printer rusak');
  expect(quarantine(office.db)).toHaveLength(garbage.length);
  for (const { reason } of quarantine(office.db)) expect(reason).toMatch(/\w/);
  expect(office.tickets()).toHaveLength(1);
});

test('a reply drops an acknowledgement that still waits, for it says more', () => {
  const office = openOffice();
  office.says(SITI, 'HELPDESK printer rusak');
  replyToTicket(office.db, office.clock, office.admin(), {
    ticketId: 1,
    text: 'Teknisi menuju lokasi.',
    formId: 'a',
  });
  expect(office.transmit()?.text).toBe('Teknisi menuju lokasi.');
  expect(office.transmit()).toBeUndefined();
});
