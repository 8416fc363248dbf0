import { GENERIC } from './generic.ts';
import { HUAWEI_E173, HUAWEI_E173_MODEM_PORT, HUAWEI_E1752, HUAWEI_E3372, HUAWEI_K3715 } from './huawei.ts';
import {
  CALYPSO,
  IWOW_TR800,
  MOTOROLA_G24,
  MTK_DONGLE,
  NOKIA_S60,
  SIERRA_MC,
  SPEEDUP_STICK,
} from './oddities.ts';
import type { Personality } from './personality.ts';
import { QUECTEL_EC25, QUECTEL_EC200A, QUECTEL_EP06, QUECTEL_M26 } from './quectel.ts';
import { SIEMENS_MC35I, SIEMENS_MC75I } from './siemens.ts';
import { SIMCOM_A7670, SIMCOM_SIM800, SIMCOM_SIM900, SIMCOM_SIM7000, SIMCOM_SIM7600 } from './simcom.ts';
import { TELIT_HE910, TELIT_UC864 } from './telit.ts';
import { UBLOX_SARA } from './ublox.ts';
import { WAVECOM_FASTRACK } from './wavecom.ts';
import { QUALCOMM_M6280, ZTE_MF180, ZTE_MF710M } from './zte.ts';

/** Every make that the simulation can be. */
export const PERSONALITIES: readonly Personality[] = [
  GENERIC,
  HUAWEI_E173,
  HUAWEI_E173_MODEM_PORT,
  HUAWEI_E1752,
  HUAWEI_K3715,
  HUAWEI_E3372,
  ZTE_MF180,
  ZTE_MF710M,
  QUALCOMM_M6280,
  SIMCOM_SIM800,
  SIMCOM_SIM900,
  SIMCOM_SIM7600,
  SIMCOM_SIM7000,
  SIMCOM_A7670,
  QUECTEL_M26,
  QUECTEL_EC25,
  QUECTEL_EC200A,
  QUECTEL_EP06,
  WAVECOM_FASTRACK,
  SIEMENS_MC35I,
  SIEMENS_MC75I,
  TELIT_HE910,
  TELIT_UC864,
  UBLOX_SARA,
  MTK_DONGLE,
  NOKIA_S60,
  SPEEDUP_STICK,
  SIERRA_MC,
  CALYPSO,
  IWOW_TR800,
  MOTOROLA_G24,
];

/** The make with this id. Throws RangeError when there is none. */
export function personalityOf(id: string): Personality {
  const found = PERSONALITIES.find((each) => each.id === id);
  if (found) return found;
  throw new RangeError(`no personality "${id}"; known: ${PERSONALITIES.map((each) => each.id).join(' ')}`);
}
