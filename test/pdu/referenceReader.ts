/**
 * A plain reader of SMS-SUBMIT, written from 3GPP TS 23.040 §9.2.2.2 and 23.038 §6 for the tests alone. It
 * works on strings of bits and shares nothing with the codec, so that the codec does not prove itself.
 */
export interface ReferenceSubmit {
  smsc: string;
  firstOctet: number;
  reference: number;
  to: string;
  pid: number;
  dcs: number;
  validitySeconds: number | undefined;
  concat: { ref: number; total: number; seq: number } | undefined;
  /** UTF-16 code units or GSM-7 characters, as they stand in this one SMS. */
  text: string;
  tpduLength: number;
  userDataOctets: number;
}

// Code points in septet order, from the chart of 23.038 §6.2.1.
const CHART =
  '40 A3 24 A5 E8 E9 F9 EC F2 C7 0A D8 F8 0D C5 E5 394 5F 3A6 393 39B 3A9 3A0 3A8 3A3 398 39E 1B C6 E6 DF C9 ' +
  '20 21 22 23 A4 25 26 27 28 29 2A 2B 2C 2D 2E 2F 30 31 32 33 34 35 36 37 38 39 3A 3B 3C 3D 3E 3F ' +
  'A1 41 42 43 44 45 46 47 48 49 4A 4B 4C 4D 4E 4F 50 51 52 53 54 55 56 57 58 59 5A C4 D6 D1 DC A7 ' +
  'BF 61 62 63 64 65 66 67 68 69 6A 6B 6C 6D 6E 6F 70 71 72 73 74 75 76 77 78 79 7A E4 F6 F1 FC E0';
const DEFAULT_ALPHABET = CHART.split(' ').map((code) => String.fromCodePoint(Number.parseInt(code, 16)));
const EXTENSION: Record<number, string> = {
  10: '\f',
  20: '^',
  40: '{',
  41: '}',
  47: '\\',
  60: '[',
  61: '~',
  62: ']',
  64: '|',
  101: '€',
};

export function readSubmit(pduHex: string): ReferenceSubmit {
  if (!/^([0-9A-F]{2})+$/.test(pduHex)) throw new Error('no octets');
  const octets = pduHex.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  const take = (count: number): number[] => {
    if (octets.length < count) throw new Error('too short');
    return octets.splice(0, count);
  };
  const one = (): number => take(1)[0] ?? Number.NaN;

  const smscLength = one();
  const smsc = smscLength === 0 ? '' : digits(take(smscLength));
  const tpduLength = octets.length;
  const firstOctet = one();
  if (firstOctet % 4 !== 1) throw new Error('no SUBMIT');
  const reference = one();
  const toLength = one();
  const to = digits(take(1 + Math.floor((toLength + 1) / 2)));
  if (to.replace('+', '').length !== toLength) throw new Error('address length');
  const pid = one();
  const dcs = one();
  const validityFormat = Math.floor(firstOctet / 8) % 4;
  if (validityFormat === 1 || validityFormat === 3) throw new Error('validity format');
  const validitySeconds = validityFormat === 0 ? undefined : seconds(one());
  const length = one();
  const userData = take(octets.length);
  const hasHeader = Math.floor(firstOctet / 64) % 2 === 1;
  const header = hasHeader ? userData.slice(1, 1 + (userData[0] ?? 0)) : [];
  const { text, wanted } = readText(userData, hasHeader ? header.length + 1 : 0, dcs, length);
  if (wanted !== userData.length) throw new Error(`${userData.length} octets of user data for ${wanted}`);
  return {
    smsc,
    firstOctet,
    reference,
    to,
    pid,
    dcs,
    validitySeconds,
    concat: hasHeader ? concatOf(header) : undefined,
    text,
    tpduLength,
    userDataOctets: userData.length,
  };
}

function digits([type = 0, ...octets]: number[]): string {
  const letters = '0123456789*#abc';
  const all = octets.flatMap((octet) => [octet % 16, Math.floor(octet / 16)]);
  if (all.at(-1) === 15) all.pop();
  if (all.some((digit) => digit === 15)) throw new Error('fill inside a number');
  if (type !== 0x91 && type !== 0x81) throw new Error('type of address');
  return (type === 0x91 ? '+' : '') + all.map((digit) => letters.charAt(digit)).join('');
}

function seconds(octet: number): number {
  if (octet < 144) return 300 * (octet + 1);
  if (octet < 168) return 43_200 + 1800 * (octet - 143);
  return octet < 197 ? 86_400 * (octet - 166) : 604_800 * (octet - 192);
}

function concatOf(header: number[]): ReferenceSubmit['concat'] {
  const [id, length, ref = 0, total = 0, seq = 0] = header;
  if (header.length !== 5 || id !== 0 || length !== 3) throw new Error('not the 8-bit concatenation header');
  return { ref, total, seq };
}

function readText(userData: number[], headerOctets: number, dcs: number, length: number) {
  if (dcs === 8) {
    const octets = userData.slice(headerOctets, length);
    let text = '';
    for (let i = 0; i < octets.length; i += 2) {
      text += String.fromCharCode((octets[i] ?? 0) * 256 + (octets[i + 1] ?? Number.NaN));
    }
    return { text, wanted: length };
  }
  if (dcs !== 0) throw new Error('data coding');
  // All bits in sending order: the least significant bit of the first octet is the first.
  const bits = userData.map((octet) => [...octet.toString(2).padStart(8, '0')].reverse().join('')).join('');
  let at = 0;
  while (at < headerOctets * 8) at += 7;
  if (bits.slice(headerOctets * 8, at).includes('1')) throw new Error('fill bits that are not zero');
  let text = '';
  let escaped = false;
  for (; at < length * 7; at += 7) {
    const septet = Number.parseInt([...bits.slice(at, at + 7)].reverse().join(''), 2);
    if (septet === 27 && !escaped) {
      escaped = true;
      continue;
    }
    const char = escaped ? EXTENSION[septet] : DEFAULT_ALPHABET[septet];
    if (char === undefined) throw new Error('no such extension');
    text += char;
    escaped = false;
  }
  if (escaped) throw new Error('escape at the end');
  if (bits.slice(length * 7).includes('1')) throw new Error('spare bits that are not zero');
  return { text, wanted: Math.ceil((length * 7) / 8) };
}
