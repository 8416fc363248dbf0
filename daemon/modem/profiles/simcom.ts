import { GENERIC, type Profile } from './profile.ts';

/** SIM800, SIM900: 2G on a serial line. A result takes a minute at most. */
export const SIMCOM_2G: Profile = {
  ...GENERIC,
  id: 'simcom-2g',
  recognisedBy: /\bsim(?:com)?[ _]?(?:sim)?(?:600|800|808|868|900)/i,
  pinCounters: ['+SPIC', '+CPINR'],
  timing: { sendMs: 90_000, promptPauseMs: 250 },
  errors: 'mtk',
};

/** SIM7600, A7670, SIM7000. */
export const SIMCOM_LTE: Profile = {
  ...GENERIC,
  id: 'simcom-lte',
  recognisedBy: /simcom|\bsim7\d{3}|\ba76\d\d/i,
  pinCounters: ['+SPIC', '+CPINR'],
};
