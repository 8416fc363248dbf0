import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRequest } from '../../daemon/inbound/grammar.ts';

describe('a text that begins with the keyword is a complaint (IDN-07)', () => {
  test.each([
    ['as the SOP writes it', 'HELPDESK printer rusak', 'printer rusak'],
    ['in any case', 'HelpDesk Printer Rusak', 'Printer Rusak'],
    ['after leading blanks', '   HELPDESK printer rusak', 'printer rusak'],
    ['after a no-break space and a character without width', '\u00a0\u200b HELPDESK printer', 'printer'],
    ['after a byte order mark', '\ufeffHELPDESK printer', 'printer'],
    ['with a colon', 'Help desk: printer rusak', 'printer rusak'],
    ['as two words', 'HELP DESK printer', 'printer'],
    ['with a hyphen', 'help-desk printer', 'printer'],
    ['with a line break behind', 'HELPDESK\nlaptop tidak menyala', 'laptop tidak menyala'],
    ['with a carriage return', 'HELPDESK\r\nlaptop', 'laptop'],
    ['with a hash as in DAFTAR#', 'HELPDESK#printer', 'printer'],
    ['with a comma and no blank', 'HELPDESK,printer', 'printer'],
    ['within quotes', '"HELPDESK printer rusak"', 'printer rusak"'],
    ['with a bullet in front', '- HELPDESK printer', 'printer'],
    ['when it is passed on', 'Fwd: "HELPDESK printer', 'printer'],
    ['with a sign in front', '⚠️ HELPDESK printer', 'printer'],
    ['with a character without width inside', 'H\u200bELP\u2060DESK printer', 'printer'],
    ['after a mark for writing from right to left', '\u200fHELPDESK\u200d printer', 'printer'],
    ['as an answer', 'Re: HELPDESK printer', 'printer'],
    ['in a numbered list', '1. HELPDESK printer', 'printer'],
    ['with a blank after each letter', 'H E L P D E S K printer mati', 'printer mati'],
    ['with a dot after each letter', 'h.e.l.p.d.e.s.k printer', 'printer'],
    ['when a letter clings to the number', 'HELPDESK STATUS12A', 'STATUS12A'],
    ['when the keyword is doubled', 'HELPDESK HELPDESK printer', 'HELPDESK printer'],
    ['when it thanks too', 'HELPDESK printer rusak, terima kasih', 'printer rusak, terima kasih'],
    ['with dots behind', 'HELPDESK... internet mati', 'internet mati'],
    ['with an emoji only', 'HELPDESK 🔥', '🔥'],
    ['keeping line breaks inside', 'HELPDESK a\nb', 'a\nb'],
    ['when STATUS is only its first word', 'HELPDESK status jaringan mati', 'status jaringan mati'],
    ['when BANTUAN is only its first word', 'HELPDESK bantuan untuk printer', 'bantuan untuk printer'],
    ['when a number stands before words', 'HELPDESK 3 komputer mati', '3 komputer mati'],
    ['when STATUS 12 is followed by words', 'HELPDESK status 12 kok belum', 'status 12 kok belum'],
    ['when a word begins with STATUS', 'HELPDESK statusnya bagaimana', 'statusnya bagaimana'],
  ])('%s', (_, text, complaint) => {
    expect(parseRequest(text)).toEqual({ kind: 'complaint', text: complaint, mistyped: false });
  });

  test.each([
    'HELPDSK printer',
    'HELPDEK printer',
    'HLPDESK printer',
    'HELPDESKK printer',
    'HEPLDESK printer',
    'help dsk printer',
    'hepl desk printer',
    'HELPDESKprinter',
    'ＨＥＬＰＤＥＳＫ printer',
  ])('a slip in the keyword opens a ticket too, with the text whole: %s (IDN-07)', (text) => {
    expect(parseRequest(text)).toEqual({ kind: 'complaint', text, mistyped: true });
  });
});

