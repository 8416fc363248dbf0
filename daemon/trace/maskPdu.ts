import { readDataCoding } from '../pdu/dataCoding.ts';
import { packSeptets, unpackSeptets } from '../pdu/septets.ts';
import { readTimestamp, TIMESTAMP_OCTETS } from '../pdu/timestamp.ts';
import { MaskedOctets } from './maskedOctets.ts';
import { veiled } from './maskText.ts';
import { maskUserData } from './maskUserData.ts';
import type { StandIns } from './standIns.ts';

const SMSC_OCTETS_MAX = 11;
const SEMI_OCTETS_MAX = 20;
const ALPHANUMERIC = 5;

/**
 * The PDU (27.005 §3.1) with other digits in its addresses and another text, of the same length and, octet for octet,
 * of the same structure. Where it cannot be read it is masked from there on as a whole, so that it cannot be read
 * afterwards for the same reason. Case of the hexadecimal digits is kept; an odd last one is, too.
 */
export function maskPdu(hex: string, standIns: StandIns): string {
  if (!/^[0-9A-F]*$/i.test(hex)) return maskHexIn(hex, standIns);
  const whole = hex.slice(0, hex.length & ~1);
  const octets = new MaskedOctets(Buffer.from(whole, 'hex'), standIns);
  maskTpdu(octets);
  octets.hideRest();
  return inCaseOf(hex, octets.toHex() + hex.slice(whole.length).replace(/./, '0'));
}

/** A line that has lost what it was: every run of hexadecimal digits by another, other letters as x. */
export const maskHexIn = (line: string, standIns: StandIns): string =>
  line.replace(/[0-9A-F]+|[^0-9A-F]+/gi, (run) =>
    /^[0-9A-F]/i.test(run) ? inCaseOf(run, standIns.hex(run)) : veiled(run),
  );

const inCaseOf = (was: string, masked: string): string => (/[a-f]/.test(was) ? masked.toLowerCase() : masked);

function maskTpdu(octets: MaskedOctets): void {
  if (!maskSmsc(octets)) return;
  const firstOctet = octets.keep();
  if (firstOctet === undefined) return;
  const hasHeader = (firstOctet & 0x40) !== 0;
  switch (firstOctet & 3) {
    case 0:
      if (maskAddress(octets)) maskDeliver(octets, hasHeader);
      return;
    case 1:
      octets.keep();
      if (maskAddress(octets)) maskSubmit(octets, hasHeader, (firstOctet >> 3) & 3);
      return;
    case 2:
      octets.keep();
      if (maskAddress(octets)) maskReport(octets, hasHeader);
  }
}

function maskDeliver(octets: MaskedOctets, hasHeader: boolean): void {
  octets.keep();
  const dcs = octets.keep();
  maskTime(octets);
  if (dcs !== undefined) maskUserData(octets, readDataCoding(dcs), hasHeader);
}

function maskSubmit(octets: MaskedOctets, hasHeader: boolean, validityFormat: number): void {
  octets.keep();
  const dcs = octets.keep();
  if (validityFormat === 2) octets.keep();
  else if (validityFormat === 3) maskTime(octets);
  else if (validityFormat === 1)
    octets.replace(TIMESTAMP_OCTETS, (was) => Buffer.concat([was.subarray(0, 4), Buffer.alloc(3)]));
  if (dcs !== undefined) maskUserData(octets, readDataCoding(dcs), hasHeader);
}

/** 23.040 §9.2.2.3; a SIM fills the rest of a record with FF. */
function maskReport(octets: MaskedOctets, hasHeader: boolean): void {
  maskTime(octets);
  maskTime(octets);
  octets.keep();
  if (octets.restIsPadding()) return;
  const indicator = octets.keep();
  if (indicator === undefined) return;
  for (let extended = indicator; (extended & 0x80) !== 0; ) extended = octets.keep() ?? 0;
  if ((indicator & 1) !== 0) octets.keep();
  const dcs = (indicator & 2) === 0 ? 0 : octets.keep();
  if ((indicator & 4) !== 0 && dcs !== undefined) maskUserData(octets, readDataCoding(dcs), hasHeader);
}

/** False: it cannot be read on from here. */
function maskSmsc(octets: MaskedOctets): boolean {
  const length = octets.keep();
  if (length === undefined || length > SMSC_OCTETS_MAX || length > octets.left) return false;
  if (length === 0) return true;
  const type = octets.keep() ?? 0;
  maskValue(octets, type, (length - 1) * 2);
  return true;
}

function maskAddress(octets: MaskedOctets): boolean {
  const length = octets.keep();
  if (length === undefined || length > SEMI_OCTETS_MAX) return false;
  const type = octets.keep();
  if (type === undefined || (type & 0x80) === 0 || Math.ceil(length / 2) > octets.left) return false;
  maskValue(octets, type, length);
  return true;
}

function maskValue(octets: MaskedOctets, type: number, semiOctets: number): void {
  const isName = ((type >> 4) & 7) === ALPHANUMERIC;
  octets.replace(Math.ceil(semiOctets / 2), (was) =>
    isName
      ? maskedName(was, Math.floor((semiOctets * 4) / 7), octets)
      : maskedDigits(was, semiOctets, octets.standIns),
  );
}

/** Swapped semi-octets (23.040 §9.1.2.3); those that are no digits stay where they are. */
function maskedDigits(was: Buffer, semiOctets: number, standIns: StandIns): Buffer {
  const nibbles = [...was].flatMap((octet) => [octet & 0x0f, octet >> 4]);
  const isDigit = (nibble: number, at: number): boolean => nibble <= 9 && at < semiOctets;
  const digits = [...standIns.digits(nibbles.filter(isDigit).join(''))];
  const masked = nibbles.map((nibble, at) => {
    if (isDigit(nibble, at)) return Number(digits.shift());
    return nibble <= 9 ? 0 : nibble;
  });
  return Buffer.from(was.map((_, at) => (masked[at * 2] ?? 0) | ((masked[at * 2 + 1] ?? 0) << 4)));
}

function maskedName(was: Buffer, count: number, octets: MaskedOctets): Buffer {
  const packed = packSeptets(octets.maskSeptets(unpackSeptets(was, count), undefined, false));
  return Buffer.concat([packed, Buffer.alloc(was.length)]).subarray(0, was.length);
}

/** A time is nobody's secret; what is no date may be anything that has slipped into its place, and stays none. */
function maskTime(octets: MaskedOctets): void {
  octets.replace(TIMESTAMP_OCTETS, (was) => {
    if (readTimestamp(was).atMs !== undefined) return was;
    const hidden = octets.standIns.octets(was);
    hidden[0] = 0xff;
    return hidden;
  });
}
