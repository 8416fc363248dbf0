import { GENERIC, type Profile } from './profile.ts';

/** Sticks on a MediaTek chip (D-Link DWM-156): off the air at power-on, reports stored. */
export const MEDIATEK: Profile = {
  ...GENERIC,
  id: 'mediatek',
  recognisedBy: /mediatek|\bmtk\d?\b|d-?link|\bdwm-?\d{3}/i,
  indications: ['3,1,0,2'],
  pinCounters: ['+EPINC', '+CPINR'],
};

export const SIERRA: Profile = {
  ...GENERIC,
  id: 'sierra',
  recognisedBy: /sierra/i,
  pinCounters: ['+CPINC', '+CPINR'],
};
