/** How long a technician worked at an SKPD, from `TIBA` to `SELESAI`. */
export interface FinishedVisit {
  categoryId: number | null;
  minutes: number;
}

/** Until the office has its own figures. */
const UNKNOWN_MINUTES = 60;
/** Fewer visits than this say nothing. */
const VISITS_LEAST = 5;
/** What took longer went on overnight: that is waiting, not work. */
const VISIT_MINUTES_MAX = 480;

/**
 * How many minutes of work a ticket of a category is likely to be: the median of the office's own visits, of that
 * category where there are enough, else of all, else an hour.
 */
export function workEstimates(visits: readonly FinishedVisit[]): (categoryId: number | null) => number {
  const byCategory = new Map<number | null, number[]>();
  for (const { categoryId, minutes } of visits)
    byCategory.set(categoryId, [...(byCategory.get(categoryId) ?? []), Math.min(minutes, VISIT_MINUTES_MAX)]);
  const overall = medianOf([...byCategory.values()].flat()) ?? UNKNOWN_MINUTES;
  const medians = new Map([...byCategory].map(([categoryId, minutes]) => [categoryId, medianOf(minutes)]));
  return (categoryId) => medians.get(categoryId) ?? overall;
}

function medianOf(minutes: readonly number[]): number | undefined {
  if (minutes.length < VISITS_LEAST) return undefined;
  const sorted = [...minutes].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return Math.round((low + high) / 2);
}
