import { inGsm7 } from '../inGsm7.ts';
import { measureSms } from '../smsText.ts';

/** A text in the default alphabet and on one line, cut to so many septets; two dots say that it was cut. */
export function shortened(text: string, septetsMax: number): string {
  // What cannot fit is gone before anything is counted.
  const line = inGsm7(text.slice(0, CHARS_A_SEPTET_MAX * septetsMax)).trim();
  if (septetsOf(line) <= septetsMax) return line;
  let kept = line.slice(0, septetsMax);
  while (kept !== '' && septetsOf(`${kept}..`) > septetsMax) kept = kept.slice(0, -1);
  return kept === '' ? '' : `${kept.trimEnd()}..`;
}

/** An emoji may have a dozen and be left out. */
const CHARS_A_SEPTET_MAX = 16;

export const septetsOf = (text: string): number => measureSms(text).units;
