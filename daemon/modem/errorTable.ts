import type { FinalError } from '../at/finalResult.ts';
import { CME_ERRORS, CME_OF_PACKET_DATA } from './cmeErrors.ts';
import { CMS_ERRORS } from './cmsErrors.ts';
import { ERROR_WORDS } from './errorWords.ts';
import type { SendFaultClass } from './sendOutcome.ts';
import { VENDOR_CMS_ERRORS } from './vendorCmsErrors.ts';

/** `[code, class, accepted by the network after Ctrl-Z, finer tag, name]` */
export type ErrorRow = readonly [
  code: number,
  errorClass: SendFaultClass,
  accepted: 'no' | 'maybe',
  sub: string,
  name: string,
];

/** Makers whose numbers from 256 up differ from the common list. */
export type VendorFamily = 'mtk' | 'wavecom' | 'siemens';

export interface KnownError {
  readonly code: number | undefined;
  readonly class: SendFaultClass;
  readonly accepted: 'no' | 'maybe';
  readonly sub: string;
  readonly name: string;
}

/** Ranges for what no list names. 24.011 reads an unlisted cause as 41, a temporary failure. */
const CMS_DEFAULTS: ReadonlyArray<readonly [from: number, to: number, row: ErrorRow]> = [
  [1, 127, [1, 'transient-retry', 'no', 'unlisted-rp-cause', 'unlisted network cause']],
  [128, 255, [128, 'transient-retry', 'no', 'unlisted-tp-fcs', 'unlisted cause of the SMSC']],
  [256, 299, [256, 'unknown-outcome', 'maybe', 'reserved', 'reserved code']],
  [300, 511, [300, 'unknown-outcome', 'maybe', 'unlisted-300', 'unlisted equipment error']],
  [512, Number.MAX_SAFE_INTEGER, [512, 'unknown-outcome', 'maybe', 'vendor', 'code of the maker']],
];
const CME_DEFAULT: ErrorRow = [0, 'transient-retry', 'maybe', 'unlisted', 'unlisted equipment error'];
const CME_PACKET_DATA: ErrorRow = [124, 'permanent', 'maybe', 'irrelevant', 'cause of packet data'];

/** What is known of a refusal. Undefined for a bare ERROR and for words that no table holds. */
export function lookUpError(error: FinalError, vendor: VendorFamily | undefined): KnownError | undefined {
  if (error.family === 'none') return undefined;
  const code = error.code ?? codeOfWords(error.family, error.text);
  if (code === undefined) return undefined;
  const row = error.family === 'cms' ? findCms(code, vendor) : findCme(code);
  const [, errorClass, accepted, sub, name] = row ?? CME_DEFAULT;
  return { code, class: errorClass, accepted, sub, name };
}

/** The words of the lists, and then the names of the numbers, however a firmware spells them. */
const CODES_OF_WORDS = {
  cms: new Map([...CMS_ERRORS.map(codeOfName), ...Object.entries(ERROR_WORDS.cms).map(plainly)]),
  cme: new Map([...CME_ERRORS.map(codeOfName), ...Object.entries(ERROR_WORDS.cme).map(plainly)]),
};

function codeOfWords(family: 'cms' | 'cme', words: string): number | undefined {
  return CODES_OF_WORDS[family].get(plain(words));
}

function codeOfName([code, , , , name]: ErrorRow): [string, number] {
  return [plain(name.replace(/ \(.*\)$/, '')), code];
}

function plainly([words, code]: [string, number]): [string, number] {
  return [plain(words), code];
}

/** "(U)SIM not inserted" and "SIM not inserted.", "Network time-out" and "network timeout" are the same. */
function plain(words: string): string {
  return words
    .toLowerCase()
    .replace(/\(u\)sim|\busim\b|\buicc\b/g, 'sim')
    .replace(/time-out/g, 'timeout')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

function findCms(code: number, vendor: VendorFamily | undefined): ErrorRow | undefined {
  const isCommon = code < 256 || (code >= 300 && code <= 350) || code === 500;
  const own = vendor && !isCommon ? findOfMaker(code, vendor) : undefined;
  const listed = own ?? find(CMS_ERRORS, code);
  return listed ?? CMS_DEFAULTS.find(([from, to]) => code >= from && code <= to)?.[2];
}

/** Siemens and Cinterion share what the others have from 513 to 554. */
function findOfMaker(code: number, vendor: VendorFamily): ErrorRow | undefined {
  const shared = vendor === 'siemens' && code >= 513 && code <= 554;
  return find(VENDOR_CMS_ERRORS[vendor], code) ?? (shared ? find(VENDOR_CMS_ERRORS.mtk, code) : undefined);
}

function findCme(code: number): ErrorRow | undefined {
  const isPacketData = CME_OF_PACKET_DATA.some(([from, to]) => code >= from && code <= to);
  return isPacketData ? CME_PACKET_DATA : find(CME_ERRORS, code);
}

const find = (rows: readonly ErrorRow[], code: number): ErrorRow | undefined =>
  rows.find((row) => row[0] === code);
