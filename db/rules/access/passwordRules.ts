import { DomainError } from '../errors.ts';

const CHARS_MIN = 10;
/** Checking a password costs work; nobody types more. */
const CHARS_MAX = 200;

/** Long enough and tried first by everybody: each also with digits and signs around it. */
const COMMON = [
  'password',
  'passw0rd',
  'p@ssw0rd',
  'administrator',
  'admin',
  'helpdesk',
  'katasandi',
  'rahasia',
  'sandi',
  'indonesia',
  'banyuwangi',
  'blambangan',
  'dishubkominfo',
  'bismillah',
  'alhamdulillah',
  'sayang',
  'sayangku',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'iloveyou',
  'letmein',
  'welcome',
  'selamat',
  'selamatdatang',
  'merdeka',
  'pancasila',
  'garuda',
] as const;

/**
 * Nothing but length and a short list of what everybody tries is asked for, and no password grows old: rules beyond
 * that make people write them down (NIST SP 800-63B §3.1.1).
 * @param own words that are no secret: the user's names.
 * @throws DomainError `invalid`
 */
export function checkPassword(password: string, own: readonly string[] = []): void {
  const chars = [...password].length;
  if (chars < CHARS_MIN)
    throw new DomainError(
      'invalid',
      `Kata sandi paling sedikit ${CHARS_MIN} karakter; kalimat pendek pun boleh`,
    );
  if (chars > CHARS_MAX) throw new DomainError('invalid', `Kata sandi paling banyak ${CHARS_MAX} karakter`);
  if (isEasyToGuess(password, own))
    throw new DomainError('invalid', 'Kata sandi ini terlalu mudah ditebak; pilih yang lain');
}

function isEasyToGuess(password: string, own: readonly string[]): boolean {
  const plain = password.normalize('NFKC').toLowerCase();
  if (new Set(plain).size < 4 || isRun(plain)) return true;
  const core = lettersOf(plain);
  const known = [...COMMON, ...own.map(lettersOf).filter((word) => word.length >= 3)];
  return known.some((word) => core === word || core === word + word || core === lettersOf(word));
}

const lettersOf = (words: string): string => words.toLowerCase().replace(/[^\p{L}]/gu, '');

/** `1234567890`, `0987654321`, `abcdefghij`. */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((char, at) => char.charCodeAt(0) - text.charCodeAt(at));
  const near = steps.filter((step) => Math.abs(step) === 1).length;
  return near >= steps.length - 1;
}
