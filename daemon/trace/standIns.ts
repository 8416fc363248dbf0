import { createHmac, randomBytes } from 'node:crypto';

/** The last digits of a number tell who it is; what is before them is country, operator or make. */
const TAIL_DIGITS = 8;
/** The longest number that is dialled (E.164). A card's own number is longer and tells more of itself. */
const DIALLED_DIGITS_MAX = 15;
const CARD_HEAD_DIGITS = 6;
/** Of a number so short that the tail is nearly all of it, the kind must still be seen: 0…, 62…. */
const HEAD_DIGITS_MIN = 2;
const SHORT_CODE_DIGITS_MAX = 6;
const ATTEMPTS_MAX = 1000;
/** Without x, which every letter becomes at first. */
const LETTERS = 'abcdefghijklmnopqrstuvwyz';
const NUMERALS = '123456789';

/**
 * What stands in the dump for what nobody but the office may know. The same thing always becomes the same stand-in
 * within a dump and different things become different ones, so that whatever compares them does so as in the field;
 * another dump has others.
 */
export class StandIns {
  readonly #key = randomBytes(16);
  readonly #tails = new Map<string, string>();
  readonly #takenTails = new Set<string>();
  /** Wordings that have one look when masked, in the order in which they came. */
  readonly #looks = new Map<string, Map<string, number>>();

  /**
   * Digits for digits. The tail alone is exchanged, so that a number keeps its country and kind, and the same number
   * in another form (`+62812…`, `0812…`) has the same stand-in.
   */
  digits(number: string): string {
    const head = number.slice(0, headDigits(number.length));
    return head + this.#tail(number.slice(head.length));
  }

  /** Octets that say nothing, for content that says the same. */
  octets(content: Uint8Array): Buffer {
    const blocks = Array.from({ length: Math.ceil(content.length / 32) }, (_, block) =>
      createHmac('sha256', this.#key).update(`octets ${block} `).update(content).digest(),
    );
    return Buffer.concat(blocks).subarray(0, content.length);
  }

  hex(digits: string): string {
    const octets = this.octets(Buffer.from(digits.toUpperCase(), 'latin1'));
    return octets.toString('hex').toUpperCase().slice(0, digits.length);
  }

  /**
   * Makes masked texts differ that look alike, if their originals differ in more than case and blanks: the last
   * letters, or digits, of the second and all later ones are numbered.
   * @param masked of the same length; only x, X and 0 of it are changed, and nothing before `from`.
   */
  distinct(original: string, masked: string, from: number): string {
    const wording = original.toLowerCase().replace(/\s+/g, ' ').trim();
    const look = masked.toLowerCase().replace(/\s+/g, ' ').trim();
    const wordings = this.#looks.get(look) ?? new Map<string, number>();
    this.#looks.set(look, wordings);
    const number = wordings.get(wording) ?? wordings.size;
    wordings.set(wording, number);
    return numbered(masked, from, number);
  }

  #tail(tail: string): string {
    const known = this.#tails.get(tail);
    if (known !== undefined) return known;
    let found = tail;
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const mac = createHmac('sha256', this.#key).update(`digits ${attempt} ${tail}`).digest();
      found = Array.from(tail, (_, at) => (mac[at] ?? 0) % 10).join('');
      if (found !== tail && !this.#takenTails.has(found)) break;
    }
    this.#takenTails.add(found);
    this.#tails.set(tail, found);
    return found;
  }
}

function headDigits(length: number): number {
  if (length > DIALLED_DIGITS_MAX) return CARD_HEAD_DIGITS;
  return length <= SHORT_CODE_DIGITS_MAX ? 0 : Math.max(HEAD_DIGITS_MIN, length - TAIL_DIGITS);
}

function numbered(masked: string, from: number, number: number): string {
  const chars = [...masked.slice(from)];
  let left = number;
  for (let at = chars.length - 1; at >= 0 && left > 0; at -= 1) {
    const alphabet = chars[at] === '0' ? NUMERALS : LETTERS;
    const char = alphabet[(left - 1) % alphabet.length] ?? '';
    if (chars[at] === 'x' || chars[at] === '0') chars[at] = char;
    else if (chars[at] === 'X') chars[at] = char.toUpperCase();
    else continue;
    left = Math.floor((left - 1) / alphabet.length);
  }
  return masked.slice(0, from) + chars.join('');
}
