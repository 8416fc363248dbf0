import { GENERIC, type Profile } from './profile.ts';

/** GE865, HE910, LE910 … ME lies in RAM: eight texts at most, gone with the power. */
export const TELIT: Profile = {
  ...GENERIC,
  id: 'telit',
  recognisedBy: /telit/i,
  notForReceiving: ['ME'],
  timing: { promptPauseMs: 50 },
  pinCounters: ['#PCT', '+CPINR'],
  reset: ['AT#REBOOT', 'AT+CFUN=1,1'],
};
