import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gsm7Septets } from '../../db/rules/gsm7.ts';
import { inGsm7 } from '../../db/rules/inGsm7.ts';
import { fillTemplate } from '../../db/rules/notices/fillTemplate.ts';
import { NOTICE_KEYS, type NoticeKey, noticeNamed } from '../../db/rules/notices/noticeTable.ts';
import {
  ALL_PLACEHOLDERS,
  type NoticeFacts,
  placeholderFacts,
  placeholdersIn,
} from '../../db/rules/notices/placeholder.ts';
import { digestLists, taskList } from '../../db/rules/notices/taskLists.ts';
import {
  longestFacts,
  longestSize,
  sampleFacts,
  templateFault,
} from '../../db/rules/notices/templateFault.ts';
import { PRIORITIES } from '../../db/rules/priority.ts';
import { readableText, subjectOf } from '../../db/rules/readableText.ts';
import { measureSms } from '../../db/rules/smsText.ts';
import { TICKET_STATUSES } from '../../db/rules/ticketLifecycle.ts';

/** As the program ships it. */
const written = (key: NoticeKey, facts: NoticeFacts): string => {
  const { text, elastic, parts = 1 } = noticeNamed(key);
  return fillTemplate(text, facts, { elastic, parts });
};

const words = fc.string({ unit: 'grapheme', maxLength: 400 });
const anyFacts: fc.Arbitrary<NoticeFacts> = fc.record(
  Object.fromEntries(
    ALL_PLACEHOLDERS.map((name) => [
      name,
      placeholderFacts(name).kind === 'exact'
        ? fc.constantFrom(placeholderFacts(name).longest ?? placeholderFacts(name).sample, '')
        : fc.oneof(words, fc.constant('{nomor} {x} [kosong]'), fc.constant('')),
    ]),
  ),
);

test.each(NOTICE_KEYS)('the SMS %s, filled as usual, is one part of GSM-7 or what it says', (key) => {
  const { text, parts = 1 } = noticeNamed(key);
  expect(templateFault(noticeNamed(key), text)).toBeUndefined();
  const sms = measureSms(written(key, sampleFacts(text)));
  expect(sms.alphabet).toBe('gsm7');
  expect(sms.parts).toBeLessThanOrEqual(parts);
  if (parts === 1) expect(sms.units).toBeLessThanOrEqual(160);
});

test.each(NOTICE_KEYS)('the SMS %s holds the longest names without cutting any', (key) => {
  const { text, parts = 1 } = noticeNamed(key);
  const size = longestSize(text, {});
  expect(`${key} ${size.units}: ${fillTemplate(text, longestFacts(text, {}))}`).toSatisfy(
    () => size.parts <= parts,
  );
});

test('whatever they are filled with, the texts that the program sends have no brace and keep to their parts', () => {
  fc.assert(
    fc.property(fc.constantFrom(...NOTICE_KEYS), anyFacts, (key, facts) => {
      const sms = written(key, facts);
      expect(sms).not.toMatch(/[{}\0]/);
      expect([...sms].every((char) => gsm7Septets(char))).toBe(true);
      expect(measureSms(sms).parts).toBeLessThanOrEqual(noticeNamed(key).parts ?? 1);
    }),
  );
});

