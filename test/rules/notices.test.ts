import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noticeText } from '../../db/actions/sendNotice.ts';
import {
  acceptedText,
  closedText,
  commandRefusedText,
  formatHintText,
  helpText,
  inGsm7,
  noSuchTicketText,
  severalTicketsText,
  statusText,
} from '../../db/rules/notices.ts';
import { PRIORITIES, PRIORITY_LABELS } from '../../db/rules/priority.ts';
import { readableText, subjectOf } from '../../db/rules/readableText.ts';
import { measureSms } from '../../db/rules/smsText.ts';
import { TICKET_STATUSES } from '../../db/rules/ticketLifecycle.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 400 });
const ticketId = fc.integer({ min: 1, max: 999_999_999 });

test('whatever they are filled with, the texts that the program sends fit in one part', () => {
  fc.assert(
    fc.property(
      ticketId,
      text,
      text,
      fc.constantFrom(...PRIORITIES),
      fc.constantFrom(...TICKET_STATUSES),
      (id, words, name, priority, status) => {
        const unit = name.slice(0, 20);
        for (const notice of [
          noticeText('received', { nomor: String(id) }),
          formatHintText('08113103001'),
          helpText(),
          noticeText('assignment', {
            nomor: String(id),
            prioritas: PRIORITY_LABELS[priority],
            skpd: unit,
            telepon: '081234567890',
            uraian: words,
          }),
          noticeText('solved', { nomor: String(id), selesai: '05/01 14.20', catatan: words }),
          statusText(id, status, name),
          severalTicketsText(Array.from({ length: 6 }, (_, i) => ({ id: id + i, status }))),
          noSuchTicketText(id),
          noSuchTicketText(undefined),
          acceptedText(id),
          closedText(id),
          commandRefusedText(words),
        ]) {
          expect(measureSms(notice)).toMatchObject({ alphabet: 'gsm7', parts: 1 });
        }
      },
    ),
  );
});

test('a long complaint is cut where the assignment needs the room, never the command', () => {
  const sms = noticeText('assignment', {
    nomor: '42',
    prioritas: 'Emergency',
    skpd: 'RSUD Blambangan',
    telepon: '081234567890',
    uraian: 'server antrean mati total '.repeat(9),
  });
  expect(sms).toMatch(/^TUGAS 42 Emergency RSUD Blambangan: server antrean/);
  expect(sms).toMatch(/\.\.\. PIC 081234567890\. Balas TERIMA 42, lalu SELESAI 42 catatan$/);
  expect(measureSms(sms).units).toBeGreaterThan(155);
});

test('the closing text gives day, time and note', () => {
  expect(noticeText('solved', { nomor: '42', selesai: '05/01 14.20', catatan: 'kabel diganti' })).toBe(
    'Tiket 42 selesai 05/01 14.20: kabel diganti. Masih bermasalah? Balas BUKA 42 alasan. Beri nilai: NILAI 42 1-5',
  );
});

test.each([
  ['é stays', 'café', 'café'],
  ['curly quotes become straight', '“ya” ‘kan’', `"ya" 'kan'`],
  ['a dash becomes a hyphen', 'a – b', 'a - b'],
  ['letters lose foreign accents', 'Ptáček ș', 'Ptacek s'],
  ['an emoji is left out, however it is put together', 'imunisasi 💉👩🏽‍⚕️🇮🇩 mati', 'imunisasi mati'],
  ['other scripts become question marks', 'mati ж', 'mati ?'],
  ['digits and signs stay', 'no. 12 #*', 'no. 12 #*'],
  ['line breaks become blanks', 'a\n\nb', 'a b'],
])('written in GSM-7, %s', (_, from, to) => {
  expect(inGsm7(from)).toBe(to);
});

test.each([
  ['NUL', 'a\0b', 'a\ufffdb'],
  ['a lone surrogate', 'a\ud83d', 'a\ufffd'],
  ['ESC and BEL', '\x1b[2J\x07', '\ufffd[2J\ufffd'],
  ['line ends', 'a\r\nb\rc', 'a\nb\nc'],
  ['an emoji as it is', '😀', '😀'],
])('stored text has %s made harmless', (_, from, to) => {
  expect(readableText(from)).toBe(to);
});

test('a subject is one line of at most 120 characters, cut between words', () => {
  expect(subjectOf('  a\n b  ')).toBe('a b');
  expect(subjectOf('   ')).toBe('(tanpa isi)');
  const cut = subjectOf('printer rusak '.repeat(20));
  expect(cut).toMatch(/(printer|rusak)…$/);
  expect([...cut].length).toBeLessThanOrEqual(120);
});

test.each(['x', '.', 'ě', '😀', ' .'])(
  'a note of forty thousand characters of %j is cut at once',
  (filler) => {
    const startMs = performance.now();
    const notice = noticeText('solved', { nomor: '1', catatan: `${filler.repeat(40_000 / filler.length)}a` });
    expect(measureSms(notice).parts).toBe(1);
    expect(performance.now() - startMs).toBeLessThan(1000);
  },
);
