import { cutTo, inGsm7, PART_SEPTETS } from '../notices.ts';
import type { NoticeFacts, Placeholder } from './placeholder.ts';

/**
 * Writes a notice in the default alphabet. With an elastic placeholder the whole is one part: that one's words are
 * cut to the room that is left. What a missing value leaves behind (" :", two blanks) is tidied away.
 */
export function fillTemplate(template: string, facts: NoticeFacts, elastic?: Placeholder): string {
  const [before = '', ...rest] = elastic ? template.split(`{${elastic}}`) : [template];
  const after = rest.join('');
  if (elastic === undefined || rest.length === 0) return inGsm7(tidy(fill(template, facts)));
  return cutTo(PART_SEPTETS, tidy(fill(before, facts)), facts[elastic] ?? '', tidy(fill(after, facts)));
}

/** Braces in what people wrote are left alone: each place is filled once. */
const fill = (template: string, facts: NoticeFacts): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => (isKnown(name, facts) ? facts[name] : undefined) ?? '');

const isKnown = (name: string, facts: NoticeFacts): name is Placeholder => Object.hasOwn(facts, name);

const tidy = (text: string): string => text.replace(/ {2,}/g, ' ').replace(/ ([:.,])/g, '$1');
