import { splitFields } from './listing.ts';

/** The network that a status line speaks of: circuit switched, or LTE. GPRS alone does not carry our texts. */
export interface RegistrationNews {
  readonly network: 'cs' | 'eps' | 'gprs';
  /** `<stat>` of 27.007 §7.2. */
  readonly stat: number;
}

const NETWORKS: Readonly<Record<string, RegistrationNews['network']>> = {
  '+CREG': 'cs',
  '+CEREG': 'eps',
  '+CGREG': 'gprs',
};

/**
 * Reads `+CREG:` lines, asked for or not. The answer to a question has `<n>` in front and the news has not; some
 * firmwares give the one in the place of the other, break the quotation marks, or leave them out. A second field of
 * one or two digits is the status of an answer; anything else is a location, and the first field the status.
 */
export function parseRegistration(line: string): RegistrationNews | undefined {
  const match = /^(\+C(?:E|G)?REG): *(.*)$/i.exec(line);
  const network = NETWORKS[match?.[1]?.toUpperCase() ?? ''];
  if (!match || !network) return undefined;
  const fields = (match[2] ?? '').split(',').map((field) => field.trim());
  const stat = statIn(fields[1]) ?? statIn(fields[0]);
  return stat === undefined ? undefined : { network, stat };
}

/** Some pad it with zeros, some put it in quotation marks; a location is longer. */
function statIn(field: string | undefined): number | undefined {
  const digits = /^(?:0?0?\d|\d\d|"\d")$/.test(field ?? '') ? Number(field?.replaceAll('"', '')) : undefined;
  return digits !== undefined && digits <= STAT_MAX ? digits : undefined;
}

/** The last one that 27.007 knows. */
const STAT_MAX = 11;

/** Home, roaming, SMS only, and no preference for circuit switched fallback (27.007 §7.2, errors by trial). */
const USABLE: ReadonlySet<number> = new Set([1, 5, 6, 7, 9, 10]);

/** What is known of both networks; undefined is a modem that never said. */
export interface Registration {
  readonly cs: number | undefined;
  readonly eps: number | undefined;
}

export const UNKNOWN_REGISTRATION: Registration = { cs: undefined, eps: undefined };

export function withNews(known: Registration, news: RegistrationNews): Registration {
  if (news.network === 'gprs') return known;
  return news.network === 'cs' ? { ...known, cs: news.stat } : { ...known, eps: news.stat };
}

/**
 * May texts be sent? Either network will do. A modem that answers none of the questions is believed to be registered:
 * its refusals will tell.
 */
export function isRegistered(known: Registration): boolean {
  if (known.cs === undefined && known.eps === undefined) return true;
  return USABLE.has(known.cs ?? 0) || USABLE.has(known.eps ?? 0);
}

export const isDenied = (known: Registration): boolean =>
  !isRegistered(known) && [known.cs, known.eps].some((stat) => stat === 3 || stat === 8 || stat === 11);

/** Dezibel from `+CSQ: <rssi>,<ber>` (27.007 §8.5); undefined for 99 and for LTE numbers above the scale. */
export function parseSignalDbm(line: string): number | undefined {
  const match = /^\+CSQ: *(\d+)/i.exec(line);
  const rssi = match ? Number(match[1]) : 99;
  return rssi <= 31 ? -113 + 2 * rssi : undefined;
}

/** The name in `+COPS: 0,0,"TELKOMSEL",2` (27.007 §7.3). */
export function parseOperator(line: string): string | undefined {
  const name = copsFields(line)[2]
    ?.replace(/[^\x20-\x7e]|"/g, '')
    .trim();
  return name || undefined;
}

/** Only LTE is there: texts may go by it or not, and the first refusals will tell (DRIVER §5.1). */
export const isLteOnly = ({ cs, eps }: Registration): boolean =>
  cs !== undefined && !USABLE.has(cs) && USABLE.has(eps ?? 0);

export type Technology = '2G' | '3G' | '4G';

/** `<AcT>` at the end of `+COPS: 0,0,"TELKOMSEL",2` (27.007 §7.3); undefined where it is not told. */
export function parseTechnology(line: string): Technology | undefined {
  const act = copsFields(line)[3] ?? '';
  return /^\d+$/.test(act) ? TECHNOLOGIES[Number(act)] : undefined;
}

const copsFields = (line: string): string[] =>
  /^\+COPS:/i.test(line) ? splitFields(line.slice('+COPS:'.length)) : [];

/** 5G (10 and up) has no letter of its own for us: no modem that takes SMS over it is known here. */
const TECHNOLOGIES: readonly Technology[] = ['2G', '2G', '3G', '2G', '3G', '3G', '3G', '4G', '2G', '4G'];
