import { GENERIC } from './generic.ts';
import type { Personality } from './personality.ts';

/** Every make that the simulation can be. */
export const PERSONALITIES: readonly Personality[] = [GENERIC];

/** The make with this id. Throws RangeError when there is none. */
export function personalityOf(id: string): Personality {
  const found = PERSONALITIES.find((each) => each.id === id);
  if (found) return found;
  throw new RangeError(`no personality "${id}"; known: ${PERSONALITIES.map((each) => each.id).join(' ')}`);
}
