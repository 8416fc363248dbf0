/** What a TP-Status octet says of a part (TS 23.040 §9.2.3.15). */
export type DeliveryVerdict = 'delivered' | 'trying' | 'failed' | 'expired';

const VALIDITY_EXPIRED = 0x46;

/** Reserved values from 0x80 are to be read as 0x63, given up; a delivery that is reported after all corrects it. */
export function deliveryVerdict(status: number): DeliveryVerdict {
  if (status <= 0x1f) return 'delivered';
  if (status <= 0x3f) return 'trying';
  return status === VALIDITY_EXPIRED ? 'expired' : 'failed';
}
