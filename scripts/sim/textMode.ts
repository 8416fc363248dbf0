import { charsetText, textFromCharset } from './charset.ts';
import { addressOf } from './codec/address.ts';
import { Malformed } from './codec/malformed.ts';
import { hexFromOctets, octetsFromHex } from './codec/octets.ts';
import { printTimestamp } from './codec/timestamp.ts';
import {
  type Deliver,
  isReport,
  readReceived,
  readSubmit,
  type StatusReport,
  type Submit,
  tpduLength,
} from './codec/tpdu.ts';
import { gsm7Septets, type UserData, writeUserData } from './codec/userData.ts';
import { filled } from './fields.ts';
import { STATUS, type StoredMessage } from './messageStore.ts';
import type { Modem } from './modem.ts';

/** <stat> in text mode, by its number in PDU mode (27.005 §3.1). */
export const STATUS_WORDS = ['REC UNREAD', 'REC READ', 'STO UNSENT', 'STO SENT', 'ALL'] as const;

function readStored(message: StoredMessage, nowMs: number): Deliver | StatusReport | Submit | undefined {
  try {
    const own = message.status === STATUS.unsent || message.status === STATUS.sent;
    return own ? readSubmit(message.pduHex, nowMs) : readReceived(message.pduHex);
  } catch (reason) {
    if (reason instanceof Malformed) return undefined;
    throw reason;
  }
}

/** <data>: converted text for plain 7-bit messages, hexadecimal octets for all others (27.005 §3.1). */
function dataOf(message: Deliver | Submit, modem: Modem): string {
  if (message.coding.alphabet === 'gsm7' && !message.hasHeader) {
    return charsetText(message.data.text ?? '', modem.settings.charset);
  }
  return hexFromOctets(message.data.octets);
}

function numberOf(number: string, modem: Modem): string {
  return modem.settings.charset === 'UCS2' ? charsetText(number, 'UCS2') : number;
}

/** The lines of one stored message for +CMGL and +CMGR in text mode; `index` only for the list. */
export function textModeLines(modem: Modem, message: StoredMessage, index?: number): string[] {
  const name = index === undefined ? '+CMGR: ' : `+CMGL: ${index},`;
  const status = `"${STATUS_WORDS[message.status]}"`;
  const header = modem.settings.showTextHeader === 1;
  const tpdu = readStored(message, modem.clock.nowMs());
  if (!tpdu) return [`${name}${status},"",,""`, hexFromOctets([])];
  if (tpdu.kind === 'report') {
    const times = `"${printTimestamp(tpdu.sentAtMs)}","${printTimestamp(tpdu.dischargedAtMs)}"`;
    const number = numberOf(tpdu.recipient.number, modem);
    return [
      `${name}${status},${tpdu.firstOctet},${tpdu.reference},"${number}",${tpdu.recipient.toa},${times},${tpdu.status}`,
    ];
  }
  const address = tpdu.kind === 'deliver' ? tpdu.from : tpdu.to;
  const when = tpdu.kind === 'deliver' ? `,"${printTimestamp(tpdu.sentAtMs)}"` : '';
  const common = `${name}${status},"${numberOf(address.number, modem)}",${when}`;
  const data = dataOf(tpdu, modem);
  if (!header) return [common, data];
  const length =
    tpdu.coding.alphabet === 'gsm7' && !tpdu.hasHeader ? tpdu.data.length : tpdu.data.octets.length;
  if (index !== undefined) return [`${common},${address.toa},${length}`, data];
  const centre = modem.card.serviceCentre;
  const details = `${address.toa},${tpdu.firstOctet},${tpdu.pid},${tpdu.dcs}`;
  return [`${common},${details},"${numberOf(centre, modem)}",${addressOf(centre).toa},${length}`, data];
}

/** The lines of one stored message in PDU mode. */
export function pduModeLines(
  { make }: Modem,
  message: StoredMessage,
  form: 'list' | 'read',
  index: number,
): string[] {
  const { status: stat, pduHex } = message;
  const length = tpduLength(pduHex);
  const line = (name: string, header: string): string[] => {
    const filledIn = `${name}: ${filled(header, { index, stat, length, pdu: pduHex })}`;
    return header.includes('{pdu}') ? [filledIn] : [filledIn, pduHex];
  };
  if (form === 'list') return line('+CMGL', make.records.list);
  return line('+CMGR', (isReport(pduHex) && make.reports.read) || make.records.read);
}

/** User data of a text typed at the prompt, by +CSMP's <fo> and <dcs> and by +CSCS; throws Malformed. */
export function typedUserData(modem: Modem, typed: string, fo: number, dcs: number): UserData {
  const alphabet = dcs === 0 ? 'gsm7' : (dcs & 0x0c) === 8 ? 'ucs2' : '8bit';
  const text = typed.replace(/\r\n?/g, '\n');
  if (alphabet === 'gsm7' && (fo & 0x40) === 0) {
    const meant = textFromCharset(text, modem.settings.charset);
    const septets = gsm7Septets(meant);
    if (!septets) throw new Malformed('a character outside of the default alphabet');
    if (septets.length > 160) throw new Malformed('more than 160 characters');
    return writeUserData(meant, 'gsm7');
  }
  const octets = octetsFromHex(text);
  if (octets.length > 140) throw new Malformed('more than 140 octets');
  const length = alphabet === 'gsm7' ? Math.floor((octets.length * 8) / 7) : octets.length;
  return { length, octets, text: undefined, concat: undefined };
}
