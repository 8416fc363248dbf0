import { readReceived } from '../codec/tpdu.ts';
import type { Fault, Moments } from '../faultBoard.ts';
import { type Place, STATUS } from '../messageStore.ts';
import type { Modem } from '../modem.ts';

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
    on: { arrival: (turn) => Object.assign(turn, { announce: 'never' }) },
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
    on: {
      now: (_turn, { from, text }, modem) => {
        for (let n = 0; n < STORM; n += 1) {
          const sender = from ?? `+62812000022${String(n).padStart(2, '0')}`;
          modem.clock.after((n * 1000) / STORM, () =>
            modem.smsc.sendFrom(sender, text ?? `HELPDESK badai ke-${n + 1}`),
          );
        }
      },
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
    on: {
      now: (_turn, options, modem) => {
        const pduHex = modem.smsc.compose(options.from ?? 'TELKOMSEL', options.text ?? 'Promo: kuota 10 GB');
        while (plant(modem, pduHex(), STATUS.read, false));
        const words = FULL_WORDS[options.variant ?? ''] ?? '^SMMEMFULL:"{memory}"';
        if (options.variant !== 'silent')
          modem.say(options.urc ?? words.replace('{memory}', modem.memories[2]));
      },
    },
  },
  {
    id: 'F24',
    title: 'Indeks dipakai ulang',
    about: 'Saat satu SMS dihapus, SMS terbaca berikutnya hilang dan tempatnya diisi SMS baru.',
    on: {
      delete: (turn, options, modem) => {
        const { mode, mt } = modem.settings.indications;
        // A place taken anew without a word, before anybody has asked to be told, is beyond everybody's help.
        if (mode === 0 || mt === 0) return false;
        const next = modem.store
          .list(turn.place.memory)
          .find(({ place, message }) => place.slot !== turn.place.slot && message.status === STATUS.read);
        if (!next) return false;
        const text = options.text ?? 'HELPDESK SMS pengganti di tempat yang sama';
        const pduHex = modem.smsc.compose(options.from ?? '+6281200000024', text);
        modem.store.put(next.place, { status: STATUS.unread, pduHex: pduHex() });
        modem.say(`+CMTI: "${turn.place.memory}",${next.index}`);
        return true;
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
    variants: { error: 'dijawab ERROR', gone: 'terhapus, tetapi dijawab ERROR' },
    times: Number.POSITIVE_INFINITY,
    on: {
      delete: (turn, { variant }) => {
        if (variant !== 'gone') turn.erase = false;
        if (variant) turn.reply = { kind: 'error' };
      },
    },
  },
  {
    id: 'F41',
    title: 'Catatan rusak',
    about: 'Sebuah rekaman sampah tersimpan di antara SMS.',
    variants: { all: 'segala macam sampah' },
    on: {
      now: (_turn, { record, variant }, modem) => {
        const records = variant === 'all' ? GARBAGE : [record ?? '00FFFFFFFF'];
        for (const each of records) plant(modem, each, STATUS.unread, true);
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
        return true;
      },
    },
  },
];
