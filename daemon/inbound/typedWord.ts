/** A word at the beginning of a text, as it was meant, and where it ends there. */
export interface TypedWord {
  /** Lower case, without accents, full-width forms and characters without width. */
  word: string;
  end: number;
}

/** No command is longer; a wall of letters is no word. */
const LETTERS_MAX = 24;
/** `T E R I M A`, `t.e.r.i.m.a`: single letters with the same sign between each two. */
const SPREAD = /^\p{L}(?:([ .*_-])\p{L}(?!\p{L})(?:\1\p{L}(?!\p{L}))*)(?!\p{M})/u;

/** Reads the first word, also one whose letters stand apart; undefined where the text begins with no letter. */
export function firstWord(text: string): TypedWord | undefined {
  const head = text.slice(0, 4 * LETTERS_MAX);
  const spread = SPREAD.exec(head)?.[0];
  if (spread !== undefined && spread.length >= 7) return { word: plain(spread), end: spread.length };
  let word = '';
  let end = 0;
  for (const char of head) {
    if (!/[\p{L}\p{M}\p{Cf}]/u.test(char)) break;
    end += char.length;
    word += plain(char);
    if (word.length > LETTERS_MAX) return undefined;
  }
  return word === '' ? undefined : { word, end };
}

const plain = (letters: string): string =>
  letters
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
