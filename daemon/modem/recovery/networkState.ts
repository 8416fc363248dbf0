import { isDenied, isRegistered, type Registration } from '../registration.ts';
import type { NetworkState } from './levels.ts';

/** What the recovery makes of both networks; 0 alone is a modem that does not even look for one (27.007 §7.2). */
export function networkState(registration: Registration): NetworkState {
  if (isRegistered(registration)) return 'registered';
  if (isDenied(registration)) return 'denied';
  return [registration.cs, registration.eps].every((stat) => stat === 0 || stat === undefined)
    ? 'idle'
    : 'searching';
}
