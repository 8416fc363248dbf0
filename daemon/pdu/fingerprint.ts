import { createHash } from 'node:crypto';

// TP-MMS and TP-LP of DELIVER and STATUS-REPORT: the network sets them anew each time it delivers a message.
const TRANSPORT_BITS = 0x0c;

/**
 * What makes two readings of an SMS the same one: sha-256 (hex) of the SIM and the TPDU without the SMSC
 * address and the transport bits of the first octet. What is no PDU is taken as it stands.
 */
export function fingerprint(simId: string, pduHex: string): string {
  return createHash('sha256')
    .update(`${simId}\n${unchangingPart(pduHex.trim().toUpperCase())}`)
    .digest('hex');
}

function unchangingPart(hex: string): string {
  const octets = Buffer.from(hex, 'hex');
  const smscOctets = 1 + (octets[0] ?? 0);
  const firstOctet = octets[smscOctets];
  if (octets.length * 2 !== hex.length || firstOctet === undefined) return hex;
  const tpdu = Buffer.from(octets.subarray(smscOctets));
  const fromServiceCentre = (firstOctet & 0x01) === 0;
  if (fromServiceCentre) tpdu[0] = firstOctet & ~TRANSPORT_BITS;
  return tpdu.toString('hex').toUpperCase();
}
