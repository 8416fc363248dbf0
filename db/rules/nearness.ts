/**
 * Whether a word is another one but for one slip of the thumb: a letter too many, too few, wrong, or two
 * swapped. Case, accents and full-width forms do not count.
 * @param wanted in lower case.
 */
export function isNearly(word: string, wanted: string): boolean {
  const typed = word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  if (typed === wanted) return true;
  if (Math.abs(typed.length - wanted.length) > 1) return false;
  let from = 0;
  while (from < typed.length && typed[from] === wanted[from]) from += 1;
  const [left, right] = [typed.slice(from), wanted.slice(from)];
  return (
    left.slice(1) === right.slice(1) ||
    left.slice(1) === right ||
    left === right.slice(1) ||
    (left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2))
  );
}
