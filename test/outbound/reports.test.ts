import { describe, expect, test } from 'vitest';
import { claimPart, markWriting } from '../../db/actions/claimPart.ts';
import { decideSending } from '../../db/actions/decideSending.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import { type AttemptEnd, recoverParts, settleLateReference } from '../../db/actions/settlePart.ts';
import { sendAttempts } from '../../db/schema/smsOut.ts';
import { openOffice, reportPdu, SIM, standingClock } from '../support/office.ts';

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

describe('the zone of the SMSC', () => {
  // Of reference 17 to +6281200000011, sent at 01.15.04 UTC; the last octets but seven are its time stamp.
  const report = (stamp: string): string => `0691261801000006110D91261802000010F1${stamp}${stamp}00`;

  test.each([
    ['right, +7 h', '62302080514082'],
    ['UTC', '62302010514000'],
    ['lost', '62302080514000'],
    ['of the wrong sign', '6230208051408A'],
  ])('that is %s does not keep a report from its text (DLR-01)', (_, stamp) => {
    const it = openOffice();
    it.clock.set(Date.UTC(2026, 2, 2, 1, 15, 0));
    it.says('+6281200000011', 'HELPDESK printer rusak');
    it.transmit({ kind: 'sent', reference: 17 });
    it.clock.pass(10_000);
    it.arrive(report(stamp));
    expect(it.parts()).toMatchObject([{ state: 'delivered', reference: 17 }]);
  });
});

describe('a report', () => {
  test('that comes before the answer to its own sending is kept for it (DLR-02)', () => {
    const it = office();
    it.reply('Segera ke lokasi.', 'a');
    const part = it.claim();
    markWriting(it.db, it.clock, part?.id ?? 0);
    it.reports(SITI, 17, 0x00);
    it.settle(part?.id ?? 0, { kind: 'sent', reference: 17 });
    expect(it.states()).toEqual(['delivered']);
  });

  test('on the only text without an answer to that number settles it, and nothing is sent again (DLR-02)', () => {
    const it = office();
    it.reply('Segera ke lokasi.', 'a');
    it.transmit(lost);
    it.reports(SITI, 18, 0x00);
    expect(it.states()).toEqual(['delivered']);
    it.clock.pass(2 * HOUR);
    expect(it.transmit()).toBeUndefined();
  });

  test('of delivery corrects a text that was given up by an earlier report, and nothing takes a delivery back (DLR-05)', () => {
    const it = office();
    it.reply('Segera ke lokasi.', 'a');
    it.transmit({ kind: 'sent', reference: 5 });
    it.reports(SITI, 5, 0x46);
    expect(it.states()).toEqual(['expired']);
    it.reports(SITI, 5, 0x00);
    expect(it.states()).toEqual(['delivered']);
    it.reports(SITI, 5, 0x41);
    it.reports(SITI, 5, 0x30);
    expect(it.states()).toEqual(['delivered']);
  });

  test('on an older text with the same reference leaves one that the network refused as it is (DLR-05)', () => {
    const it = office();
    it.reply('Pertama.', 'a');
    it.transmit({ kind: 'sent', reference: 28 });
    it.reply('Kedua.', 'b');
    it.transmit({ kind: 'notSent', fault: { class: 'permanent', code: 1, text: 'Unassigned number' } });
    it.reports(SITI, 28, 0x00);
    expect(it.states()).toEqual(['delivered', 'failed']);
  });

  test('from before the modem was reset is not credited to a later text with the same reference (F50)', () => {
    const it = office();
    it.reply('Pertama.', 'a');
    const sentAtMs = it.clock.nowMs();
    it.transmit({ kind: 'sent', reference: 3 });
    it.clock.pass(2 * HOUR);
    it.reply('Sesudah modem menyala ulang.', 'b');
    it.transmit({ kind: 'sent', reference: 3 });
    it.arrive(reportPdu(SITI, 3, 0x00, sentAtMs + 2000));
    expect(it.states()).toEqual(['delivered', 'sent']);
    // Once more, in a wrong zone: it means the first, which has its report, or the second; never an unsent one.
    it.reports(SITI, 3, 0x00);
    expect(it.states()).toEqual(['delivered', 'delivered']);
  });

  test('of its time settles a text without an answer, though an older one had the same reference before the modem was reset (F50)', () => {
    const it = office();
    it.clock.pass(2 * HOUR);
    it.reply('Segera ke lokasi.', 'a');
    it.transmit(lost);
    it.reports(SITI, 200, 0x00);
    expect(it.states()).toEqual(['delivered']);
  });

  test('finds its text though the clock was put right since that was sent (QUE-07)', () => {
    const it = openOffice(undefined, standingClock(0));
    it.says(SITI, 'HELPDESK printer rusak');
    it.transmit({ kind: 'sent', reference: 17 });
    it.clock.set(Date.UTC(2026, 2, 2));
    it.reports(SITI, 17, 0x00);
    expect(it.parts()).toMatchObject([{ state: 'delivered' }]);
  });

  test.each([0x40, 0x49, 0x5f, 0x63, 0x70, 0x80, 0xff])(
    'of the status %i gives the text up, until one of delivery corrects it (DLR-05)',
    (status) => {
      const it = office();
      it.reply('Segera ke lokasi.', 'a');
      it.transmit({ kind: 'sent', reference: 5 });
      it.reports(SITI, 5, status);
      expect(it.states()).toEqual(['failed']);
      it.reports(SITI, 5, 0x01);
      expect(it.states()).toEqual(['delivered']);
    },
  );

  test('on a first attempt delivers the part also when a second one has left', () => {
    const it = office();
    it.reply('Segera ke lokasi.', 'a');
    it.transmit(lost);
    decideSending(it.db, it.clock, it.rina, it.parts().at(-1)?.messageId ?? 0, 'resend');
    it.transmit({ kind: 'sent', reference: 50 });
    it.reports(SITI, 49, 0x00);
    expect(it.states()).toEqual(['delivered']);
    expect(it.db.select().from(sendAttempts).all().slice(1)).toMatchObject([
      { endKind: 'sent', reference: 49 },
      { endKind: 'sent', reference: 50 },
    ]);
  });
});

test('a late reference withdraws what a human has ordered again (DUP-09)', () => {
  const it = office();
  it.reply('Segera ke lokasi.', 'a');
  it.transmit(lost);
  decideSending(it.db, it.clock, it.rina, it.parts().at(-1)?.messageId ?? 0, 'resend');
  settleLateReference(it.db, it.clock, 'modem', 9);
  expect(it.states()).toEqual(['sent']);
  expect(it.transmit()).toBeUndefined();
});

test('a refused middle part is tried again alone, also over a restart: 1, 2, 2, 3 (DUP-15)', () => {
  const it = office();
  it.reply(LONG, 'a');
  const left = [
    it.transmit({ kind: 'sent', reference: 10 }),
    it.transmit({
      kind: 'notSent',
      fault: { class: 'retry-after-network', code: 331, text: 'No network service' },
    }),
  ];
  // The program dies with the second part claimed once more.
  it.claim();
  expect(recoverParts(it.db, it.clock)).toEqual({ requeued: 1, unknown: 0 });
  left.push(it.transmit({ kind: 'sent', reference: 11 }), it.transmit({ kind: 'sent', reference: 12 }));
  expect(left.map((part) => part?.seq)).toEqual([1, 2, 2, 3]);
  expect(new Set(left.map((part) => part?.concatRef)).size).toBe(1);
});
