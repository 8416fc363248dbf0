import type { ClosureState } from './closure.ts';
import type { ListedClosure } from './closureList.ts';

/** A whole day that is in the calendar already. */
export interface KnownClosure {
  id: number;
  date: string;
  name: string;
  state: ClosureState;
}

/** A listed date, and what comes of it. */
export interface PlannedClosure extends ListedClosure {
  /** Added, in place of a draft of that date, or there already and passed over. */
  outcome: 'added' | 'confirms' | 'known';
  /** The draft, or the one that is there. */
  other?: KnownClosure;
}

/** By the date: an official list says the same day in other words than the one before. */
export function planImport(
  listed: readonly ListedClosure[],
  known: readonly KnownClosure[],
): PlannedClosure[] {
  const taken = new Set<KnownClosure>();
  return listed.map((closure) => {
    const onDate = known.filter(({ date }) => date === closure.date);
    const fixed = onDate.find(({ state }) => state === 'fixed');
    if (fixed) return { ...closure, outcome: 'known', other: fixed };
    const draft = onDate.find((each) => !taken.has(each));
    if (!draft) return { ...closure, outcome: 'added' };
    taken.add(draft);
    return { ...closure, outcome: 'confirms', other: draft };
  });
}
