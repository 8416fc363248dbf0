import { readReceived } from './codec/tpdu.ts';
import type { Fault, FaultOptions, Moments, Piece } from './faultBoard.ts';
import { STATUS } from './messageStore.ts';
import type { Modem } from './modem.ts';
import { CMS } from './reply.ts';

const urc = (text: string): Piece => ({ role: 'urc', text });
const SIGNAL = '^RSSI:17';

/** Puts pieces in front of the first piece of a role; false when there is none. */
function before(pieces: Piece[], role: Piece['role'], ...added: Piece[]): boolean {
  const at = pieces.findIndex((piece) => piece.role === role);
  if (at < 0) return false;
  pieces.splice(at, 0, ...added);
  return true;
}

function without(pieces: Piece[], role: Piece['role']): boolean {
  const kept = pieces.filter((piece) => piece.role !== role);
  const found = kept.length < pieces.length;
  pieces.splice(0, pieces.length, ...kept);
  return found;
}

function delayed(pieces: Piece[], delayMs: number): void {
  const [first, ...rest] = pieces;
  if (first) pieces.splice(0, pieces.length, { ...first, afterMs: delayMs }, ...rest);
}

/** Answers a sent message with a code, whether the service centre has it or not. */
function refuse(turn: Moments['sent'], options: FaultOptions, code: number, accepted: boolean): undefined {
  turn.accepted = options.accepted ?? accepted;
  turn.pieces.splice(0, turn.pieces.length, { role: 'final', text: `+CMS ERROR: ${options.code ?? code}` });
  delayed(turn.pieces, options.delayMs ?? 0);
}

function silence(turn: Moments['sent'], options: FaultOptions, end: 'dumb' | 'hangUp' | 'reboot'): undefined {
  turn.accepted = options.accepted ?? true;
  turn.pieces.splice(0, turn.pieces.length);
  turn.end = end;
}

/** Stores a record behind the network's back, and announces it as +CNMI wants. */
function plant(modem: Modem, pduHex: string, status: number, announced: boolean): boolean {
  const memory = modem.memories[2];
  const index = modem.store.add(memory, { status, pduHex });
  if (index === undefined) return false;
  if (announced && modem.settings.indications.mt > 0) modem.say(`+CMTI: "${memory}",${index}`);
  return true;
}

/** The other parts of the long text that a record belongs to. */
function siblings(modem: Modem, turn: Moments['delete']): Moments['delete']['place'][] {
  const key = (pduHex: string): string | undefined => {
    try {
      const tpdu = readReceived(pduHex);
      if (tpdu.kind !== 'deliver' || !tpdu.data.concat) return undefined;
      return `${tpdu.from.number} ${tpdu.data.concat.ref} ${tpdu.data.concat.total}`;
    } catch {
      return undefined;
    }
  };
  const own = key(modem.store.at(turn.place)?.pduHex ?? '');
  if (!own) return [];
  return modem.store
    .list(turn.place.memory)
    .filter(({ place, message }) => place.slot !== turn.place.slot && key(message.pduHex) === own)
    .map(({ place }) => place);
}

