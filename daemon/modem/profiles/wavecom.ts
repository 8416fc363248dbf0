import { GENERIC, type Profile } from './profile.ts';

/** Wavecom, Sierra Fastrack, Multitech, Maestro. Busy for seconds after a send and after the PIN. */
export const WAVECOM: Profile = {
  ...GENERIC,
  id: 'wavecom',
  recognisedBy: /wavecom|fastrack|maestro|mtcba|mtmmc|\bmultiband\b/i,
  timing: { sendMs: 90_000, sendGapMs: 5000, pinSettleMs: 5000, promptPauseMs: 250 },
  reset: ['AT+CFUN=1', 'AT+CFUN=1,1'],
  radioOff: 'AT+CFUN=0',
  errors: 'wavecom',
};
