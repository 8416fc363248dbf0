/** "okeee" and "siaap" are "oke" and "siap"; "wifinya" is the wifi. */
const heldShort = (word: string): string =>
  (word.length > 5 ? word.replace(/nya$/, '') : word).replace(/(\p{L})\1+/gu, '$1');

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(heldShort));

/** What people write when nothing is left to do: Indonesian, Javanese, Madurese and short forms. */
const THANKS = wordSet(
  'terimakasih terimakasi terimaksih trimakasih trimakasi trmkasih trmksh makasih makasi makaci mksh mksih mks trims ' +
    'trim tks tq thx thank thanks tengkyu tengkiu suwun nuwun kesuwun maturnuwun matursuwun nuhun sakalangkong ' +
    'kalangkong alhamdulillah ok oke okay okey okie oce siap sip baik noted nggih inggih njih mantap mantab jos',
);
/** Two words that thank only together. */
const PAIRS =
  /\b(?:te?rima|trm|tri?ma|mat(?:o|u)r|hatur)\s+(?:kasih|kasi|ksh|ksih|nuwun|suwun|nuhun|kesuwun|sembah nuwun)\b/g;
/**
 * What may stand beside them without asking for anything: whom it is said to, for what, and that all is well. A word
 * that denies, doubts or adds ("belum", "tapi", "lagi") is in no list, so that a text with one is more than thanks.
 */
const BESIDE = wordSet(
  'pak bpk bapak bu ibu mas mbak mba mbk kak kang cak lik bang om gan min admin tim team teknisi helpdesk semua ' +
    'mator atas untuk bantuan dibantu respon infonya info kerjasama kerja perhatian waktu pelayanan layanan kunjungan ' +
    'penanganan cepat banyak sekali ya yaa yg iya you sdh sudah udah wis sampun pun bisa saget beres normal lancar ' +
    'kembali nyala hidup jalan dipakai digunakan terhubung sangat sama sami laksanakan sehat sukses selalu ' +
    'printer komputer laptop pc wifi internet jaringan server aplikasi sistem web website email ' +
    'wassalam wassalamualaikum wr wb selamat pagi siang sore malam',
);
const WORDS_MAX = 10;
const CHARS_MAX = 120;

/** Whether a text does no more than thank or agree: "trims pak", "ok makasih", "👍". A question never does. */
export function isThanks(text: string): boolean {
  if (text.length > CHARS_MAX || text.includes('?')) return false;
  const plain = text
    .toLowerCase()
    .replace(/[\p{Cf}\p{M}\p{Sk}]/gu, '')
    .replace(/[🙏👍👌]/gu, ' ok ')
    .replace(/[\p{P}\p{S}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(PAIRS, 'terimakasih');
  const words = plain.split(' ').map(heldShort);
  return (
    words.length <= WORDS_MAX &&
    words.some((word) => THANKS.has(word)) &&
    words.every((word) => THANKS.has(word) || BESIDE.has(word))
  );
}
