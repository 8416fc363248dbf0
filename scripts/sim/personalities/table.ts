import { GENERIC } from './generic.ts';
import { HUAWEI_E173, HUAWEI_E1752, HUAWEI_E3372, HUAWEI_K3715 } from './huawei.ts';
import type { Personality } from './personality.ts';
import { QUECTEL_EC25, QUECTEL_EC200A, QUECTEL_EP06, QUECTEL_M26 } from './quectel.ts';
import { WAVECOM_FASTRACK } from './wavecom.ts';

/** Every make that the simulation can be. */
export const PERSONALITIES: readonly Personality[] = [
  GENERIC,
  HUAWEI_E173,
  HUAWEI_E1752,
  HUAWEI_K3715,
  HUAWEI_E3372,
  QUECTEL_M26,
  QUECTEL_EC25,
  QUECTEL_EC200A,
  QUECTEL_EP06,
  WAVECOM_FASTRACK,
];

/** The make with this id. Throws RangeError when there is none. */
export function personalityOf(id: string): Personality {
  const found = PERSONALITIES.find((each) => each.id === id);
  if (found) return found;
  throw new RangeError(`no personality "${id}"; known: ${PERSONALITIES.map((each) => each.id).join(' ')}`);
}
