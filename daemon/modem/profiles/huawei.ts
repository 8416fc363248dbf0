import { GENERIC, type Profile } from './profile.ts';

/**
 * Sticks (E173, E3372, K3715 …) and modules (ME909). AT^CURC=0 ends the lines that come every few seconds, the news of
 * a full SIM among them: the count finds that. They crash when they are spoken to right after the PIN.
 */
export const HUAWEI: Profile = {
  ...GENERIC,
  id: 'huawei',
  recognisedBy: /huawei|vodafone.* k\d{4}\b/i,
  quiet: ['AT^CURC=0'],
  loud: ['AT^CURC=1'],
  pinCounters: ['^CPIN', '+CPINR'],
  reset: ['AT^RESET', 'AT+CFUN=1,1', 'AT+CFUN=16'],
  radioOff: 'AT+CFUN=0',
  ussd: 'packed',
};
