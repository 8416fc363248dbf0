import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCommand, parseRequest } from '../../daemon/inbound/grammar.ts';
import type { TechnicianVerb } from '../../db/rules/inboundRequest.ts';

/** As read, in short: `accept 12`, `close 12 "kabel diganti"`, `pend ? "part"`; a `!` where it is better explained. */
const read = (text: string): string | undefined => {
  const command = parseCommand(text);
  if (!command) return undefined;
  const { verb, ticketIds, words, pin, unclear } = command;
  return [
    verb,
    ticketIds.join(',') || '?',
    ...(words ? [JSON.stringify(words)] : []),
    ...(pin ? [`pin=${pin}`] : []),
    ...(unclear ? ['!'] : []),
  ].join(' ');
};

describe('a command that needs no words', () => {
  test.each([
    ['TERIMA 12', 'accept 12'],
    ['terima #12', 'accept 12'],
    ['Terima 0012.', 'accept 12'],
    ['TERIMA12', 'accept 12'],
    [' terima no 12 ', 'accept 12'],
    ['TERIMA tiket 12', 'accept 12'],
    ['TERIMA TIKET NO. 12', 'accept 12'],
    ['terima tugas 12', 'accept 12'],
    ['TERIMA', 'accept ?'],
    ['Terima.', 'accept ?'],
    ['"TERIMA 12"', 'accept 12'],
    ['- TERIMA 12', 'accept 12'],
    ['TERIMA: 12', 'accept 12'],
    ['TERIMA-12', 'accept 12'],
    ['TERIMA (12)', 'accept 12'],
    ['TERIMA <12>', 'accept 12'],
    ['TERIMA(spasi)12', 'accept 12'],
    ['TERIMA  12', 'accept 12'],
    ['TERIMA\n12', 'accept 12'],
    ['T E R I M A 12', 'accept 12'],
    ['t.e.r.i.m.a 12', 'accept 12'],
    ['T\u200bERI\u2060MA 12', 'accept 12'],
    ['ＴＥＲＩＭＡ １２', 'accept 12'],
    ['TÉRIMA 12', 'accept 12'],
    ['TERIMAAA 12', 'accept 12'],
    ['trima 12', 'accept 12'],
    ['terma 12', 'accept 12'],
    ['teirma 12', 'accept 12'],
    ['terimw 12', 'accept 12'],
    ['Acc 12', 'accept 12'],
    ['TERIMA 12 pak', 'accept 12'],
    ['terima 12 siap pak', 'accept 12'],
    ['TERIMA 12 terima kasih', 'accept 12'],
    ['Terima pak', 'accept ?'],
    ['TERIMA 12 👍', 'accept 12'],
    ['TERIMA 12!!', 'accept 12'],
    ['TERIMA 12 13', 'accept 12,13'],
    ['terima 12, 13 dan 14', 'accept 12,13,14'],
    ['TERIMA 12,13', 'accept 12,13'],
    ['TERIMA #12 & #13', 'accept 12,13'],
    ['TERIMA 12+13', 'accept 12,13'],
    ['TERIMA 12 12', 'accept 12'],
    ['HELPDESK TERIMA 12', 'accept 12'],
    ['Help desk: terima 12', 'accept 12'],
    ['BERANGKAT 12', 'depart 12'],
    ['brangkat 12', 'depart 12'],
    ['berangkt 12', 'depart 12'],
    ['Berangkat', 'depart ?'],
    ['OTW 12', 'depart 12'],
    ['otw pak', 'depart ?'],
    ['brgkt 12', 'depart 12'],
    ['BERANGKAT 12 ke RSUD', 'depart 12'],
    ['berangkat ke Genteng', 'depart ?'],
    ['BERANGKAT 12 13', 'depart 12,13'],
    ['TIBA 12', 'arrive 12'],
    ['Tiba di lokasi', 'arrive ?'],
    ['TIBA 12 di RSUD Blambangan', 'arrive 12'],
    ['tbia 12', 'arrive 12'],
    ['TIBA2', 'arrive 2'],
    ['LANJUT 12', 'resume 12'],
    ['lanjutkan 12', 'resume 12'],
    ['lanju 12', 'resume 12'],
    ['LANJUT 12 part sudah datang', 'resume 12 "part sudah datang"'],
    ['TUGAS', 'tasks ?'],
    ['tugas?', 'tasks ?'],
    ['Tugas saya', 'tasks ?'],
    ['tgas', 'tasks ?'],
    ['TUGAS 12', 'info 12'],
    ['INFO 12', 'info 12'],
    ['info 12?', 'info 12'],
    ['INFO', 'info ?'],
    ['detail 12', 'info 12'],
    ['BANTUAN', 'help ?'],
    ['bantuan dong', undefined],
    ['Help', 'help ?'],
    ['HELPDESK BANTUAN', 'help ?'],
  ])('%j', (text, meant) => expect(read(text)).toBe(meant));
});

