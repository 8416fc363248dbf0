import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { changeWording } from '../../db/actions/changeNotice.ts';
import { noticeText, wordingOf } from '../../db/noticeWording.ts';
import { notePublicUrl } from '../../db/publicUrl.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { NOTICE_KEYS, type NoticeKey, noticeNamed } from '../../db/rules/notices/noticeTable.ts';
import { ALL_PLACEHOLDERS, placeholderFacts } from '../../db/rules/notices/placeholder.ts';
import { placeholdersOf } from '../../db/rules/notices/templateFault.ts';
import { measureSms } from '../../db/rules/smsText.ts';
import { openOffice } from '../support/office.ts';

const SITI = '+6281234567001';

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom('Yth. ', ', tiket ', ': ', '. ', ' ', '\n', '“', '{', '}', '[', ']', 'x'.repeat(150)),
);
const template = (key: NoticeKey) => {
  const names = [...placeholdersOf(noticeNamed(key)), 'kontak'];
  const place = fc.constantFrom(...names).map((name) => `{${name}}`);
  const group = fc.tuple(words, place, words).map((pieces) => `[${pieces.join('')}]`);
  return fc
    .array(fc.oneof({ weight: 3, arbitrary: place }, words, group), { maxLength: 12 })
    .map((each) => each.join(''));
};

/** Whatever a ticket may hold; numbers, times and commands are the program's own. */
const facts = fc.record(
  Object.fromEntries(
    ALL_PLACEHOLDERS.map((name) => {
      const { kind, sample, longest } = placeholderFacts(name);
      const wild = fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.constantFrom(
          '',
          '{nomor} {{x}} {',
          '😀'.repeat(80),
          `${'a'.repeat(39_999)}.`,
          '€'.repeat(500),
          '\0\n.',
        ),
      );
      return [name, kind === 'exact' ? fc.constantFrom('', sample, longest ?? sample) : wild];
    }),
  ),
);

test('whatever was saved is sent without a brace and in no more SMS than were announced, whatever it is filled with', () => {
  const office = openOffice();
  const rina = office.admin();
  let saved = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...NOTICE_KEYS).chain((key) => fc.tuple(fc.constant(key), template(key), facts)),
      ([notice, wording, values]) => {
        try {
          changeWording(office.db, office.clock, rina, { notice, wording, agreedParts: 3, seenChangeId: 0 });
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
          return;
        }
        saved += 1;
        const sms = noticeText(office.db, notice, values);
        expect(sms.replace(/[^{}]/g, '')).toBe('');
        expect(sms).not.toContain('\0');
        expect(measureSms(sms).parts).toBeLessThanOrEqual(wordingOf(office.db, notice).parts);
      },
    ),
    { numRuns: 1500 },
  );
  expect(saved).toBeGreaterThan(100);
});

test('reporters get the link to their ticket only where the panel can be reached from outside', () => {
  const office = openOffice();
  office.unit('Disdik', SITI);
  const last = () => office.outbox().at(-1)?.text ?? '';
  notePublicUrl(office.db, 'https://helpdesk.contoh.go.id/');
  office.says(SITI, 'HELPDESK printer mati');
  const token = office.tickets()[0]?.statusToken;
  expect(last()).toMatch(new RegExp(`Cek: https://helpdesk\\.contoh\\.go\\.id/s/${token}$`));
  const cek = `https://helpdesk.banyuwangikab.go.id/s/${token}`;
  for (const key of ['received', 'receivedClosed'] as const) {
    const sms = noticeText(office.db, key, { nomor: '12345', menit: '30', buka: 'Sen 12/01 08.00', cek });
    expect([sms.endsWith(cek), measureSms(sms).parts]).toEqual([true, 1]);
  }
  notePublicUrl(office.db, undefined);
  office.says(SITI, 'HELPDESK layar mati');
  expect(last()).toMatch(/Cek: HELPDESK STATUS 2$/);
});

test('outside the hours the acknowledgement says when somebody will read it', () => {
  const office = openOffice();
  office.unit('Disdik', SITI);
  // Saturday 10 January 2026, 15.00 WIB.
  office.clock.set(Date.UTC(2026, 0, 10, 8));
  office.says(SITI, 'HELPDESK printer mati');
  expect(office.outbox().at(-1)?.text).toContain('mulai Sen 12/01 08.00');
});

test('without the digest many assignments go one by one', () => {
  const office = openOffice();
  const rina = office.admin();
  const rizky = office.technician('Rizky', '+6281299990001');
  office.db.$client.exec("INSERT INTO notice_wordings (notice, active) VALUES ('digest', 0)");
  for (const ticketId of [1, 2, 3]) {
    office.says(SITI, `HELPDESK printer ${ticketId} mati`);
    assignTicket(office.db, office.clock, rina, {
      ticketId,
      technicianId: rizky.userId,
      seenTechnicianId: null,
    });
  }
  for (let part = office.transmit(undefined, { digestOver: 1 }); part; )
    part = office.transmit(undefined, { digestOver: 1 });
  const told = office.outbox().filter(({ to }) => to === '+6281299990001');
  expect(told.map(({ kind }) => kind)).toEqual(['assignment', 'assignment', 'assignment']);
});

test('a notice that is switched off is not missed: the rest of what happened is done', () => {
  const office = openOffice();
  office.unit('Disdik', SITI);
  const rina = office.admin();
  const rizky = office.technician('Rizky', '+6281299990001');
  office.db.$client.exec(
    "INSERT INTO notice_wordings (notice, active) VALUES ('confirmed', 0), ('assignment', 0)",
  );
  office.says(SITI, 'HELPDESK printer mati');
  const before = office.outbox().length;
  assignTicket(office.db, office.clock, rina, {
    ticketId: 1,
    technicianId: rizky.userId,
    seenTechnicianId: null,
  });
  expect(office.tickets()[0]).toMatchObject({ status: 'assigned', awaitsReply: true });
  expect(office.outbox()).toHaveLength(before);
});