describe('commands are commands only when nothing but a number follows', () => {
  test.each([
    ['HELPDESK STATUS 12', 12],
    ['helpdesk status #0012', 12],
    ['HELPDESK STATUS no. 12', 12],
    ['HELPDESK STATUS tiket 12.', 12],
    ['HELPDESK STATUS TIKET NO 12', 12],
    ['Helpdesk status tiket nomor: 12', 12],
    ['HELPDESK STATUS <12>', 12],
    ['HELPDESK STATUS 12?', 12],
    ['HELPDESK: STATUS12', 12],
    ['HELPDESK STATUS', undefined],
    ['help desk cek 7', 7],
    ['STATUS 12', 12],
  ])('%s asks for a state', (text, ticketId) => {
    expect(parseRequest(text)).toEqual({ kind: 'status', ticketId });
  });

  test.each(['HELPDESK BANTUAN', 'helpdesk help', 'HELPDESK INFO?'])('%s asks how to write', (text) => {
    expect(parseRequest(text)).toEqual({ kind: 'help' });
  });

  test.each(['HELPDESK', ' helpdesk . ', 'HELP DESK:', 'HELPDESK\u200b', 'HELPDSK'])(
    '%j alone says nothing',
    (text) => {
      expect(parseRequest(text)).toEqual({ kind: 'keywordOnly' });
    },
  );
});

describe('what does not begin with the keyword is plain', () => {
  test.each([
    '',
    ' ',
    'printer rusak',
    'tolong helpdesk printer',
    'BANTUAN',
    'status jaringan mati',
    'helper',
    'desk',
    'help',
    'held des',
    'hello desk',
    '\u0000\u0001',
    '𓀀',
  ])('%j', (text) => {
    expect(parseRequest(text)).toEqual({ kind: 'plain' });
  });
});

describe('a short thank-you asks for nothing', () => {
  test.each([
    'trims pak',
    'ok makasih',
    'Siap',
    'Terima kasih banyak atas bantuannya, Bu.',
    'ok pak sudah bisa, trm ksh 🙏🏽',
    'matur nuwun mas',
    'Nggih, suwun',
    'matur suwun nggih pak, sampun saget',
    'Mator sakalangkong',
    'Alhamdulillah sudah lancar',
    'terimakasih atas respon cepatnya',
    'Terima kasih, wifinya sudah normal kembali',
    'okeee siaap',
    'mks bu',
    '👍',
    'Baik.',
  ])('%s (R16)', (text) => {
    expect(parseRequest(text)).toEqual({ kind: 'thanks' });
  });

  test.each([
    'masih error pak',
    'ok tapi belum bisa',
    'siap kapan?',
    'terima kasih, printer satunya juga mati',
    'sudah',
    'terima',
    'bisa pak',
    'makasih?',
    'makasih tapi masih mati',
    'matur nuwun, dereng saget',
    'ok besok ke sini',
    'terima kasih mohon dibantu lagi',
    'siap pak, printer ruang bendahara',
    'sudah lancar',
  ])('%s is more than that', (text) => {
    expect(parseRequest(text)).toEqual({ kind: 'plain' });
  });
});

test('whatever is typed, the grammar answers and never throws', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .tuple(
        fc.constantFrom('HELPDESK', 'help desk', 'STATUS', 'SELESAI ', 'terima'),
        fc.string({ unit: 'binary' }),
      )
      .map((both) => both.join('')),
  );
  fc.assert(
    fc.property(typed, (text) => {
      expect(['complaint', 'keywordOnly', 'help', 'status', 'plain']).toContain(parseRequest(text).kind);
    }),
  );
});

test('whatever follows the keyword and a blank is not lost', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{3,20}( [a-z]{1,9}){0,4}$/), (complaint) => {
      const request = parseRequest(`HELPDESK ${complaint}`);
      const command = ['help', 'info', 'format', 'bantuan', 'panduan', 'status', 'cek'].includes(complaint);
      if (!command) expect(request).toEqual({ kind: 'complaint', text: complaint, mistyped: false });
    }),
  );
});
