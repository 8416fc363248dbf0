/** What could be read in an operator's answer about a SIM; undefined where one cannot be sure. */
export interface BalanceReading {
  rupiah: number | undefined;
  /** Local dates, `YYYY-MM-DD`. */
  activeUntil: string | undefined;
  graceUntil: string | undefined;
}

export function readBalance(answer: string): BalanceReading {
  const text = answer.replace(/\s+/g, ' ');
  const dates = datesIn(text);
  return {
    rupiah: rupiahIn(text, dates),
    activeUntil: onlyOne(dates.filter((date) => date.means === 'active').map((date) => date.iso)),
    graceUntil: onlyOne(dates.filter((date) => date.means === 'grace').map((date) => date.iso)),
  };
}

function onlyOne<T>(found: readonly T[]): T | undefined {
  return found.every((each) => each === found[0]) ? found[0] : undefined;
}

/** What may stand between "pulsa" and its amount. */
const CREDIT =
  /\b(sisa|isi|beli|bonus|transfer|main|min(?:imal)?)? ?(?:pulsa(?:mu)?|saldo(?:mu)?|balance|bal|credit)(?=rp|idr|\b)((?:[ :=.]|\b(?:anda|kamu|kartu|nomor|ini|utama|reguler|regular|pokok|saat ini|sekarang|skrg|skg|adalah|sebesar|tersedia|tersisa|sisa|tinggal|hanya|is|your)\b)*)(rp\.?|idr)? ?(-?\d[\d.,]*)(?!\d|(?<=[^\d.,]\d{1,3}) \d{3}(?![\d/-]))( ?(?:rb|ribu|jt|juta)\b)?/gi;
const AMOUNT =
  /\b(?:rp\.?|idr) ?(-?\d[\d.,]*)(?!\d|(?<=[^\d.,]\d{1,3}) \d{3}(?![\d/-]))( ?(?:rb|ribu|jt|juta)\b)?/gi;
/** Not the credit itself, but what one could buy with it, or was given. */
const OTHER_MONEY = /^(?:isi|beli|bonus|transfer|min)/i;
const OFFERS = /paket|kuota|harga|beli|bonus|promo|diskon|gratis|hemat|daftar/i;
const RUPIAH_MAX = 100_000_000;

function rupiahIn(text: string, dates: readonly FoundDate[]): number | undefined {
  const isDate = (at: number): boolean => dates.some(({ from, to }) => at >= from && at < to);
  const credits = [...text.matchAll(CREDIT)].flatMap((match) => {
    const [whole, before = '', , currency, number = '', unit = ''] = match;
    const at = match.index + whole.lastIndexOf(number);
    const amount = amountOf(number, unit);
    // "1. Info pulsa 2. Beli paket" is a menu, and a bare number may be anything if it is short.
    const isMoney =
      currency !== undefined || unit !== '' || /^0$|\d[\d.,]{2,}/.test(number.replace(/[.,]+$/, ''));
    return amount === undefined || !isMoney || OTHER_MONEY.test(before) || isDate(at) ? [] : [amount];
  });
  if (credits.length > 0) return onlyOne(credits);
  // "Rp15.250 s/d 12-04-2026 1.Paket Data 2.Lainnya": what is said before the offers is said of the credit.
  const offersAt = text.search(OFFERS);
  const said = offersAt < 0 ? text : text.slice(0, offersAt);
  const amounts = [...said.matchAll(AMOUNT)].map(([, number = '', unit = '']) => amountOf(number, unit));
  return amounts.length === 1 && dates.some(({ from }) => from < said.length) ? amounts[0] : undefined;
}

/** `3.000`, `25.000,-`, `1.234,50`, `1,234.50`, `12500.00`, `12,5 rb`; whole rupiah. */
function amountOf(number: string, unit: string): number | undefined {
  const bare = number.replace(/[.,]+$/, '');
  const [, whole = '', decimals = ''] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(bare) ?? [];
  if (!/^\d+$|^\d{1,3}(?:\.\d{3})+$|^\d{1,3}(?:,\d{3})+$/.test(whole)) return undefined;
  const factor = /rb|ribu/i.test(unit) ? 1000 : /jt|juta/i.test(unit) ? 1_000_000 : 1;
  const rupiah = Math.floor(Number(`${whole.replace(/[.,]/g, '')}.${decimals || 0}`) * factor);
  return rupiah <= RUPIAH_MAX ? rupiah : undefined;
}

