const DIGIT = String.raw`[0-9\uff10-\uff19]`;
/** What may stand before a number: blanks, `#`, `:`, brackets, `tiket`, `no.`, and `(spasi)` where people copy the instructions. */
const BEFORE = String.raw`[\s\p{P}\p{S}\p{Cf}]{0,20}(?:(?:tiket|ticket|tugas|tkt|nomor|nomer|nmr|no|hd|spasi)(?!\p{L})[\s\p{P}\p{S}\p{Cf}]{0,20}){0,3}`;
/** "10.30", "2/3" and "12-01" are times, fractions and dates; "50%", "5V" are no tickets either. */
const ANY_NUMBER = new RegExp(`^${BEFORE}(${DIGIT}{1,20})(?!${DIGIT})`, 'iu');
const NUMBER = new RegExp(
  String.raw`^${BEFORE}(${DIGIT}{1,20})(?!${DIGIT}|[.:/-]${DIGIT}|\s{0,2}%|\p{L}{1,2}(?!\p{L}))`,
  'iu',
);
/** `12 dan 13`, `12 & 13`, `12,13`: nobody writes so between a ticket and what follows it. */
const BETWEEN = new RegExp(String.raw`^(?:\s{0,5}[&+]\s{0,5}|,(?=${DIGIT})|\s{1,5}dan\s{1,5})`, 'iu');
/** Where nothing but numbers can follow, a blank will do. */
const BETWEEN_LOOSE = /^(?:\s{0,5}[,;&+]\s{0,5}|\s{1,5}dan\s{1,5}|\s{1,5})/iu;
/** A ticket's number has nine digits at most; anything longer is a telephone's or a mistake. */
const ID_MAX = 999_999_999;
const HEAD_CHARS = 160;
/** More tickets than fit in one SMS. */
const NUMBERS_MAX = 12;

export interface TicketNumbers {
  /** Each once, in their order. */
  ids: number[];
  /** Where the last of them ends in the text. */
  end: number;
}

/**
 * The tickets that a text begins with: `12`, `#0012`, `no. 12`, `tiket no 12`, `12 dan 13`.
 * @param loose whether a number after a blank is another ticket (`12 13`), or the beginning of what follows (`12 2 kabel`).
 */
export function readTicketNumbers(text: string, loose: boolean): TicketNumbers {
  const head = text.slice(0, HEAD_CHARS);
  const ids: number[] = [];
  let end = 0;
  for (let from = 0; ids.length < NUMBERS_MAX; ) {
    const found = NUMBER.exec(head.slice(from));
    const id = found ? numberIn(found[1] ?? '') : undefined;
    if (!found || id === undefined) break;
    if (!ids.includes(id)) ids.push(id);
    end = from + found[0].length;
    const between = (loose ? BETWEEN_LOOSE : BETWEEN).exec(head.slice(end));
    if (!between) break;
    from = end + between[0].length;
  }
  return { ids, end };
}

/** A number whatever follows it, as in `12:5`; `end` is where it ends. */
export function firstNumber(text: string): { value: number; end: number } | undefined {
  const found = ANY_NUMBER.exec(text.slice(0, HEAD_CHARS));
  const value = found ? numberIn(found[1] ?? '') : undefined;
  return found && value !== undefined ? { value, end: found[0].length } : undefined;
}

/** Also of digits in full width; undefined for more than a ticket's number can be. */
function numberIn(digits: string): number | undefined {
  const value = Number(digits.normalize('NFKC'));
  return value <= ID_MAX ? value : undefined;
}