describe('a command with a reason or a note', () => {
  test.each([
    ['SELESAI 12 kabel diganti', 'close 12 "kabel diganti"'],
    ['selesai #12: kabel diganti', 'close 12 "kabel diganti"'],
    ['SELESAI12 ok', 'close 12 "ok"'],
    ['Selesai 12\nkabel diganti\nsudah dites', 'close 12 "kabel diganti\\nsudah dites"'],
    ['SELESAI no. 12 - beres', 'close 12 "beres"'],
    ['SELESAI tiket no 12: beres', 'close 12 "beres"'],
    ['SELESAI 12', 'close 12'],
    ['SELESAI', 'close ?'],
    ['SELESAI kabel diganti', 'close ? "kabel diganti"'],
    ['SELESAI 10.30 kabel diganti', 'close ? "10.30 kabel diganti"'],
    ['SELESAI 12 2 kabel diganti', 'close 12 "2 kabel diganti"'],
    ['SELESAI 12, 2 kabel diganti', 'close 12 "2 kabel diganti"'],
    ['SELESAI 12 jam 10.30', 'close 12 "jam 10.30"'],
    ['SELESAI 5V adaptor diganti', 'close ? "5V adaptor diganti"'],
    ['SELESAI 12kabel diganti', 'close 12 "kabel diganti"'],
    ['SELESAI 12 "kabel diganti"', 'close 12 "\\"kabel diganti\\""'],
    ['slesai 12 kabel', 'close 12 "kabel"'],
    ['selesei 12 kabel', 'close 12 "kabel"'],
    ['selasai 12 kabel', 'close 12 "kabel"'],
    ['SELESAIII 12 kabel', 'close 12 "kabel"'],
    ['s e l e s a i 12 kabel', 'close 12 "kabel"'],
    ['slesai kabel diganti', 'close ? "kabel diganti"'],
    ['SELESAI 12 terima kasih', 'close 12'],
    ['selesai pak', 'close ?'],
    ['SELESAI 12 13', 'close 12,13 "13"'],
    ['SELESAI 12 dan 13 kabel diganti', 'close 12,13 "kabel diganti"'],
    ['SELESAI 12,13 kabel diganti', 'close 12,13 "kabel diganti"'],
    ['HELPDESK SELESAI 12', 'close 12'],
    ['TOLAK 12 sedang cuti', 'decline 12 "sedang cuti"'],
    ['tolk 12 sedang cuti', 'decline 12 "sedang cuti"'],
    ['TOLAK12 cuti', 'decline 12 "cuti"'],
    ['TOLAK sedang cuti', 'decline ? "sedang cuti"'],
    ['TOLAK 12', 'decline 12'],
    ['TOLAK 12 maaf pak', 'decline 12'],
    ['TUNDA 12 part dipesan tgl 12/1', 'pend 12 "part dipesan tgl 12/1"'],
    ['PENDING 12 listrik padam', 'pend 12 "listrik padam"'],
    ['pnding 12 listrik padam', 'pend 12 "listrik padam"'],
    ['tnda 12 listrik', 'pend 12 "listrik"'],
    ['TUNDA 12/1 part', 'pend ? "12/1 part"'],
    ['TUNDA menunggu part', 'pend ? "menunggu part"'],
    ['tunda dulu pak', 'pend ?'],
    ['TUNDA 12 dulu pak', 'pend 12'],
    ['LAPOR 12 part langka#vendor tutup#ganti merek', 'report 12 "part langka#vendor tutup#ganti merek"'],
    ['LAPOR #12 a#b#c', 'report 12 "a#b#c"'],
    ['lapor a#b#c', 'report ? "a#b#c"'],
    ['LAPOR 12', 'report 12'],
    ['lapr 12 a#b#c', 'report 12 "a#b#c"'],
  ])('%j', (text, meant) => expect(read(text)).toBe(meant));
});

