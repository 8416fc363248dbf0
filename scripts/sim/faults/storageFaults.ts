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
    on: {
      arrival: (turn, options) => {
        turn.announce = { memory: options.memory ?? turn.memory, index: options.index ?? -1 };
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
    times: Number.POSITIVE_INFINITY,
    on: { delete: (turn) => Object.assign(turn, { erase: false }) },
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
