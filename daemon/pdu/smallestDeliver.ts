import { Deliver, parse } from 'node-pdu';
import { Unreadable } from './octets.ts';

/**
 * node-pdu reads whole PDUs only, and loses its place in odd ones (an empty address, a validity period of the
 * enhanced form). So a single field is handed to it inside the smallest DELIVER that can hold it.
 */
export function smallestDeliver(field: { smsc?: string; address?: string; timestamp?: string }): Deliver {
  const { smsc = '00', address = '00', timestamp = '10101000000000' } = field;
  const pdu = parse(`${smsc}04${address}0000${timestamp}00`);
  if (!(pdu instanceof Deliver)) throw new Unreadable('not understood by node-pdu');
  return pdu;
}