describe('better explained than carried out', () => {
  test.each([
    ['TERIMA 12 besok', 'accept 12 "besok" !'],
    ['Terima 12 printer', 'accept 12 "printer" !'],
    ['TERIMA 12?', 'accept 12 "?" !'],
    ['TERIMA 12.30', 'accept ? "12.30" !'],
    ['TERIMA 081234567890', 'accept ? "081234567890" !'],
    ['BERANGKAT 12 besok pagi', 'depart 12 "besok pagi" !'],
    ['BERANGKAT 12 jam 13.05', 'depart 12 "jam 13.05" !'],
    ['LANJUT 12 besok', 'resume 12 "besok" !'],
    ['LANJUT 12.30', 'resume ? "12.30" !'],
    ['SELESAI 12 kapan?', 'close 12 "kapan?" !'],
    ['SELESAI 12 jam berapa pak', 'close 12 "jam berapa pak" !'],
    ['TUNDA 12 boleh?', 'pend 12 "boleh?" !'],
    ['tiba2 pak', undefined],
  ])('%j', (text, meant) => expect(read(text)).toBe(meant));
});

describe('no command', () => {
  test.each([
    'terima kasih',
    'Terima kasih pak 12',
    'TERIMAKASIH',
    'terimakasih 12',
    'trima kasih pak',
    'trima ksh',
    'terima2 kasih',
    'diterima 12',
    'sudah saya terima 12',
    'selesaikan 12',
    'sdh selesai 12',
    'belum selesai 12',
    'Terima?',
    'terima gaji belum masuk',
    'selesai jam berapa pak?',
    'selesai jam berapa pak',
    'Selesai kapan ya? 🙏',
    'kapan selesai 12',
    'tiba-tiba mati',
    'Tiba tiba mati',
    'tiba2 mati',
    'tiba2 mati 12 komputer',
    'tiba besok',
    'tiga 12',
    'berangkat besok pagi pak',
    'berangkat jam berapa?',
    'perangkat 12',
    'perangkat 12 mati',
    'keberangkatan 12',
    'tugas kantor belum dikirim',
    'tugas2 kantor',
    'petugas 12',
    'info pak, printer rusak',
    'info 12 komputer mati',
    'infonya pak',
    'format ulang laptop',
    'bantuan untuk printer',
    'butuh bantuan',
    'lapor pak printer rusak',
    'laporan 12',
    'lapar',
    'tolak ukur kinerja',
    'menolak 12',
    'tanda 12',
    'ditunda 12',
    'lanjut besok',
    'lanjut usia',
    '12',
    '12 TERIMA',
    '2024 selesai migrasi data',
    'HELPDESK SELESAI 12 kabel diganti',
    'HELPDESK terima kasih',
    'HELPDESK tiba-tiba mati',
    'HELPDESK tugas kantor hilang',
    'HELPDSK TERIMA 12',
    'helpdesk',
    'ok',
    '👍',
    '',
  ])('%j', (text) => expect(parseCommand(text)).toBeUndefined());
});

describe("a technician's PIN", () => {
  test.each([
    ['TERIMA 12 PIN 4711', 'accept 12 pin=4711'],
    ['4711 TERIMA 12', 'accept 12 pin=4711'],
    ['terima 12 pin:4711', 'accept 12 pin=4711'],
    ['TERIMA PIN 4711 12', 'accept 12 pin=4711'],
    ['SELESAI 12 kabel diganti PIN 4711', 'close 12 "kabel diganti" pin=4711'],
    ['SELESAI 12 PIN 4711 kabel diganti', 'close 12 "kabel diganti" pin=4711'],
    ['4711 SELESAI 12 kabel diganti', 'close 12 "kabel diganti" pin=4711'],
    ['SELESAI 12 kabel (pin 471123)', 'close 12 "kabel" pin=471123'],
    ['HELPDESK TERIMA 12 PIN 4711', 'accept 12 pin=4711'],
    ['SELESAI 12 pin konektor bengkok', 'close 12 "pin konektor bengkok"'],
    ['TUGAS PIN 4711', 'tasks ? pin=4711'],
  ])('%j', (text, meant) => expect(read(text)).toBe(meant));
});

