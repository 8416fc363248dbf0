/** A number as it is typed: `12`, ` 1.200 `; NaN for anything else, which the rules refuse in words. */
export const wholeNumber = (typed: string): number => {
  const digits = typed.trim().replace(/(?<=\d)\.(?=\d{3}(?:\.|$))/g, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
};
