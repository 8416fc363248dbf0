import { GENERIC, type Profile } from './profile.ts';

/** TC35, MC35i, MC75i, BGS2, EHS6 … The buffer flag must be 1, and reports are stored or not had at all. */
export const SIEMENS: Profile = {
  ...GENERIC,
  id: 'siemens',
  recognisedBy: /siemens|cinterion|gemalto|thales|\b(?:tc35|mc35i?|mc55i?|mc75i?|bgs2|ehs\d|phs8)\b/i,
  quiet: ['AT^SMGO=1'],
  indications: ['2,1,0,2,1'],
  pinCounters: ['^SPIC', '+CPINR'],
  timing: { sendMs: 90_000, promptPauseMs: 250 },
  errors: 'siemens',
};
