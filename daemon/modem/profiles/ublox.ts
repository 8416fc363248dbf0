import { GENERIC, type Profile } from './profile.ts';

/** LEON, LISA, SARA, TOBY. A result may take three minutes. */
export const UBLOX: Profile = {
  ...GENERIC,
  id: 'u-blox',
  recognisedBy: /u-blox|\b(?:sara|lisa|leon|toby)-/i,
  pinCounters: ['+UPINCNT', '+CPINR'],
  timing: { sendMs: 200_000, promptPauseMs: 50 },
  reset: ['AT+CFUN=16', 'AT+CFUN=1,1'],
};
