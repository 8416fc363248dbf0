import type { Fault, FaultOptions, Moments, SentEnd } from '../faultBoard.ts';
import { CMS } from '../reply.ts';
import { delayed, urc, without } from './pieces.ts';

const LATE_REFUSAL_MS = 40_000;

/** Answers a sent message with a code, whether the service centre has it or not. */
function refuse(turn: Moments['sent'], options: FaultOptions, code: number, accepted: boolean): void {
  turn.accepted = options.accepted ?? accepted;
  turn.pieces.splice(0, turn.pieces.length, { role: 'final', text: `+CMS ERROR: ${options.code ?? code}` });
  delayed(turn.pieces, options.delayMs ?? 0);
}

/** What +CMGS says is not the reference that the report will bear. */
function renumber(turn: Moments['sent']): boolean {
  turn.pieces = turn.pieces.map((piece) =>
    piece.role === 'info'
      ? { ...piece, text: piece.text.replace(/\d+$/, (reference) => String((Number(reference) + 7) & 255)) }
      : piece,
  );
  return true;
}

/** Says nothing, and ends as told. The service centre has the message unless `accepted` says no. */
function silence(turn: Moments['sent'], options: FaultOptions, end: SentEnd): void {
  turn.accepted = options.accepted ?? true;
  turn.pieces.splice(0, turn.pieces.length);
  turn.end = end;
}

/** Faults after Ctrl-Z: the service centre and the modem's answer say different things. */
export const SEND_FAULTS: readonly Fault[] = [
  {
    id: 'F11',
    title: 'Mati setelah Ctrl-Z',
    about: 'Tidak ada jawaban apa pun lagi sampai modem dinyalakan ulang.',
    on: { sent: (turn, options) => silence(turn, options, 'dumb') },
  },
  {
    id: 'F12',
    title: '+CMGS sangat lambat',
    about: 'SMS diterima pusat layanan, jawabannya datang setelah 58 detik (dapat diatur).',
    on: { sent: (turn, options) => delayed(turn.pieces, options.delayMs ?? 58_000) },
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
    on: { sent: (turn, options) => silence(turn, options, 'hangUp') },
  },
  {
    id: 'F19',
    title: 'Tegangan turun saat mengirim',
    about: 'Modem menyala ulang tepat setelah isi SMS dikirim.',
    on: { sent: (turn, options) => silence(turn, options, 'reboot') },
  },
  {
    id: 'F32',
    title: 'Laporan mendahului +CMGS',
    about: 'Laporan kirim datang sebelum +CMGS.',
    variants: { twice: 'datang dua kali', stored: 'tersimpan di antara SMS', other: 'dengan rujukan lain' },
    on: {
      sent: (turn, { variant }) => {
        if (variant === 'stored') return false;
        if (variant === 'other') return renumber(turn);
        turn.reportFirst = variant !== 'twice';
        turn.reportTwice = variant === 'twice';
        return true;
      },
      route: (turn, { variant }) => {
        if (variant !== 'stored' || !turn.report) return false;
        turn.report = false;
        return true;
      },
    },
  },
  {
    id: 'F44',
    title: 'Telepon masuk saat mengirim',
    about: 'RING, nomor penelepon dan NO CARRIER muncul sebelum +CMGS.',
    on: {
      sent: (turn, options) => {
        const caller = `+CLIP: "${options.from ?? '+6281298765432'}",145,,,,0`;
        turn.pieces.unshift(urc('RING'), urc(caller), urc('NO CARRIER'));
      },
    },
  },
];
