import { GENERIC, type Profile } from './profile.ts';

/** MF180, MF190, K3565-Z and the bare M6280. +ZUSIMR floods the line until AT+CPMS? was asked; mode 2 may fail. */
export const ZTE: Profile = {
  ...GENERIC,
  id: 'zte',
  recognisedBy: /\bzte\b|\bmf\d{3}|\bk\d{4}-z\b|\bm6280\b/i,
  quiet: ['AT+CPMS?'],
  indications: ['1,1,0,1,0'],
  pinCounters: ['+ZPINPUK', '+CPINR'],
  radioOff: 'AT+CFUN=4',
};
