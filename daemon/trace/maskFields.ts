import { isUcs2Hex, ucs2Hex, ucs2Text } from './latinUcs2.ts';
import { maskPdu } from './maskPdu.ts';
import { veiled } from './maskText.ts';
import type { StandIns } from './standIns.ts';

/** So many digits in a row are somebody's number, or a card's, or a modem's. */
const NUMBER = /^(\d{7,22})(F{0,2})$/i;
/** So many hexadecimal digits are an address at least. */
const HEX_MIN = 8;
const PDU_HEX_MIN = 24;
/** Names of storages, alphabets and operators are no longer; what people write mostly is. */
const NAME_CHARS_MAX = 20;

/** Of these the quoted strings are numbers and the names that somebody gave them (27.007 §7, §8.12). */
const PERSONAL =
  /^(?:AT)?[+^*#]?(?:CLIP|CNUM|CCWA|COLP|CDIP|CLCC|CPBR|CPBF|CPBW|CMGL|CMGR|CMGW|CMT|CDS|CBM|ORIG|MISSED_CALL)\b/i;
/** Where the modem is: area and cell, in hexadecimal (27.007 §7.2). */
const REGISTRATION = /^\+C(?:G|E|5G)?REG:/i;
const STATUS_OR_TIME = /^(?:REC|STO) [A-Z]+$|^\d\d\/\d\d\/\d\d,\d\d:\d\d:\d\d/i;

/** A line with a code in front, such as `+CLIP: "0812…",129`: what identifies somebody in it by stand-ins. */
export function maskFields(line: string, standIns: StandIns): string {
  const parts = line.split('"');
  return parts
    .map((part, at) => (at % 2 === 1 ? maskQuoted(line, part, standIns) : maskRuns(part, standIns)))
    .join('"');
}

function maskQuoted(line: string, said: string, standIns: StandIns): string {
  if (STATUS_OR_TIME.test(said)) return said;
  if (REGISTRATION.test(line)) return said.replace(/[0-9A-F]/gi, '0');
  const isPersonal = PERSONAL.test(line);
  if (isPersonal && /^\+?[\d*#]+$/.test(said)) return said.replace(/\d+/, (run) => standIns.digits(run));
  if (new RegExp(`^\\+?[0-9A-F]{${HEX_MIN},}$`, 'i').test(said)) return maskRuns(said, standIns);
  if (isPersonal || said.length > NAME_CHARS_MAX) return veiled(said);
  const masked = maskRuns(said, standIns);
  // A number with blanks or dashes in it.
  return masked === said && said.replace(/\D/g, '').length >= 7 ? said.replace(/\d/g, '0') : masked;
}

/** Long runs of digits by those of another number, of hexadecimal digits by others that mean as much. */
const maskRuns = (text: string, standIns: StandIns): string =>
  text.replace(/[0-9A-F]{7,}/gi, (run) => {
    const [, number, filler = ''] = NUMBER.exec(run) ?? [];
    if (number !== undefined) return standIns.digits(number) + filler;
    if (isUcs2Hex(run)) return maskUcs2(run, standIns);
    if (run.length >= PDU_HEX_MIN) return maskPdu(run, standIns);
    return run.length >= HEX_MIN ? standIns.hex(run) : run;
  });

function maskUcs2(hex: string, standIns: StandIns): string {
  const text = ucs2Text(hex);
  const isNumber = /^\+?\d{3,}$/.test(text);
  return ucs2Hex(isNumber ? text.replace(/\d+/, (run) => standIns.digits(run)) : veiled(text));
}
