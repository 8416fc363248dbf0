import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimPart, markWriting } from '../../db/actions/claimPart.ts';
import { decideSending } from '../../db/actions/decideSending.ts';
import { expireTexts } from '../../db/actions/expireTexts.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import {
  type AttemptEnd,
  recoverParts,
  settleLateReference,
  settlePart,
} from '../../db/actions/settlePart.ts';
import { messageState } from '../../db/rules/partState.ts';
import type { FaultClass } from '../../db/rules/retry.ts';
import { openOffice, SIM } from '../support/office.ts';

const SITI = '+6281234567890';
const MINUTE = 60_000;
const BY = { modem: 'modem', simId: SIM };

const refused = (fault: FaultClass): AttemptEnd => ({
  kind: 'notSent',
  fault: { class: fault, text: 'CMS 331' },
});
const lost: AttemptEnd = { kind: 'unknown', fault: { class: 'unknown-outcome', text: 'tanpa jawaban' } };

/** An open ticket whose acknowledgement has been sent, and an answer of so many parts in the queue. */
function answering(text = 'Teknisi menuju lokasi.') {
  const office = openOffice();
  const rina = office.admin();
  office.says(SITI, 'HELPDESK printer rusak');
  office.transmit({ kind: 'sent', reference: 200 });
  replyToTicket(office.db, office.clock, rina, { ticketId: 1, text, formId: 'a' });
  const part = (seq: number) => office.parts().filter((row) => row.messageId !== 2)[seq - 1];
  return { ...office, rina, part, replyId: office.parts().at(-1)?.messageId ?? 0 };
}

const LONG = 'Teknisi kami menuju lokasi Anda sekarang juga, mohon disiapkan ruangannya. '.repeat(5);

describe('a part on its way', () => {
  test('is sent, and delivered when the status report comes', () => {
    const office = answering();
    office.transmit({ kind: 'sent', reference: 42 });
    expect(office.part(1)).toMatchObject({ state: 'sent', reference: 42 });
    office.reports(SITI, 42, 0x00);
    expect(office.part(1)?.state).toBe('delivered');
  });

  test('stops the reply clock only when the network has taken all of the answer', () => {
    const office = answering(LONG);
    expect(office.parts()).toHaveLength(4);
    office.transmit({ kind: 'sent', reference: 1 });
    office.transmit({ kind: 'sent', reference: 2 });
    expect(office.tickets()[0]?.firstReplyAtMs).toBeNull();
    office.clock.pass(5000);
    office.transmit({ kind: 'sent', reference: 3 });
    expect(office.tickets()[0]?.firstReplyAtMs).toBe(office.clock.nowMs());
    expect(office.history(1).at(-1)).toBe('first_reply_accepted');
  });

  test('of unknown fate is never sent again by the program', () => {
    const office = answering();
    office.transmit(lost);
    office.clock.pass(23 * 60 * MINUTE);
    expect(office.transmit()).toBeUndefined();
    expect(office.part(1)?.state).toBe('unknown');
  });

  test('of unknown fate is resolved by a report that came before its reference did', () => {
    const office = answering();
    office.transmit(lost);
    office.reports(SITI, 43, 0x00);
    expect(office.part(1)).toMatchObject({ state: 'delivered', reference: 43 });
    expect(office.tickets()[0]?.firstReplyAtMs).not.toBeNull();
  });

  test('of unknown fate is resolved by a late reference', () => {
    const office = answering();
    office.transmit(lost);
    settleLateReference(office.db, office.clock, 'modem', 9);
    expect(office.part(1)).toMatchObject({ state: 'sent', reference: 9 });
  });

  test('of unknown fate is resolved by a human, either way', () => {
    const office = answering();
    office.transmit(lost);
    decideSending(office.db, office.clock, office.rina, office.replyId, 'takeAsSent');
    expect(office.part(1)?.state).toBe('sent');
    expect(() => decideSending(office.db, office.clock, office.rina, office.replyId, 'resend')).toThrow(
      'sudah berubah',
    );

    const again = answering();
    again.transmit(lost);
    decideSending(again.db, again.clock, again.rina, again.replyId, 'resend');
    expect(again.transmit()?.text).toBe('Teknisi menuju lokasi.');
  });
});