/** The faults of the catalogue that the simulation plays so far; each bends one thing in front of the defaults. */
export const FAULTS: readonly Fault[] = [
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
    on: {
      answer: (turn, options) =>
        turn.pieces.some((piece) => piece.role === 'info') &&
        before(turn.pieces, 'final', urc(options.urc ?? SIGNAL)),
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
    on: {
      answer: (turn) => turn.pieces.some((piece) => piece.role === 'info') && without(turn.pieces, 'final'),
    },
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
    about: 'Modem menunggu isi SMS, tetapi tanda > tidak tampak. Ragam: error, bare.',
    on: {
      prompt: (turn, { variant }) => {
        without(turn.pieces, 'prompt');
        if (variant === 'bare') turn.pieces.push({ role: 'raw', text: '\r\n>' });
        if (variant !== 'error') return undefined;
        turn.open = false;
        turn.pieces.push({ role: 'final', text: 'ERROR' });
        return undefined;
      },
    },
  },
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
    on: { sent: (turn, options) => delayed(turn.pieces, options.delayMs ?? 58_000) as undefined },
  },
  {
    id: 'F13',
    title: 'Jawaban kirim tidak lengkap',
    about: 'OK tanpa +CMGS; ragam noOk: +CMGS tanpa OK.',
    on: { sent: (turn, { variant }) => without(turn.pieces, variant === 'noOk' ? 'final' : 'info') },
  },
  {
    id: 'F14',
    title: 'Galat 332, SMS terkirim',
    about: 'Modem menjawab waktu habis, padahal pusat layanan sudah menerima SMS.',
    on: { sent: (turn, options) => refuse(turn, options, CMS.networkTimeout, true) },
  },
  {
    id: 'F15',
    title: 'Galat 500, SMS tidak terkirim',
    about: 'Modem menjawab galat; pusat layanan tidak menerima apa pun.',
    on: { sent: (turn, options) => refuse(turn, options, CMS.unknown, false) },
  },
  {
    id: 'F17',
    title: 'Kabel tercabut setelah Ctrl-Z',
    about: 'Port tertutup sesudah isi SMS dikirim, lalu kembali.',
    on: { sent: (turn, options) => silence(turn, options, 'hangUp') },
  },
  {
    id: 'F18',
    title: 'Modem menyala ulang diam-diam',
    about: 'Semua setelan kembali ke bawaan tanpa tanda. Ragam: marks (RDY tampak).',
    on: { now: (_turn, { variant }, modem) => void modem.reset(variant === 'marks') },
  },
  {
    id: 'F19',
    title: 'Tegangan turun saat mengirim',
    about: 'Modem menyala ulang tepat setelah isi SMS dikirim.',
    on: { sent: (turn, options) => silence(turn, options, 'reboot') },
  },
  {
    id: 'F20',
    title: 'Tanpa +CMTI',
    about: 'SMS tersimpan, tetapi tidak diberitahukan.',
    on: { arrival: (turn) => void Object.assign(turn, { announce: 'never' }) },
  },
  {
    id: 'F21',
    title: '+CMTI salah',
    about: 'Pemberitahuan menyebut indeks yang salah (-1).',
    on: {
      arrival: (turn, options) => {
        turn.announce = { memory: options.memory ?? turn.memory, index: options.index ?? -1 };
        return undefined;
      },
    },
  },
  {
    id: 'F23',
    title: 'Penyimpanan penuh',
    about: 'Semua tempat terisi SMS lama dari TELKOMSEL; SMS baru tertahan di pusat layanan.',
    on: {
      now: (_turn, options, modem) => {
        const pduHex = modem.smsc.compose(options.from ?? 'TELKOMSEL', options.text ?? 'Promo: kuota 10 GB');
        while (plant(modem, pduHex(), STATUS.read, false));
        modem.say(options.urc ?? `^SMMEMFULL:"${modem.memories[2]}"`);
        return undefined;
      },
    },
  },
  {
    id: 'F24',
    title: 'Indeks dipakai ulang',
    about: 'Saat satu SMS dihapus, SMS terbaca berikutnya hilang dan tempatnya diisi SMS baru.',
    on: {
      delete: (turn, options, modem) => {
        const next = modem.store
          .list(turn.place.memory)
          .find(({ place, message }) => place.slot !== turn.place.slot && message.status === STATUS.read);
        if (!next) return false;
        const text = options.text ?? 'HELPDESK SMS pengganti di tempat yang sama';
        const pduHex = modem.smsc.compose(options.from ?? '+6281200000024', text);
        modem.store.put(next.place, { status: STATUS.unread, pduHex: pduHex() });
        if (modem.settings.indications.mt > 0) modem.say(`+CMTI: "${turn.place.memory}",${next.index}`);
        return undefined;
      },
    },
  },
  {
    id: 'F25',
    title: 'Bagian lain ikut terhapus',
    about: 'Menghapus satu bagian SMS panjang membuat modem menghapus bagian lainnya.',
    on: {
      delete: (turn, _options, modem) => {
        const others = siblings(modem, turn);
        for (const place of others) modem.store.remove(place);
        return others.length > 0;
      },
    },
  },
  {
    id: 'F26',
    title: 'SMS tidak dapat dihapus',
    about: 'Modem menjawab OK, tetapi SMS tetap tersimpan.',
    times: Number.POSITIVE_INFINITY,
    on: { delete: (turn) => void Object.assign(turn, { erase: false }) },
  },
  {
    id: 'F32',
    title: 'Laporan mendahului +CMGS',
    about: 'Laporan kirim datang sebelum +CMGS. Ragam: twice (dua kali), stored (tersimpan sebagai SMS).',
    on: {
      sent: (turn, { variant }) => {
        if (variant === 'stored') return false;
        turn.reportFirst = variant !== 'twice';
        turn.reportTwice = variant === 'twice';
        return undefined;
      },
      route: (turn, { variant }) => {
        if (variant !== 'stored' || !turn.report) return false;
        turn.report = false;
        return undefined;
      },
    },
  },
  {
    id: 'F39',
    title: 'Jawaban berhenti',
    about: 'Perintah tidak lagi dijawab, pemberitahuan tetap datang, sampai modem dinyalakan ulang.',
    on: { now: (_turn, _options, modem) => void modem.goDumb('answers') },
  },
  {
    id: 'F41',
    title: 'Catatan rusak',
    about: 'Sebuah rekaman sampah tersimpan di antara SMS.',
    on: {
      now: (_turn, options, modem) => plant(modem, options.record ?? '00FFFFFFFF', STATUS.unread, true),
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
        return undefined;
      },
    },
  },
  {
    id: 'F45',
    title: 'SMS kilat (kelas 0)',
    about: 'SMS berikutnya diperlakukan sebagai SMS kilat: langsung ke komputer, tidak disimpan.',
    on: {
      route: (turn) => {
        if (turn.report) return false;
        turn.messageClass = 0;
        return undefined;
      },
    },
  },
];
