import type { StoredRecord } from './storedRecord.ts';

export type Listing =
  | { readonly kind: 'records'; readonly records: readonly StoredRecord[] }
  /** The modem answers in text mode: it has lost its settings (AT+CMGF), and nothing it lists may be deleted. */
  | { readonly kind: 'textMode' };

/**
 * Reads the lines of AT+CMGL=4 in any of the forms that firmwares use (27.005 §3.4.2: `+CMGL: <index>,<stat>,[<alpha>],
 * <length>` and the PDU on the next line): three fields for four, the PDU behind the header, a missing line end before
 * the next header, the PDU in quotation marks. A header without a PDU gives a record with an empty one: somebody will look at it.
 */
export function parseCmgl(lines: readonly string[], storage: string): Listing {
  const records: StoredRecord[] = [];
  for (const { header, pdu } of pairs(lines, /\+CMGL:/i)) {
    if (isTextMode(header)) return { kind: 'textMode' };
    const fields = splitFields(header);
    records.push({
      storage,
      index: toNumber(fields[0]),
      status: fields.length >= 3 ? toNumber(fields[1]) : undefined,
      tpduLength: fields.length >= 2 ? toNumber(fields.at(-1)) : undefined,
      pduHex: pdu,
      via: 'CMGL',
    });
  }
  return { kind: 'records', records };
}

/**
 * Reads the lines of AT+CMGR (27.005 §3.4.3) for the slot that was asked for. One field is the length, two are status
 * and length, three have the name in between, four have the index in front. No record: the slot is empty, which some
 * firmwares say by `+CMGR: 0,,0` and no PDU.
 */
export function parseCmgr(lines: readonly string[], storage: string, index: number): Listing {
  const [first] = pairs(lines, /\+CMGR:/i);
  if (!first) return { kind: 'records', records: [] };
  if (isTextMode(first.header)) return { kind: 'textMode' };
  if (first.pdu === '') return { kind: 'records', records: [] };
  const fields = splitFields(first.header);
  const status = fields.length === 1 ? undefined : toNumber(fields[fields.length - 3] ?? fields[0]);
  const tpduLength = toNumber(fields.at(-1));
  return {
    kind: 'records',
    records: [{ storage, index, status, tpduLength, pduHex: first.pdu, via: 'CMGR' }],
  };
}

/** `+CMT: [<alpha>],<length>` and `+CDS: [,]<length>`, each with its PDU line (27.005 §3.4.1). */
export function parsePushed(lines: readonly string[], via: 'CMT' | 'CDS'): StoredRecord | undefined {
  const header = lines[0]?.replace(/^\+C(?:MT|DS): */i, '') ?? '';
  const inline = INLINE.exec(header);
  const pduHex = tidyPdu(lines[1] ?? inline?.[2] ?? '');
  if (pduHex === '') return undefined;
  const fields = splitFields(inline?.[1] ?? header);
  return {
    storage: '',
    index: undefined,
    status: undefined,
    tpduLength: toNumber(fields.at(-1)),
    pduHex,
    via,
  };
}

/**
 * Does the PDU have the length that its header gives? 27.005 counts the TPDU without the SMSC in front, some firmwares
 * count all of it. If not, the line may have lost bytes on its way.
 */
export function isWhole({ pduHex, tpduLength }: StoredRecord): boolean {
  if (pduHex === '' || pduHex.length % 2 === 1) return false;
  if (tpduLength === undefined) return true;
  const octets = pduHex.length / 2;
  const smscOctets = 1 + Number.parseInt(pduHex.slice(0, 2), 16);
  return tpduLength === octets || tpduLength === octets - smscOctets;
}

/** Has the text a header (TP-UDHI, 23.040 §9.2.3.23), as parts of long ones have? */
export function isPart({ pduHex }: StoredRecord): boolean {
  const at = 2 + 2 * Number.parseInt(pduHex.slice(0, 2), 16);
  return (Number.parseInt(pduHex.slice(at, at + 2), 16) & 0x40) !== 0;
}

/** Headers without their prefix, each with the PDU that follows it on the same line or on the next. */
function pairs(lines: readonly string[], prefix: RegExp): Array<{ header: string; pdu: string }> {
  const result: Array<{ header: string; pdu: string }> = [];
  const whole = lines.flatMap((line) => line.split(new RegExp(`(?=${prefix.source})`, 'i')));
  for (const line of whole) {
    const header = new RegExp(`^${prefix.source} *(.*)$`, 'i').exec(line)?.[1];
    const last = result.at(-1);
    if (header !== undefined) {
      const inline = INLINE.exec(header);
      result.push({ header: inline?.[1] ?? header, pdu: tidyPdu(inline?.[2] ?? '') });
    } else if (last && last.pdu === '') {
      last.pdu = tidyPdu(line);
    }
  }
  return result;
}

/** The PDU behind its header. */
const INLINE = /^(.*\d)[\s,]+("?[0-9A-F]{8,}"?(?:,0)?)\s*$/i;

/** Some firmwares print `,0` behind the PDU, or quotation marks around it. */
const tidyPdu = (line: string): string =>
  line
    .trim()
    .replace(/,0$/, '')
    .replace(/^"(.*)"$/, '$1');

const isTextMode = (header: string): boolean => /"(?:REC|STO) [A-Z]+"/i.test(header);

/** At the commas outside quotation marks. */
export function splitFields(text: string): string[] {
  const fields: string[] = [''];
  let quoted = false;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    if (char === ',' && !quoted) fields.push('');
    else fields[fields.length - 1] += char;
  }
  return fields.map((field) => field.trim());
}

function toNumber(field: string | undefined): number | undefined {
  return field !== undefined && /^\d+$/.test(field) ? Number(field) : undefined;
}
