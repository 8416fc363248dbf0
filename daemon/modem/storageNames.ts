import { splitFields } from './listing.ts';

export interface StorageFill {
  /** As the modem named it; '' where it gave numbers only. */
  readonly name: string;
  readonly used: number;
  readonly total: number;
}

/**
 * Storage names that AT+CPMS=? allows for each of the one to three places (27.005 §3.2.2), from any shape:
 * `("ME","SM"),("ME"),("SM")`, `(("SM","BM"),("SM"))`, `"SM","SM","SM"`, `(SM,ME),(SM)`, `(),(),()`.
 */
export function parseStorageChoices(line: string): string[][] {
  const text = line.replace(/^\+CPMS: */i, '');
  const names = (part: string): string[] =>
    [...part.matchAll(/[A-Z][A-Z_]+/gi)].map(([name]) => name.toUpperCase());
  const groups = [...text.matchAll(/\(([^()]*)\)/g)].map((m) => m[1] ?? '');
  return groups.length > 0 ? groups.map(names) : names(text).map((name) => [name]);
}

/**
 * The fills in an answer to AT+CPMS? (`"ME",0,23,"ME",0,23,"SM",10,10`) or to AT+CPMS= (`0,23,0,23`), in the order of
 * the places. `names` stand in where the modem printed none.
 */
export function parseStorageFills(line: string, names: readonly string[] = []): StorageFill[] {
  const fields = splitFields(line.replace(/^\+CPMS: */i, '').replace(/[()"]/g, ''));
  const named = fields.some((field) => /[A-Z]/i.test(field));
  const size = named ? 3 : 2;
  const fills: StorageFill[] = [];
  for (let at = 0; at + size <= fields.length; at += size) {
    const name = named ? (fields[at] ?? '').toUpperCase() : (names[at / size] ?? '');
    const used = fields[at + size - 2] ?? '';
    const total = fields[at + size - 1] ?? '';
    if (/^\d+$/.test(used) && /^\d+$/.test(total))
      fills.push({ name, used: Number(used), total: Number(total) });
  }
  return fills;
}

/** SIMCom prints SM_P where SM was set. */
export const isSameStorage = (a: string, b: string): boolean => a.replace(/_P$/, '') === b.replace(/_P$/, '');

/** Where texts and reports can lie, most trusted first. BM holds broadcasts, TA nothing we want. */
const TEXT_STORAGES = ['ME', 'SM', 'MT', 'ME_P', 'SM_P'];

/** What is known against some of a modem's storages. */
export interface StorageTraits {
  readonly notForReceiving: readonly string[];
  readonly unreadable: readonly string[];
}

const NO_TRAITS: StorageTraits = { notForReceiving: [], unreadable: [] };

export interface StoragePlan {
  /** Names to try for all three places, best first. */
  readonly candidates: readonly string[];
  /** Every storage to be swept: a class 2 text lands on the SIM whatever was chosen (23.038 §4). */
  readonly sweep: readonly string[];
  readonly places: number;
}

/**
 * What to choose and what to sweep. The one that the modem receives into now goes first: makers know which of theirs
 * works. MT is a view of ME and SM together, so it is swept only where neither can be named.
 */
export function planStorages(
  choices: readonly (readonly string[])[],
  current: string | undefined,
  traits: StorageTraits = NO_TRAITS,
): StoragePlan {
  const readable = (choices[0] ?? []).filter((name) => !traits.unreadable.includes(name));
  const receiving = choices.at(-1) ?? [];
  const known = TEXT_STORAGES.filter((name) => readable.includes(name));
  const ordered = known.filter((name) => receiving.includes(name));
  const trusted = ordered.filter((name) => !traits.notForReceiving.includes(name));
  const usable = [trusted, ordered, known].find((names) => names.length > 0) ?? [];
  const favourite = usable.find((name) => current !== undefined && isSameStorage(name, current));
  const candidates = favourite ? [favourite, ...usable.filter((name) => name !== favourite)] : usable;
  const single = ['ME', 'SM'].flatMap((one) => known.find((name) => isSameStorage(name, one)) ?? []);
  const sweep = single.length > 0 ? single : known.slice(0, 1);
  return {
    candidates: candidates.length > 0 ? candidates : ['SM'],
    sweep: readable.includes('SR') ? [...sweep, 'SR'] : sweep,
    places: Math.max(1, Math.min(3, choices.length || 3)),
  };
}
