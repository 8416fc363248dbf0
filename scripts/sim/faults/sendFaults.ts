import type { Fault, FaultOptions, Moments, Piece } from '../faultBoard.ts';
import { CMS } from '../reply.ts';
import { before, delayed, final, urc, without } from './pieces.ts';

const SLOW_MS = 58_000;
const VERY_SLOW_MS = 135_000;
const LATE_REFUSAL_MS = 40_000;

/** Answers a sent message with a code, whether the service centre has it or not. */
function refuse(turn: Moments['sent'], options: FaultOptions, code: number, accepted: boolean): void {
  turn.accepted = options.accepted ?? accepted;
  turn.pieces.splice(0, turn.pieces.length, final(`+CMS ERROR: ${options.code ?? code}`));
  delayed(turn.pieces, options.delayMs ?? 0);
}

/** What +CMGS says is not the reference that the report will bear. */
function renumber(turn: Moments['sent']): void {
  turn.pieces = turn.pieces.map((piece) =>
    piece.role === 'info'
      ? { ...piece, text: piece.text.replace(/\d+$/, (reference) => String((Number(reference) + 7) & 255)) }
      : piece,
  );
}

/** Says nothing, and ends as told. The service centre has the message unless `accepted` says no. */
function silence(turn: Moments['sent'], options: FaultOptions, end: () => void): void {
  turn.accepted = options.accepted ?? true;
  turn.pieces.splice(0, turn.pieces.length);
  turn.end = end;
}

/** A call that ends before anybody takes it. */
const call = ({ from = '+6281298765432', variant }: FaultOptions): Piece[] =>
  ['RING', `+CLIP: "${from}",145,,,,0`, variant === 'busy' ? 'BUSY' : 'NO CARRIER'].map(urc);

/** Faults after Ctrl-Z: the service centre and the modem's answer say different things. */
export const SEND_FAULTS: readonly Fault[] = [
  {
    id: 'F11',
    title: 'Mati setelah Ctrl-Z',
    about: 'Tidak ada jawaban apa pun lagi sampai modem dinyalakan ulang.',
    on: { sent: (turn, options, modem) => silence(turn, options, () => modem.goDumb('all')) },
  },
  {
    id: 'F12',
    title: '+CMGS sangat lambat',
    about: 'SMS diterima pusat layanan, jawabannya datang setelah 58 detik.',
    variants: { long: 'setelah 135 detik' },
    on: {
      sent: (turn, { variant, delayMs = variant === 'long' ? VERY_SLOW_MS : SLOW_MS }) =>
        delayed(turn.pieces, delayMs),
    },
  },
  {
    id: 'F13',
    title: 'Jawaban kirim tidak lengkap',
    about: 'Setelah SMS terkirim, OK datang tanpa +CMGS.',
    variants: { noOk: '+CMGS tanpa OK', nothing: 'tidak ada jawaban sama sekali' },
    on: {
      sent: (turn, { variant }) => {
        if (variant !== 'noOk') without(turn.pieces, 'info');
        if (variant === 'noOk' || variant === 'nothing') without(turn.pieces, 'final');
      },
    },
  },
  {
    id: 'F14',
    title: 'Galat 332, SMS terkirim',
    about: 'Modem menjawab waktu habis, padahal pusat layanan sudah menerima SMS.',
    variants: { lost: 'dan SMS memang tidak terkirim' },
    on: {
      sent: (turn, options) => refuse(turn, options, CMS.networkTimeout, options.variant !== 'lost'),
    },
  },
  {
    id: 'F15',
    title: 'Galat 500, SMS tidak terkirim',
    about: 'Modem menjawab galat; pusat layanan tidak menerima apa pun.',
    variants: { late: 'setelah 40 detik' },
    on: {
      sent: (turn, options) =>
        refuse(
          turn,
          options.variant === 'late' ? { delayMs: LATE_REFUSAL_MS, ...options } : options,
          CMS.unknown,
          false,
        ),
    },
  },
  {
    id: 'F17',
    title: 'Kabel tercabut setelah Ctrl-Z',
    about: 'Port tertutup sesudah isi SMS dikirim, lalu kembali.',
    variants: { renamed: 'dengan nama lain' },
    on: {
      sent: (turn, options, modem) =>
        silence(turn, options, () => modem.line?.hangUp(undefined, options.variant === 'renamed')),
    },
  },
  {
    id: 'F19',
    title: 'Tegangan turun saat mengirim',
    about: 'Modem menyala ulang tepat setelah isi SMS dikirim.',
    on: { sent: (turn, options, modem) => silence(turn, options, () => modem.reset()) },
  },
  {
    id: 'F32',
    title: 'Laporan mendahului +CMGS',
    about: 'Laporan kirim datang sebelum +CMGS.',
    variants: { twice: 'datang dua kali', stored: 'tersimpan di antara SMS', other: 'dengan rujukan lain' },
    on: {
      sent: {
        when: (_turn, { variant }) => variant !== 'stored',
        bend: (turn, { variant }) => {
          if (variant === 'other') renumber(turn);
          else if (variant === 'twice') turn.reportTwice = true;
          else turn.reportFirst = true;
        },
      },
      route: {
        when: (turn, { variant }) => variant === 'stored' && turn.report,
        bend: (turn) => {
          turn.report = false;
        },
      },
    },
  },
  {
    id: 'F44',
    title: 'Telepon masuk saat mengirim',
    about: 'RING, nomor penelepon dan NO CARRIER muncul sebelum +CMGS.',
    variants: { busy: 'BUSY, bukan NO CARRIER', prompt: 'sebelum tanda >' },
    on: {
      prompt: {
        when: (_turn, { variant }) => variant === 'prompt',
        bend: (turn, options) => before(turn.pieces, 'prompt', ...call(options)),
      },
      sent: {
        when: (_turn, { variant }) => variant !== 'prompt',
        bend: (turn, options) => void turn.pieces.unshift(...call(options)),
      },
    },
  },
];
