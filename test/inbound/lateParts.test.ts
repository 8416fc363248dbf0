import { describe, expect, test } from 'vitest';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { releaseIncomplete } from '../../db/actions/releaseIncomplete.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import { dismissMessage, openTicketFromMessage } from '../../db/actions/reviewMessage.ts';
import { reviewTray } from '../../db/queries/trays.ts';
import { rawMessages } from '../../db/schema/smsIn.ts';
import { openOffice, pdusOf, type TestOffice } from '../support/office.ts';

const SITI = '+6281234567890';
const SECOND = 1000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const long = (about: string) => `HELPDESK ${`${about} di ruang kepala bidang rusak berat `.repeat(8)}akhir`;

const received = (office: TestOffice) =>
  office
    .messages()
    .filter((message) => message.direction === 'in')
    .map((message) => message.text);

function show(office: TestOffice): void {
  office.clock.pass(15 * MINUTE);
  releaseIncomplete(office.db, office.clock);
  office.process();
}

/** The parts of a text that are sent three seconds after one another. */
const sentSlowly = (office: TestOffice, text: string, ref = 7): string[] =>
  pdusOf(SITI, text, 0, ref).map(
    (_, i) => pdusOf(SITI, text, office.clock.nowMs() + i * 3 * SECOND, ref)[i] ?? '',
  );

describe('the missing beginning of a text', () => {
  test('opens the ticket even though an admin had put the rest aside', () => {
    const office = openOffice();
    const [first = '', ...rest] = pdusOf(SITI, long('printer'), office.clock.nowMs());
    for (const pdu of rest) office.arrive(pdu);
    show(office);
    dismissMessage(office.db, office.clock, office.admin(), reviewTray(office.db)[0]?.id ?? 0);
    office.arrive(first);
    expect(office.tickets()).toHaveLength(1);
    expect(office.outbox()).toMatchObject([{ kind: 'acknowledgement' }]);
  });

  test('opens the ticket though another part is still missing', () => {
    const office = openOffice();
    const [first = '', second = ''] = pdusOf(SITI, long('printer'), office.clock.nowMs());
    office.arrive(second);
    show(office);
    office.arrive(first);
    expect(office.tickets()).toHaveLength(1);
    expect(reviewTray(office.db)).toEqual([]);
  });

  test('brings a text that is no complaint back to the tray after it was put aside', () => {
    const office = openOffice();
    const text = `tolong ${'printer di ruang kepala bidang rusak berat '.repeat(8)}`.trim();
    const [first = '', ...rest] = pdusOf(SITI, text, office.clock.nowMs());
    for (const pdu of rest) office.arrive(pdu);
    show(office);
    dismissMessage(office.db, office.clock, office.admin(), reviewTray(office.db)[0]?.id ?? 0);
    office.arrive(first);
    expect(reviewTray(office.db)).toMatchObject([{ text, incomplete: false }]);
  });
});

