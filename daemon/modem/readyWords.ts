import type { ModemFacts } from './modemFacts.ts';
import { isDenied, isLteOnly, isRegistered } from './registration.ts';
import { STATE_WORDS } from './stateWords.ts';
import type { StorageFill } from './storageNames.ts';

/** From this share on a storage is filling up: nothing announces it, and at the end nothing arrives (DESIGN 31). */
export const FILLING_SHARE = 0.7;

export interface ReadySituation {
  readonly facts: ModemFacts;
  readonly fills: readonly StorageFill[];
  readonly persistFailing: boolean;
  readonly powerAlarm: boolean;
  /** Another program that uses this modem. */
  readonly foreign: string | undefined;
  readonly flaps: boolean;
}

/** The fullest storage, if it is filling up. */
export function fillingStorage(fills: readonly StorageFill[]): StorageFill | undefined {
  const share = ({ used, total }: StorageFill): number => (total > 0 ? used / total : 0);
  const fullest = fills.toSorted((a, b) => share(b) - share(a))[0];
  return fullest && share(fullest) >= FILLING_SHARE ? fullest : undefined;
}

/** The most pressing thing to say of a modem in use. */
export function readyWords({
  facts,
  fills,
  persistFailing,
  powerAlarm,
  foreign,
  flaps,
}: ReadySituation): string {
  if (persistFailing) return STATE_WORDS.notPersisted();
  if (powerAlarm) return STATE_WORDS.powerAlarm();
  if (foreign !== undefined) return STATE_WORDS.foreign(foreign);
  if (!isRegistered(facts.registration)) {
    return isDenied(facts.registration) ? STATE_WORDS.denied() : STATE_WORDS.searching();
  }
  const filling = fillingStorage(fills);
  if (filling) {
    const words = filling.used >= filling.total ? STATE_WORDS.storageFull : STATE_WORDS.storageFilling;
    return words(filling.name, filling.used, filling.total);
  }
  if (facts.smscMissing) return STATE_WORDS.smscMissing();
  if (flaps) return STATE_WORDS.flaps();
  if (isLteOnly(facts.registration)) return STATE_WORDS.lteOnly();
  return facts.announcesTexts ? STATE_WORDS.ready() : STATE_WORDS.polling();
}