test('words from other numbers stay what they are', () => {
  for (const text of [
    'tunda dulu pak',
    'TERIMA 12',
    'selesai',
    'tiba-tiba mati',
    'berangkat',
    'LAPOR 12 a#b#c',
  ])
    expect(parseRequest(text)).toEqual({ kind: 'plain' });
});

const WORDS: [TechnicianVerb, string][] = [
  ['accept', 'TERIMA'],
  ['decline', 'TOLAK'],
  ['depart', 'BERANGKAT'],
  ['arrive', 'TIBA'],
  ['pend', 'TUNDA'],
  ['resume', 'LANJUT'],
  ['close', 'SELESAI'],
  ['report', 'LAPOR'],
  ['info', 'INFO'],
];

test('a command with its number is understood however it is dressed', () => {
  const dressing = fc.record({
    word: fc.constantFrom(...WORDS),
    id: fc.integer({ min: 1, max: 99_999 }),
    zeros: fc.constantFrom('', '0', '000'),
    lead: fc.constantFrom('', ' ', '"', '\u200b', '\n', '* '),
    gap: fc.constantFrom(' ', '  ', ' #', '#', ': ', ' no ', ' no.', ' tiket ', '\n', ' nomor: ', '\u00a0'),
    tail: fc.constantFrom('', '.', ' ', '\n', '"', ' pak', ','),
    lower: fc.boolean(),
  });
  fc.assert(
    fc.property(dressing, ({ word: [verb, word], id, zeros, lead, gap, tail, lower }) => {
      const text = `${lead}${word}${gap}${zeros}${id}${tail}`;
      expect(parseCommand(lower ? text.toLowerCase() : text)).toMatchObject({ verb, ticketIds: [id] });
    }),
  );
});

test('one slip of the thumb in a long command is understood, with its number', () => {
  const slip = fc.record({
    word: fc.constantFrom(...WORDS.filter(([, word]) => word.length >= 6)),
    at: fc.nat({ max: 8 }),
    kind: fc.constantFrom('drop', 'swap', 'double'),
  });
  fc.assert(
    fc.property(slip, ({ word: [verb, word], at: place, kind }) => {
      const at = place % (word.length - 1);
      const slipped =
        kind === 'drop'
          ? word.slice(0, at) + word.slice(at + 1)
          : kind === 'swap'
            ? word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)
            : word.slice(0, at) + word.charAt(at) + word.slice(at);
      expect(parseCommand(`${slipped} 12`)).toMatchObject({ verb, ticketIds: [12] });
    }),
  );
});

test('whatever is typed, the grammar answers and never throws', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .tuple(
        fc.constantFrom('TERIMA ', 'selesai 12', '4711 ', 'TUNDA', 'NILAI 12 ', 'DAFTAR ', 'BUKA 3', 'tiba'),
        fc.string({ unit: 'binary' }),
      )
      .map((both) => both.join('')),
  );
  fc.assert(
    fc.property(typed, (text) => {
      const command = parseCommand(text);
      for (const id of command?.ticketIds ?? []) expect(Number.isSafeInteger(id)).toBe(true);
      expect(typeof parseRequest(text).kind).toBe('string');
    }),
    { numRuns: 1000 },
  );
});

test.each([
  '.',
  '?',
  ' ',
  '#',
  'Fwd: ',
  'tiket ',
  'ok ',
  '\u200b',
  '12 ',
  '12,',
  '0',
  'a ',
  'aa-',
  'pin 4711 ',
  'terima kasih ',
])('forty thousand characters of %j are read at once', (filler) => {
  const filling = filler.repeat(40_000 / filler.length);
  const startMs = performance.now();
  for (const start of [
    'HELPDESK',
    'HELPDESK STATUS',
    'SELESAI',
    'SELESAI 12',
    'TERIMA',
    'LAPOR',
    'DAFTAR',
    'NILAI 1',
    'BUKA 1',
    '',
    'help',
  ])
    for (const end of ['', 'a', '?', ' PIN 4711']) {
      parseRequest(`${start} ${filling}${end}`);
      parseCommand(`${start} ${filling}${end}`);
    }
  // Hundreds of readings; anything worse than linear would take minutes.
  expect(performance.now() - startMs).toBeLessThan(3000);
});
