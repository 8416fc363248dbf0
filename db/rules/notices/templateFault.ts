import type { OutboundKind } from '../messageKind.ts';
import { measureSms } from '../smsText.ts';
import { fillTemplate } from './fillTemplate.ts';
import type { Notice } from './notice.ts';
import {
  isPlaceholder,
  type NoticeFacts,
  type Placeholder,
  placeholderFacts,
  placeholdersIn,
  TICKET_PLACEHOLDERS,
} from './placeholder.ts';

/** A longer automatic SMS is nobody's wish. */
export const NOTICE_PARTS_MAX = 3;
const WORDING_CHARS_MAX = 1000;

/** Answers to a text or a call, which know only what they were asked, and what is about many things at once. */
const GENERAL_KINDS: readonly OutboundKind[] = [
  'command_answer',
  'format_hint',
  'call_answer',
  'digest',
  'alarm',
  'one_time_code',
];

/** What a notice can be filled with: about a ticket, all that the ticket says. */
export function placeholdersOf(notice: Notice): Placeholder[] {
  const own = placeholdersIn(notice.text).filter(isPlaceholder);
  return [
    ...new Set([
      ...own,
      ...(notice.general || GENERAL_KINDS.includes(notice.kind) ? [] : TICKET_PLACEHOLDERS),
    ]),
  ];
}

/** @returns what is wrong with a template, in the office's words; undefined: nothing. */
export function templateFault(notice: Notice, template: string): string | undefined {
  const allowed = placeholdersOf(notice);
  const fault = writingFault(template, allowed);
  if (fault !== undefined) return fault;
  const missing = neededBy(notice).find((name) => !placeholdersIn(template).includes(name));
  if (missing !== undefined) return `Isian {${missing}} tidak boleh hilang dari SMS ini.`;
  return undefined;
}

/** Without its list, its code or, for an errand, its number an SMS is worth nothing. */
const neededBy = (notice: Notice): string[] =>
  placeholdersIn(notice.text).filter(
    (name) => name === 'daftar' || name === 'kode' || (name === 'nomor' && notice.kind === 'assignment'),
  );

/** The same for any text with placeholders. */
export function writingFault(template: string, allowed: readonly Placeholder[]): string | undefined {
  if (template.trim() === '') return 'Teks SMS masih kosong.';
  if (template.length > WORDING_CHARS_MAX)
    return `Teks terlalu panjang, paling banyak ${WORDING_CHARS_MAX} karakter.`;
  const unknown = placeholdersIn(template).filter((name) => !allowed.some((each) => each === name));
  if (unknown.length > 0) {
    const choices =
      allowed.length === 0 ? 'SMS ini tidak punya isian' : `Yang bisa dipakai: ${named(allowed)}`;
    return `Isian ${named(unknown)} tidak dikenal di SMS ini. ${choices}.`;
  }
  return strayIn(template);
}

const named = (names: readonly string[]): string => [...new Set(names)].map((name) => `{${name}}`).join(', ');

/** Where it stands is shown, not only that it is there. */
function strayIn(template: string): string | undefined {
  const brace = /[{}]/.exec(template.replace(/\{\w+\}/g, (whole) => '\u0000'.repeat(whole.length)));
  if (brace)
    return `Kurung kurawal "${brace[0]}" pada "${around(template, brace.index)}" tidak berpasangan atau kosong.`;
  const square = /[[\]]/.exec(template.replace(/\[[^[\]]*\]/g, (whole) => '\u0000'.repeat(whole.length)));
  if (square)
    return `Kurung siku "${square[0]}" pada "${around(template, square.index)}" tidak berpasangan atau bertumpuk.`;
  const bare = [...template.matchAll(/\[([^[\]]*)\]/g)].find(
    ([, group]) => placeholdersIn(group ?? '').length === 0,
  );
  if (bare)
    return `Kurung siku "${bare[0]}" tidak berisi isian, jadi tidak pernah hilang. Tulis tanpa kurung.`;
  return undefined;
}

const AROUND_CHARS = 12;
const around = (text: string, at: number): string =>
  text.slice(Math.max(0, at - AROUND_CHARS), at + AROUND_CHARS).trim();

/** The longest real values of an office, by placeholder. */
export type LongestValues = NoticeFacts;

export interface TemplateSize {
  alphabet: 'gsm7' | 'ucs2';
  units: number;
  parts: number;
}

/** So much of what people wrote must have room, or the text says nothing. */
const FREE_CHARS_MIN = 14;

/** What a template costs at its longest (R28): real names, and of what people write enough to be understood. */
export function longestSize(template: string, longest: LongestValues): TemplateSize {
  const { alphabet, units, parts } = measureSms(fillTemplate(template, longestFacts(template, longest)));
  return { alphabet, units, parts };
}

export function longestFacts(template: string, longest: LongestValues): NoticeFacts {
  return Object.fromEntries(
    placeholdersIn(template)
      .filter(isPlaceholder)
      .map((name) => {
        const { kind, sample, longest: assumed = sample } = placeholderFacts(name);
        return [name, kind === 'free' ? sample.slice(0, FREE_CHARS_MIN) : (longest[name] ?? assumed)];
      }),
  );
}

/** An ordinary filling, for people to look at. */
export const sampleFacts = (template: string): NoticeFacts =>
  Object.fromEntries(
    placeholdersIn(template)
      .filter(isPlaceholder)
      .map((name) => [name, placeholderFacts(name).sample]),
  );
