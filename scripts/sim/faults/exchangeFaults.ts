import type { Fault, Piece } from '../faultBoard.ts';
import { before, final, says, urc, without } from './pieces.ts';

const SIGNAL = '^RSSI:17';

/** Where an announcement would fall into an answer; -1 when the answer has no such place. */
function placeFor(pieces: readonly Piece[], variant: string | undefined): number {
  const headers = pieces.flatMap(({ text }, at) => (text.startsWith('+CMGL:') ? [at] : []));
  if (variant === 'list') return headers[1] ?? -1;
  if (variant === 'torn') return headers[0] === undefined ? -1 : headers[0] + 1;
  return says({ pieces }, 'info') ? pieces.findIndex(({ role }) => role === 'final') : -1;
}

/** Faults of the dialogue: what stands between a command and its answer. */
export const EXCHANGE_FAULTS: readonly Fault[] = [
  {
    id: 'F02',
    title: 'URC menempel',
    about: 'Pemberitahuan tanpa baris kosong di depannya, tepat sebelum gema perintah berikutnya.',
    on: {
      answer: (turn, options) =>
        void turn.pieces.push({ role: 'raw', text: `${options.urc ?? '^SRVST:0'}\r\n` }),
    },
  },
  {
    id: 'F04',
    title: 'URC di tengah jawaban',
    about: 'Pemberitahuan jatuh di antara isi jawaban dan OK.',
    variants: {
      list: 'di antara dua SMS dalam daftar +CMGL',
      torn: 'di antara kepala dan isi sebuah SMS dalam daftar',
    },
    on: {
      answer: {
        when: ({ pieces }, { variant }) => placeFor(pieces, variant) >= 0,
        bend: ({ pieces }, options) =>
          void pieces.splice(placeFor(pieces, options.variant), 0, urc(options.urc ?? SIGNAL)),
      },
    },
  },
  {
    id: 'F05',
    title: 'URC di sekitar prompt',
    about: 'Pemberitahuan sebelum tanda >, lalu sebelum +CMGS.',
    times: 2,
    on: {
      prompt: (turn, options) => before(turn.pieces, 'prompt', urc(options.urc ?? SIGNAL)),
      sent: (turn, options) => before(turn.pieces, 'info', urc(options.urc ?? SIGNAL)),
    },
  },
  {
    id: 'F06',
    title: 'OK hilang',
    about: 'Isi jawaban datang, OK tidak pernah.',
    on: { answer: { when: (turn) => says(turn, 'info'), bend: (turn) => without(turn.pieces, 'final') } },
  },
  {
    id: 'F08',
    title: 'Jawaban terlambat',
    about: 'Jawaban baru datang ketika perintah berikutnya sudah dikirim.',
    on: { answer: (turn, options) => void Object.assign(turn, { late: options.delayMs ?? 'next' }) },
  },
  {
    id: 'F09',
    title: 'Prompt tidak muncul',
    about: 'Modem menunggu isi SMS, tetapi tanda > tidak tampak.',
    variants: {
      error: 'dijawab ERROR',
      bare: '> tanpa spasi',
      feed: 'hanya LF di depan >',
      short: 'hanya CR LF, tanpa >',
    },
    on: {
      prompt: (turn, { variant }) => {
        without(turn.pieces, 'prompt');
        const shown = { bare: '\r\n>', feed: '\n> ', short: '\r\n' }[variant ?? ''];
        if (shown !== undefined) turn.pieces.push({ role: 'raw', text: shown });
        if (variant !== 'error') return;
        turn.open = false;
        turn.pieces.push(final('ERROR'));
      },
    },
  },
  {
    id: 'F18',
    title: 'Modem menyala ulang diam-diam',
    about: 'Semua setelan kembali ke bawaan tanpa tanda.',
    variants: { marks: 'RDY tampak' },
    now: ({ variant }, modem) => modem.reset(variant === 'marks'),
  },
  {
    id: 'F39',
    title: 'Jawaban berhenti',
    about: 'Perintah tidak lagi dijawab, pemberitahuan tetap datang, sampai modem dinyalakan ulang.',
    now: (_options, modem) => modem.goDumb('answers'),
  },
];