describe('a part that comes late to a ticket', () => {
  test('makes people look again, after an answer too, and is in the history', () => {
    const office = openOffice();
    const rina = office.admin();
    const [first = '', second = '', third = ''] = pdusOf(SITI, long('printer'), office.clock.nowMs());
    office.arrive(first);
    office.arrive(third);
    show(office);
    replyToTicket(office.db, office.clock, rina, { ticketId: 1, text: 'Apa yang rusak?', formId: 'a' });
    expect(office.tickets()[0]?.awaitsReply).toBe(false);
    office.arrive(second);
    expect(office.tickets()[0]?.awaitsReply).toBe(true);
    expect(office.history(1).at(-1)).toBe('message_received');
    expect(office.messages()[0]).toMatchObject({ text: long('printer'), incomplete: false });
  });

  test('mends the subject that a gap had cut', () => {
    const office = openOffice();
    const text = `HELPDESK 😀 ${'printer di ruang kepala rusak '.repeat(5)}`.trim();
    const [first = '', second = '', third = ''] = pdusOf(SITI, text, office.clock.nowMs());
    office.arrive(first);
    office.arrive(third);
    show(office);
    expect(office.tickets()[0]?.subject).toContain('belum diterima');
    office.arrive(second);
    expect(office.tickets()[0]?.subject).toMatch(/^😀 printer di ruang kepala rusak printer/);
  });

  test('completes what an admin had made a ticket of', () => {
    const office = openOffice();
    const [first = '', ...rest] = pdusOf(SITI, long('printer'), office.clock.nowMs());
    for (const pdu of rest) office.arrive(pdu);
    show(office);
    openTicketFromMessage(office.db, office.clock, office.admin(), reviewTray(office.db)[0]?.id ?? 0);
    office.arrive(first);
    expect(office.tickets()).toMatchObject([{ subject: expect.stringMatching(/^printer di ruang/) }]);
    expect(office.messages()[0]).toMatchObject({ text: long('printer'), ticketId: 1 });
  });

  test('does not open a ticket that is closed', () => {
    const office = openOffice();
    const [first = '', second = '', third = ''] = pdusOf(SITI, long('printer'), office.clock.nowMs());
    office.arrive(first);
    office.arrive(third);
    show(office);
    closeTicket(office.db, office.clock, office.admin(), {
      ticketId: 1,
      note: 'Beres',
    });
    office.arrive(second);
    expect(office.tickets()).toMatchObject([{ status: 'closed', awaitsReply: false }]);
  });
});

describe('a part that the phone sends again with a new time', () => {
  test.each([
    ['while the text is still coming', [0, 1, 1, 2]],
    ['after the text is whole', [0, 1, 2, 0]],
  ])('%s is the same part', (_, order) => {
    const office = openOffice();
    for (const seq of order) {
      office.clock.pass(20 * SECOND);
      office.arrive(pdusOf(SITI, long('printer'), office.clock.nowMs())[seq] ?? '');
    }
    show(office);
    expect(received(office)).toEqual([long('printer')]);
    expect(office.tickets()).toHaveLength(1);
    expect(office.outbox()).toHaveLength(1);
    expect(office.db.select().from(rawMessages).all()).toContainEqual(
      expect.objectContaining({ state: 'ignored', reason: 'a part that is here already' }),
    );
  });

  test('hours later is another complaint in the same words', () => {
    const office = openOffice();
    office.says(SITI, long('printer'));
    office.clock.pass(2 * HOUR);
    office.says(SITI, long('printer'));
    expect(office.tickets()).toHaveLength(2);
  });
});

describe('two texts of one sender with the same reference', () => {
  test.each([
    ['one after the other', [0, 1, 2, 3, 4, 5]],
    ['interleaved', [0, 3, 1, 4, 2, 5]],
    ['the second overtaking the first', [0, 3, 5, 4, 2, 1]],
  ])('%s are not mixed', (_, order) => {
    const office = openOffice();
    const printer = sentSlowly(office, long('printer'));
    office.clock.pass(30 * SECOND);
    const both = [...printer, ...sentSlowly(office, long('scanner'))];
    for (const i of order) office.arrive(both[i] ?? '');
    expect(received(office).sort()).toEqual([long('printer'), long('scanner')]);
  });

  test('hours apart leave the first incomplete rather than completing it with the second', () => {
    const office = openOffice();
    office.arrive(sentSlowly(office, long('printer'))[0] ?? '');
    show(office);
    office.clock.pass(5 * HOUR);
    for (const pdu of sentSlowly(office, long('scanner')).reverse()) office.arrive(pdu);
    expect(received(office)).toEqual([expect.stringContaining('belum diterima'), long('scanner')]);
  });
});

test('a text of 255 parts of which three came is shown with its gap', () => {
  const office = openOffice();
  const pdus = pdusOf(SITI, `HELPDESK ${'x'.repeat(153 * 254)}`, office.clock.nowMs());
  expect(pdus).toHaveLength(255);
  for (const i of [0, 100, 254]) office.arrive(pdus[i] ?? '');
  show(office);
  expect(office.tickets()).toHaveLength(1);
  expect(received(office)[0]?.match(/belum diterima/g)).toHaveLength(2);
});
