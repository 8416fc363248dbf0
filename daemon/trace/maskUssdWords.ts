import { gsm7Text } from '../pdu/nationalTables.ts';
import { packSeptets, unpackSeptets } from '../pdu/septets.ts';
import { isUcs2Hex, ucs2Hex, ucs2Text } from './latinUcs2.ts';
import { veiled } from './maskText.ts';

const LOWER_X = 0x78;

/**
 * The words of the network without what they say, in the form in which they came: as text, or as hexadecimal of UCS-2,
 * of printable octets or of packed septets.
 */
export function maskUssdWords(said: string): string {
  if (!/^(?:[0-9A-F]{2}){2,}$/i.test(said)) return veiled(said);
  if (isUcs2Hex(said)) return ucs2Hex(veiled(ucs2Text(said)));
  const octets = Buffer.from(said, 'hex');
  const masked = octets.every((octet) => octet >= 0x20 && octet < 0x7f)
    ? Buffer.from(veiled(octets.toString('latin1')), 'latin1')
    : veiledSeptets(octets);
  return masked.toString('hex').toUpperCase().slice(0, said.length);
}

function veiledSeptets(octets: Buffer): Buffer {
  const septets = unpackSeptets(octets, Math.floor((octets.length * 8) / 7));
  const masked = septets.map((septet) => {
    const char = gsm7Text([septet]);
    return veiled(char) === char ? septet : veiled(char).charCodeAt(0) & 0x7f || LOWER_X;
  });
  return packSeptets(masked);
}