test('a long complaint is cut where the assignment needs the room, never the command', () => {
  const sms = written('assignment', {
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
  expect(written('solved', { nomor: '42', selesai: '05/01 14.20', catatan: 'kabel diganti.' })).toBe(
    'Tiket 42 selesai 05/01 14.20: kabel diganti. Masih bermasalah? Balas BUKA 42 alasan. Beri nilai: NILAI 42 1-5',
  );
});

test.each<[string, string, NoticeFacts]>([
  ['Yth. Disdik', 'Yth. {skpd} {pelapor}', { skpd: 'Disdik' }],
  ['Yth. Disdik, tiket 1', 'Yth. {skpd} {pelapor}, tiket {nomor}', { skpd: 'Disdik', nomor: '1' }],
  ['tiket 1 selesai', '[Yth. {skpd}, ]tiket {nomor} selesai', { nomor: '1' }],
  ['Tiket 1: kabel', 'Tiket {nomor} {skpd}: {uraian}', { nomor: '1', uraian: 'kabel' }],
  ['Tiket 1 selesai.', 'Tiket {nomor} selesai: {catatan}.', { nomor: '1' }],
  ['Tiket 1', 'Tiket {nomor}: {catatan}', { nomor: '1' }],
  ['ditunda, habis besok', 'ditunda ({alasan}), habis besok', {}],
  [
    '1 Normal. lantai 2: a',
    '{nomor} {prioritas}. {skpd}, {tempat}: {uraian}',
    { nomor: '1', prioritas: 'Normal', tempat: 'lantai 2', uraian: 'a' },
  ],
  [
    '1 Normal. a',
    '{nomor} {prioritas}. {skpd}, {tempat}: {uraian}',
    { nomor: '1', prioritas: 'Normal', uraian: 'a' },
  ],
  ['a  (b) : , c', '{uraian} : , c', { uraian: 'a  (b)' }],
])('what is missing leaves no trace: %j (R45)', (sms, template, facts) => {
  expect(fillTemplate(template, facts)).toBe(sms.replace('a  (b)', 'a (b)'));
});

test('braces that somebody wrote are filled with nothing and sent round', () => {
  const sms = fillTemplate('{nomor}: {uraian}', { nomor: '7', uraian: 'layar "{nomor}" {x}' });
  expect(sms).toBe('7: layar "(nomor)" (x)');
});

test('a list keeps its lines, what people wrote has none', () => {
  expect(fillTemplate('{uraian}:\n{daftar}', { uraian: 'a\nb', daftar: '1 x\n2 y' })).toBe('a b:\n1 x\n2 y');
});

test.each([
  ['{kontak}', 'Yth. {skpd} {kontak}', 'Isian {kontak} tidak dikenal'],
  ['a Mustache', 'Yth. {{skpd}}', 'Kurung kurawal "{"'],
  ['a brace that is left open', 'Yth. {skpd, tiket', 'Kurung kurawal "{" pada "Yth. {skpd'],
  ['a brace without its begin', 'Yth. skpd}, tiket {nomor}', 'Kurung kurawal "}"'],
  ['an empty pair', 'tiket {}', 'Isian {} tidak dikenal'],
  ['a square bracket left open', '[Yth. {skpd}, tiket {nomor}', 'Kurung siku "["'],
  ['a square bracket in another', '[Yth. [{skpd}], ]tiket', 'Kurung siku'],
  ['square brackets around words alone', '[Yth.] {nomor}', 'tidak berisi isian'],
  ['nothing', '  ', 'masih kosong'],
  ['a letter', 'a'.repeat(1001), 'terlalu panjang'],
])('a template with %s is refused, saying what it is', (_, template, said) => {
  expect(templateFault(noticeNamed('reopened'), template)).toContain(said);
});

test.each([
  ['assignment', '{nomor}', 'TUGAS untuk Anda'],
  ['digest', '{daftar}', 'TUGAS {jumlah} tiket'],
  ['alarm', '{daftar}', 'Gateway terganggu'],
] as const)('%s keeps its %s', (key, name, template) => {
  expect(templateFault(noticeNamed(key), template)).toBe(`Isian ${name} tidak boleh hilang dari SMS ini.`);
});

test('the longest real name decides what a template costs (R28)', () => {
  const template = `Yth. {skpd}, tiket {nomor}: ${'x'.repeat(131)}`;
  expect(longestSize(template, { skpd: 'Disdik' })).toEqual({ alphabet: 'gsm7', units: 157, parts: 1 });
  expect(longestSize(template, { skpd: 'Kecamatan Tegaldlimo' })).toEqual({
    alphabet: 'gsm7',
    units: 171,
    parts: 2,
  });
  expect(longestSize('Yth. “{skpd}”', { skpd: 'Disdik' })).toMatchObject({ alphabet: 'ucs2', units: 13 });
});

test('lists of tasks keep to their room, whatever was reported', () => {
  const task = fc.record({
    id: fc.integer({ min: 1, max: 99_999 }),
    ticketId: fc.integer({ min: 1, max: 99_999 }),
    unit: fc.option(words.map((name) => inGsm7(name).slice(0, 20))),
    status: fc.constantFrom(...TICKET_STATUSES),
    priority: fc.constantFrom(...PRIORITIES),
    subject: words,
    due: fc.option(fc.constant('05/01 15.00'), { nil: undefined }),
    late: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(task, { maxLength: 40 }), (tasks) => {
      expect(measureSms(taskList(tasks, 290)).units).toBeLessThanOrEqual(290);
      const lists = digestLists(tasks, 400);
      for (const list of lists) expect(measureSms(list).units).toBeLessThanOrEqual(400);
      expect(
        lists
          .join('\n')
          .split('\n')
          .filter((line) => line !== ''),
      ).toHaveLength(tasks.length);
    }),
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
  'a note of forty thousand characters of %j fits like any other',
  (filler) => {
    const sms = written('solved', { nomor: '1', catatan: `${filler.repeat(40_000 / filler.length)}a` });
    expect(measureSms(sms).parts).toBe(1);
    expect(sms).toMatch(/^Tiket 1 selesai.* NILAI 1 1-5$/);
  },
);

test('every placeholder is used, and every one that is used is known', () => {
  const used = new Set(NOTICE_KEYS.flatMap((key) => placeholdersIn(noticeNamed(key).text)));
  expect([...used].filter((name) => !ALL_PLACEHOLDERS.some((known) => known === name))).toEqual([]);
});
