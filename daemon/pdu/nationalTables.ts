import { GSM7_BASIC, GSM7_ESCAPE, GSM7_EXTENSION } from '../../db/rules/gsm7.ts';
import { LOCKING_SHIFT_ROWS } from './lockingShiftTables.ts';
import { SINGLE_SHIFT_ROWS } from './singleShiftTables.ts';

/**
 * The national languages that a user data header names (IEI 24 single shift, IEI 25 locking shift).
 * Identifiers that 23.038 reserves mean the default tables.
 */
export interface NationalLanguage {
  single: number | undefined;
  locking: number | undefined;
}

/** Undefined places of a locking table show a blank, as the escape does to a receiver that cannot use it. */
const BLANK = ' ';

function lockingTable(language: number | undefined): readonly string[] {
  const rows = language === undefined ? undefined : LOCKING_SHIFT_ROWS[language];
  return rows === undefined ? GSM7_BASIC : [...rows.join('')];
}

function singleTable(language: number | undefined): ReadonlyMap<number, string> {
  const rows = language === undefined ? undefined : SINGLE_SHIFT_ROWS[language];
  if (rows === undefined) return GSM7_EXTENSION;
  const chars = [...rows.join('')].map((char, septet): [number, string] => [septet, char]);
  return new Map(chars.filter(([, char]) => char !== BLANK));
}

/**
 * The text of GSM-7 septets (3GPP TS 23.038 §6.2.1): an escape takes its character from the single shift
 * table, one that is not there from the locking table; a second escape, or one at the end, shows a blank.
 */
export function gsm7Text(
  septets: readonly number[],
  language: NationalLanguage = { single: undefined, locking: undefined },
): string {
  const locking = lockingTable(language.locking);
  const single = singleTable(language.single);
  let text = '';
  let escaped = false;
  for (const septet of septets) {
    if (escaped) {
      text += septet === GSM7_ESCAPE ? BLANK : (single.get(septet) ?? locking[septet] ?? BLANK);
      escaped = false;
    } else if (septet === GSM7_ESCAPE) {
      escaped = true;
    } else {
      text += locking[septet] ?? BLANK;
    }
  }
  return escaped ? text + BLANK : text;
}
