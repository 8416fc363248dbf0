import { describe, expect, test } from 'vitest';
import { claimPart, markWriting } from '../../db/actions/claimPart.ts';
import { decideSending } from '../../db/actions/decideSending.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import { type AttemptEnd, recoverParts } from '../../db/actions/settlePart.ts';
import { openOffice, SIM } from '../support/office.ts';

const SITI = '+6281234567890';
const HOUR = 3_600_000;
const BY = { modem: 'modem', simId: SIM };
const LONG = 'Teknisi kami menuju lokasi Anda sekarang juga, mohon disiapkan ruangannya. '.repeat(5);
const lost: AttemptEnd = { kind: 'unknown', fault: { class: 'unknown-outcome', text: 'tanpa jawaban' } };

/** A ticket whose acknowledgement was delivered with reference 200. */
function office() {
  const it = openOffice();
  const rina = it.admin();
  it.says(SITI, 'HELPDESK printer rusak');
  it.transmit({ kind: 'sent', reference: 200 });
  it.reports(SITI, 200, 0x00);
  const reply = (text: string, formId: string) => {
    it.clock.pass(1000);
    replyToTicket(it.db, it.clock, rina, { ticketId: 1, text, formId });
  };
  const states = () =>
    it
      .parts()
      .slice(1)
      .map((part) => part.state);
  return { ...it, rina, reply, states };
}

describe('a report that nobody waited for', () => {
  test('does not deliver a text that was sent hours after it', () => {
    const it = office();
    it.reports(SITI, 49, 0x00);
    it.clock.pass(2 * HOUR);
    it.reply('Segera ke lokasi.', 'a');
    it.transmit(lost);
    expect(it.states()).toEqual(['unknown']);
    it.reply('Sudah berangkat.', 'b');
    it.transmit({ kind: 'sent', reference: 49 });
    expect(it.states()).toEqual(['unknown', 'sent']);
  });

  test('because its part is settled already does not deliver one of unknown fate', () => {
    const it = office();
    it.reply('Segera ke lokasi.', 'a');
    it.transmit(lost);
    // Of the acknowledgement, once more and with another time.
    it.reports(SITI, 200, 0x00);
    expect(it.states()).toEqual(['unknown']);
  });

  test('because it speaks of a first attempt, which has the text, withdraws the second before it is paid for', () => {
    const it = office();
    it.reply('Segera ke lokasi.', 'a');
    it.transmit(lost);
    decideSending(it.db, it.clock, it.rina, it.parts().at(-1)?.messageId ?? 0, 'resend');
    it.reports(SITI, 49, 0x00);
    expect(it.states()).toEqual(['delivered']);
    expect(it.transmit()).toBeUndefined();
  });

  test('because it speaks of a first attempt that failed leaves the second to go', () => {
    const it = office();
    it.reply('Segera ke lokasi.', 'a');
    it.transmit(lost);
    decideSending(it.db, it.clock, it.rina, it.parts().at(-1)?.messageId ?? 0, 'resend');
    it.reports(SITI, 49, 0x41);
    expect(it.states()).toEqual(['queued']);
    it.transmit({ kind: 'sent', reference: 50 });
    it.reports(SITI, 50, 0x00);
    expect(it.states()).toEqual(['delivered']);
  });
});

test('a text that a human took as sent is delivered when its report comes after all', () => {
  const it = office();
  it.reply('Segera ke lokasi.', 'a');
  it.transmit(lost);
  decideSending(it.db, it.clock, it.rina, it.parts().at(-1)?.messageId ?? 0, 'takeAsSent');
  it.reports(SITI, 49, 0x00);
  expect(it.states()).toEqual(['delivered']);
});

test('a report that came while the program died in the middle of a sending settles the part at the next start', () => {
  const it = office();
  it.reply('Segera ke lokasi.', 'a');
  markWriting(it.db, it.clock, claimPart(it.db, it.clock, BY)?.id ?? 0);
  it.reports(SITI, 49, 0x00);
  expect(recoverParts(it.db, it.clock)).toEqual({ requeued: 0, unknown: 1 });
  expect(it.states()).toEqual(['delivered']);
});

test('a first part that the network gave up takes the rest with it instead of holding it for a day', () => {
  const it = office();
  it.reply(LONG, 'a');
  it.transmit({ kind: 'sent', reference: 1 });
  it.reports(SITI, 1, 0x41);
  expect(it.states()).toEqual(['failed', 'cancelled', 'cancelled']);
});

test('of several waiting reports on one part the last word counts', () => {
  const it = office();
  it.reply('Segera ke lokasi.', 'a');
  const part = claimPart(it.db, it.clock, BY);
  markWriting(it.db, it.clock, part?.id ?? 0);
  it.reports(SITI, 49, 0x30);
  it.reports(SITI, 49, 0x00);
  recoverParts(it.db, it.clock);
  expect(it.states()).toEqual(['delivered']);
});

test('a report over another SIM is of another text', () => {
  const it = office();
  it.reply('Segera ke lokasi.', 'a');
  const part = claimPart(it.db, it.clock, { modem: 'second', simId: 'another' });
  markWriting(it.db, it.clock, part?.id ?? 0);
  it.reports(SITI, 49, 0x00);
  recoverParts(it.db, it.clock);
  expect(it.states()).toEqual(['unknown']);
});

test('rows 1 and 257 share a reference, and the report goes to the later one to that number (DLR-03)', () => {
  const it = openOffice();
  const rina = it.admin();
  it.says(SITI, 'HELPDESK printer rusak');
  it.transmit({ kind: 'sent', reference: 1 });
  it.says('+6281234567891', 'HELPDESK internet mati');
  it.transmit({ kind: 'sent', reference: 1 });
  it.clock.pass(HOUR);
  replyToTicket(it.db, it.clock, rina, { ticketId: 1, text: 'Segera.', formId: 'a' });
  it.transmit({ kind: 'sent', reference: 1 });
  it.reports(SITI, 1, 0x00);
  expect(it.parts().map((part) => part.state)).toEqual(['sent', 'sent', 'delivered']);
});
