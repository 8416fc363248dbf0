import { readReceived } from '../codec/tpdu.ts';
import type { Fault, Moments } from '../faultBoard.ts';
import { type Place, STATUS } from '../messageStore.ts';
import type { Modem } from '../modem.ts';
import { says } from './pieces.ts';

/** Stores a record behind the network's back, and announces it as +CNMI wants; false when there is no room. */
function plant(modem: Modem, pduHex: string, status: number, announced: boolean): boolean {
  const memory = modem.memories[2];
  const index = modem.store.add(memory, { status, pduHex });
  if (index === undefined) return false;
  if (announced && modem.settings.indications.mt > 0) modem.say(`+CMTI: "${memory}",${index}`);
  return true;
}

/** What all parts of one long text have in common; undefined for a record that is no such part. */
function longTextKey(pduHex: string): string | undefined {
  try {
    const tpdu = readReceived(pduHex);
    if (tpdu.kind !== 'deliver' || !tpdu.data.concat) return undefined;
    return `${tpdu.from.number} ${tpdu.data.concat.ref} ${tpdu.data.concat.total}`;
  } catch {
    return undefined;
  }
}

/** Where the other parts of the long text lie that a record belongs to. */
function siblings(modem: Modem, turn: Moments['delete']): Place[] {
  const key = longTextKey(modem.store.at(turn.place)?.pduHex ?? '');
  if (key === undefined) return [];
  return modem.store
    .list(turn.place.memory)
    .filter(({ place, message }) => place.slot !== turn.place.slot && longTextKey(message.pduHex) === key)
    .map(({ place }) => place);
}

/** Where the next record lies that has been read and not deleted yet. */
const nextRead = (modem: Modem, { place: deleted }: Moments['delete']) =>
  modem.store
    .list(deleted.memory)
    .find(({ place, message }) => place.slot !== deleted.slot && message.status === STATUS.read);

/** A buffer of the modem was too small: half of a line is missing. */
function cutLastLine({ pieces }: Moments['answer']): void {
  const at = pieces.findLastIndex(({ role }) => role === 'info');
  const { text } = pieces[at] ?? { text: '' };
  pieces[at] = { role: 'info', text: text.slice(0, text.length / 2) };
}

const STORM = 12;

const FULL_WORDS: Readonly<Record<string, string>> = {
  simcom: '+SMS FULL',
  siemens: '^SMGO: 2',
  quectel: '+QIND: "smsfull","{memory}"',
};

/** Records that are none: empty, filled, cut, odd, not hexadecimal, with lengths and headers that cannot be. */
const GARBAGE = [
  '00',
  '00FFFFFFFFFF',
  'FFFFFFFFFFFFFFFF',
  '0791',
  '059126181642040D9126183254769',
  '0ZQ1261816420404',
  '0C9126181642040D91261832547698F0000052112101000082050000000000',
  '059126181642040D91261832547698F00000521121010000820A41',
  '059126181642070D91261832547698F0000052112101000082010A',
  '059126181642440D91261832547698F000005211210100008206200003A502014100',
  '059126181642440D91261832547698F000005211210100008208050003A50203C169',
  '059126181642440D91261832547698F000005211210100008208050003A50200C169',
];

