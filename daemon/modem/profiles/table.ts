import { HUAWEI } from './huawei.ts';
import { MEDIATEK, SIERRA } from './others.ts';
import { GENERIC, type Profile } from './profile.ts';
import { QUECTEL, QUECTEL_2G, QUECTEL_EC200A } from './quectel.ts';
import { SIEMENS } from './siemens.ts';
import { SIMCOM_2G, SIMCOM_LTE } from './simcom.ts';
import { TELIT } from './telit.ts';
import { UBLOX } from './ublox.ts';
import { WAVECOM } from './wavecom.ts';
import { ZTE } from './zte.ts';

/** The first that fits counts: models go before makes, and firms that only put their name on it come last. */
export const PROFILES: readonly Profile[] = [
  SIMCOM_2G,
  SIMCOM_LTE,
  QUECTEL_2G,
  QUECTEL_EC200A,
  QUECTEL,
  WAVECOM,
  SIERRA,
  SIEMENS,
  TELIT,
  UBLOX,
  ZTE,
  HUAWEI,
  MEDIATEK,
  GENERIC,
];

/** By what a modem says of itself (AT+CGMI, AT+CGMM). */
export function recognise(manufacturer: string, model: string): Profile {
  const text = `${manufacturer} ${model}`;
  return PROFILES.find((profile) => profile.recognisedBy.test(text)) ?? GENERIC;
}