describe('a refusal', () => {
  test('that is permanent fails this text alone and what is left of it', () => {
    const office = answering(LONG);
    office.says('+6281234567891', 'HELPDESK internet mati');
    office.transmit({ kind: 'sent', reference: 1 });
    office.transmit(refused('permanent'));
    expect(
      office
        .parts()
        .slice(1, 4)
        .map((part) => part.state),
    ).toEqual(['sent', 'failed', 'cancelled']);
    expect(office.transmit()?.recipient).toBe('+6281234567891');
  });

  test('that passes is tried again after 30 s, then 2 min, with the same concatenation reference and no part repeated (DUP-15)', () => {
    const office = answering(LONG);
    const left = [
      office.transmit({ kind: 'sent', reference: 10 }),
      office.transmit(refused('transient-retry')),
    ];
    office.clock.pass(26_000);
    expect(office.transmit()).toBeUndefined();
    office.clock.pass(7000);
    left.push(office.transmit(refused('transient-retry')));
    office.clock.pass(107_000);
    expect(office.transmit()).toBeUndefined();
    office.clock.pass(25_000);
    left.push(office.transmit(), office.transmit());
    expect(left.map((part) => part?.seq)).toEqual([1, 2, 2, 2, 3]);
    expect(new Set(left.map((part) => part?.concatRef)).size).toBe(1);
  });

  test('for want of a network or by the SIM costs no attempt', () => {
    const office = answering();
    for (const fault of ['retry-after-network', 'fatal-sim'] as const) {
      office.transmit(refused(fault));
      expect(office.part(1)).toMatchObject({ state: 'queued', attempts: 0, nextAttemptAtMs: 0 });
    }
  });

  test('of one text does not delay the next', () => {
    const office = answering();
    office.says('+6281234567891', 'HELPDESK internet mati');
    office.transmit(refused('transient-retry'));
    expect(office.transmit()?.recipient).toBe('+6281234567891');
  });
});

test('a text ends after a day, unless the clock cannot be right', () => {
  const office = answering();
  const queuedAtMs = office.clock.nowMs();
  office.clock.set(0);
  expect(expireTexts(office.db, office.clock)).toBe(0);
  office.clock.set(queuedAtMs + 56 * 365 * 24 * 60 * MINUTE);
  expect(expireTexts(office.db, office.clock)).toBe(0);
  office.clock.set(queuedAtMs + 24 * 60 * MINUTE);
  expect(expireTexts(office.db, office.clock)).toBe(1);
  expect(office.part(1)?.state).toBe('expired');
});

test('answers go first, then assignments, then what the program says by itself', () => {
  const office = openOffice();
  const rina = office.admin();
  office.says(SITI, 'HELPDESK printer rusak');
  office.says('+6281234567891', 'HELPDESK internet mati');
  office.says('+6281234567892', 'halo');
  replyToTicket(office.db, office.clock, rina, { ticketId: 2, text: 'Segera.', formId: 'a' });
  const order = [office.transmit(), office.transmit(), office.transmit(), office.transmit()].map(
    (part) => part?.recipient,
  );
  expect(order).toEqual(['+6281234567891', SITI, '+6281234567892', undefined]);
});

test('an acknowledgement that the network refused once is dropped by an answer all the same', () => {
  const office = openOffice();
  office.says(SITI, 'HELPDESK printer rusak');
  office.transmit(refused('transient-retry'));
  replyToTicket(office.db, office.clock, office.admin(), { ticketId: 1, text: 'Segera.', formId: 'a' });
  expect(office.parts().map((part) => part.state)).toEqual(['cancelled', 'queued']);
});

test('a second click on the same form sends nothing more', () => {
  const office = answering();
  expect(
    replyToTicket(office.db, office.clock, office.rina, {
      ticketId: 1,
      text: 'Teknisi menuju lokasi.',
      formId: 'a',
    }),
  ).toBe(false);
  expect(office.parts()).toHaveLength(2);
});

test('an answer that is empty or longer than eight SMS is refused and nothing is queued', () => {
  const office = answering();
  const reply = (text: string) => () =>
    replyToTicket(office.db, office.clock, office.rina, { ticketId: 1, text, formId: 'b' });
  expect(reply(' \n ')).toThrow('kosong');
  expect(reply('x'.repeat(10_000))).toThrow('terlalu panjang: 66 SMS');
  expect(office.parts()).toHaveLength(2);
});

