/** What a TP-Status octet says of a part (TS 23.040 §9.2.3.15). */
export type DeliveryVerdict = 'delivered' | 'trying' | 'failed' | 'expired';

const VALIDITY_EXPIRED = 0x46;

/** Reserved values from 0x80 say nothing that may change a state: the SMSC is taken to be still trying. */
export function deliveryVerdict(status: number): DeliveryVerdict {
  if (status <= 0x1f) return 'delivered';
  if (status <= 0x3f || status >= 0x80) return 'trying';
  return status === VALIDITY_EXPIRED ? 'expired' : 'failed';
}
