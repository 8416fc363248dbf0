import { cutTo, inGsm7, PART_SEPTETS } from '../notices.ts';
import { type NoticeFacts, type Placeholder, placeholdersIn } from './placeholder.ts';

/**
 * Writes a notice in the default alphabet. Square brackets hold what is left out whole when a value in it is missing:
 * `[Yth. {skpd}, ]tiket` (R45). With an elastic placeholder the whole is one part: that one's words are cut to the
 * room that is left.
 */
export function fillTemplate(template: string, facts: NoticeFacts, elastic?: Placeholder): string {
  const known = withoutEmptyGroups(template, facts);
  const [before = '', ...rest] = elastic ? known.split(`{${elastic}}`) : [known];
  if (elastic === undefined || rest.length === 0) return inGsm7(tidy(fill(known, facts)));
  const after = rest.join('');
  return cutTo(PART_SEPTETS, tidy(fill(before, facts)), facts[elastic] ?? '', tidy(fill(after, facts)));
}

const withoutEmptyGroups = (template: string, facts: NoticeFacts): string =>
  template.replace(/\[([^[\]]*)\]/g, (_, group: string) =>
    placeholdersIn(group).every((name) => factNamed(name, facts).trim() !== '') ? group : '',
  );

/** Braces in what people wrote are left alone: each place is filled once. */
const fill = (template: string, facts: NoticeFacts): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => factNamed(name, facts));

const factNamed = (name: string, facts: NoticeFacts): string =>
  (isKnown(name, facts) ? facts[name] : undefined) ?? '';

const isKnown = (name: string, facts: NoticeFacts): name is Placeholder => Object.hasOwn(facts, name);

/** What a value that is missing outside of brackets leaves behind. */
const tidy = (text: string): string => text.replace(/ {2,}/g, ' ').replace(/ ([:.,])/g, '$1');