interface FoundDate {
  from: number;
  to: number;
  iso: string;
  means: 'active' | 'grace' | undefined;
}

/** By the first three letters, Indonesian and English. */
const MONTHS = new Map(
  [
    'jan',
    'feb',
    'mar',
    'apr',
    'mei may',
    'jun',
    'jul',
    'agu aug ags agt',
    'sep',
    'okt oct',
    'nov nop',
    'des dec',
  ].flatMap((names, index) => names.split(' ').map((name): [string, number] => [name, index + 1])),
);
/** Words that begin as a month does: "50 aktif 12" is no date. */
const MONTH = `(?:${[...MONTHS.keys()].join('|')})[a-z]{0,6}`;
const DATE = new RegExp(
  [
    String.raw`(?<![\d.,])(?<year>20\d\d)[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?!\d)`,
    String.raw`(?<![\d.,/-])(?<day2>\d{1,2})[-/.](?<month2>\d{1,2})[-/.](?<year2>20\d\d|\d\d)(?!\d)`,
    String.raw`(?<!\d)(?<day3>\d{1,2})[ ./-]?(?<month3>${MONTH})[ ./-]?,?(?<year3>20\d\d|\d\d)(?!\d)`,
    String.raw`\b(?<month4>${MONTH})[ .-](?<day4>\d{1,2}),? ?(?<year4>20\d\d)(?!\d)`,
    String.raw`(?<![\d.,]|rp ?)(?<day5>\d\d)(?<gap>[ |]?)(?<month5>\d\d)\k<gap>(?<year5>20\d\d)(?!\d)`,
    String.raw`(?<![\d.,]|rp ?)(?<year6>20\d\d)(?<month6>\d\d)(?<day6>\d\d)(?!\d)`,
  ].join('|'),
  'gi',
);
const ACTIVE = /aktif|active|berlaku|valid|exp|\bs\/?d\b|\bs\.d|hingga|sampai|until/i;
const GRACE = /tenggang|grace/i;
const OF_A_PACKAGE = /paket|kuota|data|bonus|internet|sms|gratis|nelpon|promo|roaming/i;
/** A label stands right before its date. */
const LABEL_CHARS = 40;

function datesIn(text: string): FoundDate[] {
  const found: FoundDate[] = [];
  let graceFollows = false;
  for (const match of text.matchAll(DATE)) {
    const iso = isoDate(match.groups ?? {});
    if (iso === undefined) continue;
    const label = text.slice(Math.max(found.at(-1)?.to ?? 0, match.index - LABEL_CHARS), match.index);
    const means = graceFollows && !/[a-z]/i.test(label) ? 'grace' : meaningOf(label);
    // "Masa aktif/tenggang: …/…" names both before the first.
    graceFollows = ACTIVE.test(label) && GRACE.test(label);
    found.push({ from: match.index, to: match.index + match[0].length, iso, means });
  }
  return found;
}

function meaningOf(label: string): FoundDate['means'] {
  const grace = label.search(GRACE);
  const active = label.search(ACTIVE);
  if (OF_A_PACKAGE.test(label)) return undefined;
  if (grace >= 0 && (active < 0 || !/aktif|active/i.test(label))) return 'grace';
  return active >= 0 ? 'active' : undefined;
}

function isoDate(groups: Record<string, string | undefined>): string | undefined {
  const part = (name: string): string =>
    ['', '2', '3', '4', '5', '6'].map((form) => groups[name + form]).find((text) => text !== undefined) ?? '';
  const written = part('month');
  const month = /^\d/.test(written) ? Number(written) : (MONTHS.get(written.slice(0, 3).toLowerCase()) ?? 0);
  const day = Number(part('day'));
  const year = Number(part('year').padStart(4, '20'));
  return validDate(year, month, day) ?? validDate(year, day, month);
}

/** Day before month, as here; a date that exists only the other way round is an American one. */
function validDate(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = month >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : undefined;
}
