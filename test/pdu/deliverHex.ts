/** The fields of a DELIVER that a test wants otherwise; all are hexadecimal, the defaults say "hello". */
export interface DeliverHex {
  smsc?: string;
  first?: string;
  sender?: string;
  pid?: string;
  dcs?: string;
  scts?: string;
  /** Length and data. */
  userData?: string;
  trailing?: string;
}

export const HELLO = '05E8329BFD06';

export const deliverHex = (fields: DeliverHex = {}): string => {
  const {
    smsc = '00',
    first = '04',
    sender = '0D91261802000010F1',
    pid = '00',
    dcs = '00',
    scts = '62302080510082',
    userData = HELLO,
    trailing = '',
  } = fields;
  return smsc + first + sender + pid + dcs + scts + userData + trailing;
};

export const octetHex = (octet: number): string => octet.toString(16).toUpperCase().padStart(2, '0');

/** TP-UDL and TP-UD of octets (8-bit or UCS-2), behind a header of the given information elements. */
export function octetUserData(dataHex: string, elementsHex?: string): string {
  const header = elementsHex === undefined ? '' : octetHex(elementsHex.length / 2) + elementsHex;
  return octetHex((header.length + dataHex.length) / 2) + header + dataHex;
}

/** TP-UDL and TP-UD of septets; all of them are added up as one number, the first one lowest. */
export function septetUserData(septets: readonly number[], elementsHex?: string): string {
  const header = elementsHex === undefined ? '' : octetHex(elementsHex.length / 2) + elementsHex;
  const headerBits = header.length * 4;
  const headerSeptets = Math.ceil(headerBits / 7);
  const fillBits = headerSeptets * 7 - headerBits;
  const sum = septets.reduce(
    (all, septet, index) => all + (BigInt(septet) << BigInt(fillBits + 7 * index)),
    0n,
  );
  const octets = Math.ceil((fillBits + 7 * septets.length) / 8);
  const data = Array.from({ length: octets }, (_, index) =>
    octetHex(Number((sum >> BigInt(8 * index)) & 255n)),
  );
  return octetHex(headerSeptets + septets.length) + header + data.join('');
}