describe('after a crash', () => {
  test('a claim that was not being written is queued again, a part that was is unknown', () => {
    const office = answering(LONG);
    const first = claimPart(office.db, office.clock, BY);
    markWriting(office.db, office.clock, first?.id ?? 0);
    expect(recoverParts(office.db, office.clock)).toEqual({ requeued: 0, unknown: 1 });
    claimPart(office.db, office.clock, BY);
    expect(recoverParts(office.db, office.clock)).toEqual({ requeued: 1, unknown: 0 });
  });

  test('the second marker is refused to whoever no longer holds the claim', () => {
    const office = answering();
    const claimed = claimPart(office.db, office.clock, BY);
    recoverParts(office.db, office.clock);
    expect(() => markWriting(office.db, office.clock, claimed?.id ?? 0)).toThrow('no longer claimed');
  });
});

describe('a status report', () => {
  test('is matched by the last nine digits, whatever form the number has and whatever its time says', () => {
    const office = answering();
    office.transmit({ kind: 'sent', reference: 17 });
    office.clock.pass(7 * 60 * MINUTE);
    office.reports('081234567890', 17, 0x00);
    expect(office.part(1)?.state).toBe('delivered');
  });

  test('that comes before the reference waits for it', () => {
    const office = answering();
    const part = claimPart(office.db, office.clock, BY);
    markWriting(office.db, office.clock, part?.id ?? 0);
    office.reports(SITI, 17, 0x00);
    expect(office.part(1)?.state).toBe('writing');
    settlePart(office.db, office.clock, part?.id ?? 0, { kind: 'sent', reference: 17 });
    expect(office.part(1)?.state).toBe('delivered');
  });

  test('goes to the newest of two parts with the same reference, and never to another number', () => {
    const office = answering();
    office.transmit({ kind: 'sent', reference: 1 });
    office.clock.pass(60 * MINUTE);
    replyToTicket(office.db, office.clock, office.rina, { ticketId: 1, text: 'Sudah sampai?', formId: 'b' });
    office.transmit({ kind: 'sent', reference: 1 });
    office.reports('+6281234567899', 1, 0x00);
    expect(office.parts().map((part) => part.state)).toEqual(['sent', 'sent', 'sent']);
    office.reports(SITI, 1, 0x00);
    expect(office.parts().map((part) => part.state)).toEqual(['sent', 'sent', 'delivered']);
  });

  test.each([
    [0x30, 'sent'],
    [0x46, 'expired'],
    [0x41, 'failed'],
    [0x63, 'failed'],
    [0xff, 'failed'],
    [0x02, 'delivered'],
  ])('of status %i leaves the part %s', (status, state) => {
    const office = answering();
    office.transmit({ kind: 'sent', reference: 5 });
    office.reports(SITI, 5, status);
    expect(office.part(1)?.state).toBe(state);
  });

  test('never takes back a delivery', () => {
    const office = answering();
    office.transmit({ kind: 'sent', reference: 5 });
    office.reports(SITI, 5, 0x00);
    office.reports(SITI, 5, 0x41);
    expect(office.part(1)?.state).toBe('delivered');
  });
});

test('concatenation references go round through 0–255', () => {
  const office = openOffice();
  const rina = office.admin();
  office.says(SITI, 'HELPDESK printer rusak');
  for (let i = 0; i < 258; i += 1)
    replyToTicket(office.db, office.clock, rina, { ticketId: 1, text: LONG, formId: String(i) });
  const refs = [
    ...new Map(
      office
        .parts()
        .flatMap((part) => (part.concatRef === null ? [] : [[part.messageId, part.concatRef] as const])),
    ).values(),
  ];
  expect(refs).toEqual([...Array.from({ length: 256 }, (_, i) => i), 0, 1]);
});

test('whatever states its parts have, a message is as its most troubled part', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('queued', 'sent', 'delivered', 'failed', 'unknown'), { minLength: 1 }),
      (parts) => {
        const state = messageState(parts);
        expect(parts).toContain(state);
        if (parts.includes('failed')) expect(state).toBe('failed');
        if (state === 'delivered') expect(new Set(parts)).toEqual(new Set(['delivered']));
      },
    ),
  );
});
