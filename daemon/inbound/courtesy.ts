/** What people add to a command out of politeness: it says nothing, and must not be taken for a note. */
const COURTESIES = new Set(
  (
    'pak bpk bapak bu ibu mas mbak mba kak bang om bos boss min admin ya yaa y iya nggih njih siap mohon tolong ' +
    'maaf dulu dl saja aja segera sekarang skrg tks trims trim makasih mksh thx terima trima kasih ksh terimakasih'
  ).split(' '),
);
/** Beside a command that needs no words. */
const AGREEMENTS = new Set('ok oke okey okay sip baik sdh sudah udah saya kami tim'.split(' '));
/** "terima kasih" begins like a command. */
const THANKS = /^(?:kasih|kasi|ksh|ksih|makasih|nuwun)\b/u;

const COURTEOUS_CHARS_MAX = 80;

const wordsOf = (text: string): string[] =>
  text
    .slice(0, COURTEOUS_CHARS_MAX)
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '');

const all = (text: string, sets: readonly ReadonlySet<string>[]): boolean =>
  text.length <= COURTEOUS_CHARS_MAX && wordsOf(text).every((word) => sets.some((set) => set.has(word)));

/** Whether a text has no words but those of politeness; also one without any. */
export const isCourtesy = (text: string): boolean => all(text, [COURTESIES]);

/** As above, with "ok" and its like. */
export const isAgreement = (text: string): boolean => all(text, [COURTESIES, AGREEMENTS]);

export const beginsWithThanks = (text: string): boolean => THANKS.test(text.toLowerCase());

const QUESTION_WORDS = new Set(
  'kapan kpn berapa brp gimana gmn bagaimana bgmn kenapa knp mengapa siapa mana dimana apakah bolehkah bisakah'.split(
    ' ',
  ),
);
/** "jam berapa", "kira kira kapan": a question shows within its first words. */
const QUESTION_WORDS_WITHIN = 4;
const ENDS_WITH_MARK = /\?[\s\p{P}\p{S}\p{Cf}]{0,10}$/u;

/** Whether what follows a command asks something instead of ordering it. */
export const asks = (text: string): boolean =>
  ENDS_WITH_MARK.test(text.slice(-40)) ||
  wordsOf(text)
    .slice(0, QUESTION_WORDS_WITHIN)
    .some((word) => QUESTION_WORDS.has(word));
