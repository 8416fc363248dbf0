import { gsm7Text } from '../pdu/nationalTables.ts';
import { packSeptets, unpackSeptets } from '../pdu/septets.ts';
import { maskPdu } from './maskPdu.ts';
import { veiled } from './maskText.ts';
import type { StandIns } from './standIns.ts';

/** So many digits in a row are somebody's number, or a card's, or a modem's. */
const NUMBER_DIGITS_MIN = 7;
const NUMBER_DIGITS_MAX = 22;
/** So many hexadecimal digits are an address at least. */
const HEX_MIN = 8;
const PDU_HEX_MIN = 24;
/** Names of storages, alphabets and operators are no longer; what people write mostly is. */
const NAME_CHARS_MAX = 20;

/** Of these the quoted strings are numbers and the names that somebody gave them (27.007 §7, §8.12). */
const PERSONAL =
  /^(?:AT)?[+^*#]?(?:CLIP|CNUM|CCWA|COLP|CDIP|CLCC|CPBR|CPBF|CPBW|CMGL|CMGR|CMGW|CMT|CDS|CBM|ORIG|CRSM|CSIM|MISSED_CALL)\b/i;
/** Where the modem is: area and cell, in hexadecimal (27.007 §7.2). */
const REGISTRATION = /^\+C(?:G|E|5G)?REG:/i;
const STATUS_OR_TIME = /^(?:REC|STO) [A-Z]+$|^\d\d\/\d\d\/\d\d,\d\d:\d\d:\d\d/i;

/** A line with a code in front, such as `+CLIP: "0812…",129`: what identifies somebody in it by stand-ins. */
export function maskFields(line: string, standIns: StandIns): string {
  if (REGISTRATION.test(line)) return line.replace(/"[^"]*"?/g, (place) => place.replace(/[0-9A-F]/gi, '0'));
  const masked = line.replace(/"([^"]*)("|$)/g, (_whole, said: string, end: string) => {
    return `"${quoted(line, said)}${end}`;
  });
  return maskRuns(masked, standIns);
}

function quoted(line: string, said: string): string {
  if (STATUS_OR_TIME.test(said)) return said;
  if (/^[+0-9A-F]*$/i.test(said)) return said;
  const digits = said.replace(/\D/g, '').length;
  if (/^\+?\d{7,}$/.test(said)) return said;
  const isPersonal = PERSONAL.test(line) || said.length > NAME_CHARS_MAX;
  if (isPersonal) return veiled(said);
  // A number with blanks or dashes in it.
  return digits >= NUMBER_DIGITS_MIN && !/\d{7}/.test(said) ? said.replace(/\d/g, '0') : said;
}

/** Long runs of digits by those of another number, of hexadecimal digits by others that mean as much. */
export function maskRuns(line: string, standIns: StandIns, hexMin = HEX_MIN): string {
  return line.replace(/[0-9A-F]{4,}/gi, (run) => {
    const [, number = '', filler = ''] = /^(\d*)(F{0,2})$/i.exec(run) ?? [];
    if (isUcs2(run)) return maskUcs2(run, standIns);
    if (number.length >= NUMBER_DIGITS_MIN && number.length <= NUMBER_DIGITS_MAX && hexMin === HEX_MIN)
      return standIns.digits(number) + filler;
    if (run.length < hexMin || (number !== '' && hexMin === HEX_MIN && run.length < HEX_MIN)) return run;
    if (run.length >= PDU_HEX_MIN && hexMin === HEX_MIN) return maskPdu(run, standIns);
    return hexMin === HEX_MIN ? standIns.hex(run) : maskPacked(run);
  });
}

/** Nothing but characters of Latin-1. */
const isUcs2 = (hex: string): boolean =>
  hex.length >= 8 && /^(?:00(?:0[AD]|[2-7][0-9A-F]|[A-F][0-9A-F]))+$/i.test(hex);

function maskUcs2(hex: string, standIns: StandIns): string {
  const text = Buffer.from(hex, 'hex').swap16().toString('utf16le');
  const masked = /^\+?\d{3,}$/.test(text) ? text.replace(/\d+/, (run) => standIns.digits(run)) : veiled(text);
  return Buffer.from(masked, 'utf16le').swap16().toString('hex').toUpperCase();
}

/** Words of the network as packed septets, or as octets where all of them could be printed. */
function maskPacked(hex: string): string {
  const octets = Buffer.from(hex, 'hex');
  if (octets.every((octet) => octet >= 0x20 && octet < 0x7f))
    return Buffer.from(veiled(octets.toString('latin1')), 'latin1')
      .toString('hex')
      .toUpperCase();
  const septets = unpackSeptets(octets, Math.floor((octets.length * 8) / 7));
  const masked = [...veiled(gsm7Text(septets))].map((char) => char.charCodeAt(0) & 0x7f);
  return packSeptets(masked.length === septets.length ? masked : septets.map(() => 0x78))
    .toString('hex')
    .toUpperCase();
}
