/** What people write when nothing is left to do, in Indonesian, Javanese and short forms. */
const THANKS = new Set(
  (
    'terimakasih terimakasi trimakasih makasih makasi mksh mksih trims trim tks tq thx thank thanks tengkyu ' +
    'suwun nuwun ok oke okay okey okee oce siap sip siip baik noted nggih inggih njih mantap mantab'
  ).split(' '),
);
/** Two words that thank only together. */
const PAIRS = /\b(?:te?rima|trm|tri?ma|mat(?:o|u)r)\s+(?:kasih|kasi|ksh|ksih|nuwun|suwun|sembah nuwun)\b/g;
/** What may stand beside them without asking for anything. */
const BESIDE = new Set(
  (
    'pak bpk bapak bu ibu mas mbak mba kak bang om gan min admin tim team helpdesk semua atas bantuan bantuannya ' +
    'respon responnya infonya info banyak sekali ya yaa yg iya you sdh sudah udah bisa beres normal lancar kembali ' +
    'sangat sama sami'
  ).split(' '),
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
  const words = plain.split(' ');
  return (
    words.length <= WORDS_MAX &&
    words.some((word) => THANKS.has(word)) &&
    words.every((word) => THANKS.has(word) || BESIDE.has(word))
  );
}
