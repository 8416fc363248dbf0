import { inGsm7 } from '../inGsm7.ts';
import { measureSms, unitsIn } from '../smsText.ts';
import {
  isPlaceholder,
  type NoticeFacts,
  type Placeholder,
  placeholderFacts,
  placeholdersIn,
} from './placeholder.ts';

export interface FillOptions {
  /** This one's words are cut first. */
  elastic?: Placeholder | undefined;
  /** So many SMS are allowed. @default as many as it takes */
  parts?: number;
}

type Values = ReadonlyMap<string, string>;

/**
 * Writes a notice. Square brackets hold what is left out whole when a value in it is missing: `[Yth. {skpd}, ]tiket`;
 * what a missing value outside of them leaves behind is tidied (R45). What people wrote comes in letters of the default
 * alphabet and with round brackets for braces, so that the text is as long as it was reckoned to be and no brace is left
 * in it. What does not fit is cut, the elastic placeholder's words first, and says so with two dots; numbers, times and
 * commands are never cut.
 */
export function fillTemplate(
  template: string,
  facts: NoticeFacts,
  { elastic, parts }: FillOptions = {},
): string {
  const values = valuesOf(template, facts);
  const whole = written(template, values);
  if (parts === undefined) return whole;
  let text = whole;
  for (const name of cutInOrder(values, elastic)) {
    if (excess(text, parts) <= 0) break;
    text = cutToFit(template, values, name, parts);
  }
  return text;
}

/** `daftar` alone is a list with lines. */
function valuesOf(template: string, facts: NoticeFacts): Map<string, string> {
  const names = new Set(placeholdersIn(template).filter(isPlaceholder));
  return new Map([...names].map((name) => [name, inLetters(name, facts[name] ?? '')]));
}

const inLetters = (name: Placeholder, raw: string): string => {
  const start = raw.slice(0, RAW_CHARS_MAX);
  return (name === 'daftar' ? start.split('\n') : [start])
    .map((line) => inGsm7(line).replace(/\{/g, '(').replace(/\}/g, ')').trim())
    .join('\n');
};

/** More than any SMS can hold: a note of forty thousand characters must not take seconds. */
const RAW_CHARS_MAX = 4000;

/** Stands for a missing value until its surroundings are tidied; no value can hold it. */
const GAP = '\u0000';

function written(template: string, values: Values): string {
  const known = template.replace(/\[([^[\]]*)\]/g, (_, group: string) =>
    placeholdersIn(group).every((name) => (values.get(name) ?? '') !== '') ? group : '',
  );
  const filled = known.replace(/\{([^{}]*)\}(\.?)/g, (whole, name: string, stop: string, at: number) => {
    const value = values.get(name) ?? '';
    if (value === '') return GAP + stop;
    // A full stop of its own and one of the sentence are one; two dots say that something was cut.
    const ends = stop === '.' || at + whole.length === known.length;
    return (ends && !value.endsWith('..') ? withoutLastDots(value) : value) + stop;
  });
  return tidy(filled);
}

/** What a missing value leaves behind: blanks, an empty pair of brackets, a mark that nothing precedes or follows. */
function tidy(text: string): string {
  if (!text.includes(GAP)) return text.trim();
  return text
    .replace(/\( *\0(?: *\0)* *\)/g, GAP)
    .replace(/\0(?:[ ,]*\0)+/g, GAP)
    .replace(/(^|[.?] )\0[ ]*[:;,]?[ ]*/gm, '$1')
    .replace(/[ ]*[:;,-]?[ ]*\0[ ]*(?=[.;,:]|$)/gm, '')
    .replace(/[ ]*\0[ ]*/g, ' ')
    .trim();
}

/** By hand: a pattern for it takes minutes over forty thousand dots and a letter. */
function withoutLastDots(text: string): string {
  let end = text.length;
  while (text[end - 1] === '.') end -= 1;
  return text.slice(0, end);
}

/** The elastic one, then what people wrote, then names, the longest first. */
function cutInOrder(values: Values, elastic: Placeholder | undefined): string[] {
  const lengthOf = (name: string): number => values.get(name)?.length ?? 0;
  const ofKind = (kind: 'free' | 'name'): string[] =>
    [...values.keys()]
      .filter((name) => isPlaceholder(name) && placeholderFacts(name).kind === kind && name !== elastic)
      .sort((a, b) => lengthOf(b) - lengthOf(a));
  return [...(elastic && values.has(elastic) ? [elastic] : []), ...ofKind('free'), ...ofKind('name')];
}

/** Cuts one value, in place, until the whole fits or nothing of it is left. */
function cutToFit(template: string, values: Map<string, string>, name: string, parts: number): string {
  const times = Math.max(1, placeholdersIn(template).filter((each) => each === name).length);
  let kept = withoutLastDots(values.get(name) ?? '').slice(0, unitsIn(parts, 'gsm7'));
  for (;;) {
    values.set(name, kept === '' ? '' : `${kept.trimEnd()}..`);
    const text = written(template, values);
    const over = excess(text, parts);
    if (over <= 0 || kept === '') return text;
    // A character takes two units at most.
    kept = kept.slice(0, -Math.max(1, Math.floor(over / (2 * times))));
  }
}

/** So many units too long. */
function excess(text: string, parts: number): number {
  const { alphabet, units, parts: needed } = measureSms(text);
  return needed <= parts ? 0 : Math.max(1, units - unitsIn(parts, alphabet));
}
