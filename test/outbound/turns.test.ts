import { describe, expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { decideSending } from '../../db/actions/decideSending.ts';
import { queueSms } from '../../db/actions/queueSms.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import { measureSms } from '../../db/rules/smsText.ts';
import { openOffice, SIM, type TestOffice } from '../support/office.ts';

const SITI = '+6281234567890';
const BUDI = '+6281234567801';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DIGEST_OVER = { digestOver: 4 };

const reporter = (n: number): string => `+62813${String(10_000_000 + n)}`;

/** Tickets 1…n, each acknowledged already. */
function officeWith(n: number) {
  const office = openOffice();
  const rina = office.admin();
  const budi = office.technician('Budi', BUDI);
  for (let i = 1; i <= n; i += 1) office.says(reporter(i), `HELPDESK printer ruang ${i} rusak`);
  for (let i = 1; i <= n; i += 1) office.transmit({ kind: 'sent', reference: i });
  return { ...office, rina, budi };
}

const assign = (
  office: TestOffice,
  rina: ReturnType<TestOffice['admin']>,
  ticketId: number,
  to: number,
  seen: number | null = null,
) => assignTicket(office.db, office.clock, rina, { ticketId, technicianId: to, seenTechnicianId: seen });

describe('the order of sending', () => {
  test('after an outage: the urgent answer first, then few digests of at most three parts for the technician (QUE-06)', () => {
    const office = officeWith(12);
    const { rina, budi } = office;
    const agus = office.technician('Agus', '+6281234567802');
    // Forty notices on twelve tickets: to and fro, as on a bad day.
    for (let i = 1; i <= 12; i += 1) {
      assign(office, rina, i, budi.userId);
      if (i <= 8) {
        office.clock.pass(1000);
        assign(office, rina, i, agus.userId, budi.userId);
        office.clock.pass(1000);
        assign(office, rina, i, budi.userId, agus.userId);
      }
    }
    setPriority(office.db, office.clock, rina, 7, 'emergency');
    replyToTicket(office.db, office.clock, rina, { ticketId: 3, text: 'Sebentar lagi.', formId: 'a' });
    replyToTicket(office.db, office.clock, rina, {
      ticketId: 7,
      text: 'Kami berangkat sekarang.',
      formId: 'b',
    });
    office.clock.pass(2 * HOUR);
    const sent: { to: string; text: string }[] = [];
    for (
      let part = office.transmit(undefined, DIGEST_OVER);
      part;
      part = office.transmit(undefined, DIGEST_OVER)
    )
      if (!part.text.includes('ditangani teknisi')) sent.push({ to: part.recipient, text: part.text });
    expect(sent[0]?.text).toBe('Kami berangkat sekarang.');
    expect(sent[1]?.text).toBe('Sebentar lagi.');
    expect(sent[2]?.text).toContain('TUGAS 7 ');
    const texts = office.outbox().filter((sms) => sms.kind === 'digest');
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.length).toBeLessThanOrEqual(4);
    for (const { text } of texts) {
      expect(measureSms(text).parts).toBeLessThanOrEqual(3);
      expect(measureSms(text).alphabet).toBe('gsm7');
    }
    const told = texts.map((sms) => sms.text).join('\n');
    for (const i of [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12])
      expect(told).toMatch(new RegExp(`^${i} Normal: printer`, 'm'));
    expect(sent.filter(({ to }) => to === BUDI).length).toBeLessThanOrEqual(12);
    const dropped = office
      .parts()
      .filter((part) => part.state === 'cancelled')
      .map((part) => part.fault);
    expect(new Set(dropped)).toEqual(new Set(['Tiket dialihkan', 'Digabung dalam SMS ringkasan']));
  });

  test('a notice is not starved by a stream of acknowledgements (QUE-06)', () => {
    const office = openOffice();
    const queue = (kind: 'solved' | 'acknowledgement', to: string) =>
      office.db.transaction((tx) =>
        queueSms(tx, { ticketId: null, kind, to, text: `Kabar ${to}`, cause: to }, office.clock.nowMs()),
      );
    queue('solved', SITI);
    let after = 0;
    for (; after < 1000; after += 1) {
      queue('acknowledgement', reporter(after));
      if (office.transmit()?.recipient === SITI) break;
    }
    expect(after).toBeGreaterThan(20);
    expect(after).toBeLessThan(300);
  });

  test('texts of one ticket to one person stay in order, and a human answer behind them is not late for it', () => {
    const office = officeWith(1);
    const { rina } = office;
    for (let i = 2; i <= 30; i += 1) office.says(reporter(i), 'HELPDESK printer rusak');
    closeTicket(office.db, office.clock, rina, {
      ticketId: 1,
      note: 'kabel diganti',
    });
    replyToTicket(office.db, office.clock, rina, { ticketId: 1, text: 'Mohon dicoba.', formId: 'a' });
    expect(office.transmit()?.text).toContain('Tiket 1 selesai');
    expect(office.transmit()?.text).toBe('Mohon dicoba.');
  });

  test('the second answer waits while the first is tried again soon, but not for long', () => {
    const office = officeWith(1);
    const reply = (text: string) =>
      replyToTicket(office.db, office.clock, office.rina, { ticketId: 1, text, formId: text });
    reply('Pertama.');
    reply('Kedua.');
    const busy = {
      kind: 'notSent',
      fault: { class: 'transient-retry', sub: 'network', code: 41, text: 'x' },
    } as const;
    office.transmit(busy);
    expect(office.transmit()).toBeUndefined();
    office.clock.pass(40_000);
    office.transmit(busy);
    expect(office.transmit()).toBeUndefined();
    office.clock.pass(3 * MINUTE);
    office.transmit(busy);
    // The first now waits ten minutes.
    expect(office.transmit()?.text).toBe('Kedua.');
  });

  test('what a ticket has waiting becomes urgent with it', () => {
    const office = officeWith(3);
    for (const i of [1, 2, 3]) assign(office, office.rina, i, office.budi.userId);
    setPriority(office.db, office.clock, office.rina, 3, 'emergency');
    const urgent = [1, 2].map(() => office.transmit(undefined, { urgentOnly: true })?.text);
    expect(urgent).toEqual([expect.stringContaining('TUGAS 3'), expect.stringContaining('tiket 3')]);
    expect(office.transmit(undefined, { urgentOnly: true })).toBeUndefined();
    expect(office.transmit()?.text).toContain('TUGAS 1');
  });
});

