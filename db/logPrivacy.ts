/** Fields that never appear, at any level; `params` are those of a failed query. */
const SECRET = /^(pin|puk|password|passphrase|token|cookie|authorization|params)$|(Pin|Puk|Password|Token)$/i;

/** Fields that hold what people wrote, in clear or as the modem's hexadecimal. */
const WORDING = /^(text|body|note|pdu|hex|data)$|(Text|Body|Note|Hex)$/;

/** Three shapes: `+62…` and other countries', `62…`/`0…` in one piece, and as people write it (`0811-3103-001`). */
const NUMBER_IN_TEXT =
  /(?<![0-9A-Za-z+])(?:\+[0-9]{8,15}|(?:62|0)[0-9]{8,13}|(?:\+62|62|0)[0-9]{2,3}[- ][0-9]{3,4}[- ][0-9]{3,5})(?![0-9A-Za-z])/g;

/** `AT+CPIN="1234"` and the like: the code is cut out of the command. */
const PIN_COMMAND = /(\+CPIN2?=)"?[0-9]+"?(?:,"?[0-9]+"?)?/gi;

/** A failed drizzle query tells its parameters, which are what people wrote, in its message and so in its stack. */
const QUERY_PARAMETERS = /(Failed query: [\s\S]*?\nparams: )[\s\S]*?(?=\n {4}at |$)/g;

/**
 * `+6281234567890` → `+62812…7890`: the network can be told and the number be recognised by who knows it; at least four
 * digits are hidden. Names and short codes (`TELKOMSEL`, `1708`) are nobody's number and stay.
 */
export function maskPhone(number: string): string {
  const digits = number.replace(/\D/g, '');
  if (digits.length < 7 || /[A-Za-z]/.test(number)) return number;
  const plus = number.trimStart().startsWith('+') ? '+' : '';
  const headDigits = plus === '+' || digits.startsWith('62') ? 5 : 4;
  const tailDigits = Math.max(0, Math.min(4, digits.length - headDigits - 4));
  return `${plus}${digits.slice(0, headDigits)}…${tailDigits === 0 ? '' : digits.slice(-tailDigits)}`;
}

/** Masks whatever looks like a phone number, the code of a PIN command and the parameters of a query in a longer text. */
export function maskWithin(text: string): string {
  return text
    .replace(QUERY_PARAMETERS, '$1[hidden]')
    .replace(PIN_COMMAND, '$1[secret]')
    .replace(NUMBER_IN_TEXT, maskPhone);
}

/**
 * A copy of a value from JSON with secrets removed, phone numbers masked, and the wording of messages replaced by its
 * length unless `wordingShown`.
 */
export function cleanFields(value: unknown, wordingShown: boolean, field = ''): unknown {
  if (field !== '' && SECRET.test(field)) return '[secret]';
  if (!wordingShown && WORDING.test(field))
    return typeof value === 'string' ? `[${value.length} characters]` : '[hidden]';
  if (typeof value === 'string') return maskWithin(value);
  // An item of a list is judged by the list's name.
  if (Array.isArray(value)) return value.map((item) => cleanFields(item, wordingShown, field));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, cleanFields(inner, wordingShown, key)]),
  );
}