/** Faults of receiving, storing and deleting. */
export const STORAGE_FAULTS: readonly Fault[] = [
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
    variants: {
      memory: 'menyebut memori lain',
      index: 'menyebut indeks lain',
      nameless: 'tanpa nama memori',
    },
    on: {
      arrival: (turn, { memory, index, variant }) => {
        if (variant === 'nameless') {
          turn.announce = 'never';
          turn.urc.push('+CMTI: ,-1');
          return;
        }
        const other = turn.memory === 'SM' ? 'ME' : 'SM';
        turn.announce = {
          memory: memory ?? (variant === 'memory' ? other : turn.memory),
          index: index ?? (variant === 'index' ? 7 : variant === 'memory' ? 0 : -1),
        };
      },
    },
  },
  {
    id: 'F22',
    title: 'Badai SMS',
    about: 'Dua belas SMS tiba dalam satu detik.',
    now: ({ from, text }, modem) => {
      for (let n = 0; n < STORM; n += 1) {
        const sender = from ?? `+62812000022${String(n).padStart(2, '0')}`;
        modem.clock.after((n * 1000) / STORM, () =>
          modem.smsc.sendFrom(sender, text ?? `HELPDESK badai ke-${n + 1}`),
        );
      }
    },
  },
  {
    id: 'F23',
    title: 'Penyimpanan penuh',
    about: 'Semua tempat terisi SMS lama dari TELKOMSEL; SMS baru tertahan di pusat layanan.',
    variants: {
      silent: 'tanpa pemberitahuan',
      simcom: '+SMS FULL',
      siemens: '^SMGO: 2',
      quectel: '+QIND: "smsfull"',
    },
    now: (options, modem) => {
      const pduHex = modem.smsc.compose(options.from ?? 'TELKOMSEL', options.text ?? 'Promo: kuota 10 GB');
      while (plant(modem, pduHex(), STATUS.read, false));
      const words = FULL_WORDS[options.variant ?? ''] ?? '^SMMEMFULL:"{memory}"';
      if (options.variant !== 'silent')
        modem.say(options.urc ?? words.replace('{memory}', modem.memories[2]));
    },
  },
  {
    id: 'F24',
    title: 'Indeks dipakai ulang',
    about: 'Saat satu SMS dihapus, SMS terbaca berikutnya hilang dan tempatnya diisi SMS baru.',
    on: {
      delete: {
        when: (turn, _options, modem) => {
          const { mode, mt } = modem.settings.indications;
          // A place taken anew without a word, before anybody has asked to be told, is beyond everybody's help.
          return turn.found && mode > 0 && mt > 0 && nextRead(modem, turn) !== undefined;
        },
        bend: (turn, options, modem) => {
          const next = nextRead(modem, turn);
          if (!next) return;
          const text = options.text ?? 'HELPDESK SMS pengganti di tempat yang sama';
          const pduHex = modem.smsc.compose(options.from ?? '+6281200000024', text);
          modem.store.put(next.place, { status: STATUS.unread, pduHex: pduHex() });
          modem.say(`+CMTI: "${turn.place.memory}",${next.index}`);
        },
      },
    },
  },
  {
    id: 'F25',
    title: 'Bagian lain ikut terhapus',
    about: 'Menghapus satu bagian SMS panjang membuat modem menghapus bagian lainnya.',
    on: {
      delete: {
        when: (turn, _options, modem) => siblings(modem, turn).length > 0,
        bend: (turn, _options, modem) => {
          for (const place of siblings(modem, turn)) modem.store.remove(place);
        },
      },
    },
  },
  {
    id: 'F26',
    title: 'SMS tidak dapat dihapus',
    about: 'Modem menjawab OK, tetapi SMS tetap tersimpan.',
    variants: {
      error: 'dijawab ERROR',
      gone: 'terhapus, tetapi dijawab ERROR',
      empty: 'ERROR hanya bila tempatnya sudah kosong',
    },
    times: Number.POSITIVE_INFINITY,
    on: {
      delete: {
        when: ({ found }, { variant }) => found === (variant !== 'empty'),
        bend: (turn, { variant }) => {
          turn.erase = variant === 'gone';
          if (variant) turn.reply = { kind: 'error' };
        },
      },
    },
  },
  {
    id: 'F41',
    title: 'Catatan rusak',
    about: 'Sebuah rekaman sampah tersimpan di antara SMS.',
    variants: { all: 'segala macam sampah', cut: 'baris terakhir daftar berikutnya terpotong' },
    atOnce: ({ variant }) => variant !== 'cut',
    now: ({ record, variant }, modem) => {
      const records = variant === 'all' ? GARBAGE : [record ?? '00FFFFFFFF'];
      for (const each of records) plant(modem, each, STATUS.unread, true);
    },
    on: {
      answer: {
        when: ({ body, pieces }) => /^\+CMGL=/i.test(body) && says({ pieces }, 'info'),
        bend: cutLastLine,
      },
    },
  },
  {
    id: 'F45',
    title: 'SMS kilat (kelas 0)',
    about: 'SMS berikutnya diperlakukan sebagai SMS kilat: langsung ke komputer, tidak disimpan.',
    on: {
      route: {
        when: ({ report }) => !report,
        bend: (turn) => {
          turn.messageClass = 0;
        },
      },
    },
  },
];