describe('what is overtaken', () => {
  test('is dropped when its turn comes, also after it was refused while the answer was queued', () => {
    const office = openOffice();
    const rina = office.admin();
    office.says(SITI, 'HELPDESK printer rusak');
    const part = office.claim();
    replyToTicket(office.db, office.clock, rina, { ticketId: 1, text: 'Segera.', formId: 'a' });
    office.settle(part?.id ?? 0, {
      kind: 'notSent',
      fault: { class: 'transient-retry', sub: 'modem-busy', text: 'x' },
    });
    office.clock.pass(MINUTE);
    expect(office.transmit()?.text).toBe('Segera.');
    expect(office.transmit()).toBeUndefined();
    expect(office.parts()[0]).toMatchObject({ state: 'cancelled', fault: 'Didahului balasan petugas' });
  });

  test('gives way to the newest state of the ticket', () => {
    const office = officeWith(0);
    office.says(SITI, 'HELPDESK printer rusak');
    office.says(SITI, 'HELPDESK STATUS 1');
    closeTicket(office.db, office.clock, office.rina, {
      ticketId: 1,
      note: 'beres',
    });
    expect(office.transmit()?.text).toContain('Tiket 1 selesai');
    expect(office.transmit()).toBeUndefined();
    expect(
      office
        .parts()
        .map((part) => part.fault)
        .slice(0, 2),
    ).toEqual(['Digantikan kabar yang lebih baru', 'Digantikan kabar yang lebih baru']);
  });

  test('is sent all the same when a human orders it', () => {
    const office = openOffice();
    const rina = office.admin();
    office.says(SITI, 'HELPDESK printer rusak');
    replyToTicket(office.db, office.clock, rina, { ticketId: 1, text: 'Segera.', formId: 'a' });
    office.transmit();
    decideSending(office.db, office.clock, rina, office.parts()[0]?.messageId ?? 0, 'resend');
    expect(office.transmit()?.text).toContain('kami terima');
  });

  test('the same words to the same number within minutes are said once, and the history shows why', () => {
    const office = officeWith(0);
    office.says(SITI, 'HELPDESK printer rusak');
    office.transmit();
    office.says(SITI, 'HELPDESK STATUS 1');
    office.transmit();
    office.says(SITI, 'HELPDESK STATUS 1');
    expect(office.transmit()).toBeUndefined();
    expect(office.parts().at(-1)).toMatchObject({
      state: 'cancelled',
      fault: 'Teks yang sama baru saja dikirim',
    });
    office.clock.pass(6 * MINUTE);
    office.says(SITI, 'HELPDESK STATUS 1');
    expect(office.transmit()?.text).toContain('Tiket 1: Baru');
  });
});

test('an answer prefers the SIM that received the last text of its recipient', () => {
  const office = officeWith(1);
  replyToTicket(office.db, office.clock, office.rina, { ticketId: 1, text: 'Segera.', formId: 'a' });
  const others = { modem: 'second', simId: 'another', otherSims: [SIM], allSims: [SIM, 'another'] };
  expect(office.claim(others)).toBeUndefined();
  expect(office.claim({ otherSims: ['another'] })?.text).toBe('Segera.');
});
