import { isNearly } from '../../db/rules/nearness.ts';

/** The letters of a word, also with characters without width between them. */
const spread = (word: string): string => [...word].join('\\p{Cf}*');
/** `HELPDESK`, `help desk`, `H E L P D E S K`, `H.E.L.P.D.E.S.K`. */
const KEYWORD = new RegExp(
  `^(?:${spread('help')}[\\s\\p{P}\\p{Cf}]*${spread('desk')}|h([ .*_-])${[...'elpdes'].join('\\1')}\\1k(?!\\p{L}))`,
  'iu',
);
/** What may stand between the keyword and the complaint. */
const GAP = /^[\s\p{P}\p{Cf}\ufffd=>|~]*/u;

/** What follows the keyword at the start of a text. `exact` unless a key slipped in it or letters cling to it. */
export interface AfterKeyword {
  rest: string;
  exact: boolean;
}

/** Undefined where the text begins with neither `HELPDESK`, `help desk`, nor a slip of one key in it. */
export function afterKeyword(start: string): AfterKeyword | undefined {
  const keyword = readKeyword(start);
  return keyword && { rest: start.slice(keyword.length).replace(GAP, '').trim(), exact: keyword.exact };
}

function readKeyword(start: string): { length: number; exact: boolean } | undefined {
  const exact = KEYWORD.exec(start);
  // "helpdeskprinter": the keyword is there, but the text is kept whole in case it is a word of its own.
  if (exact) return { length: exact[0].length, exact: !/^\p{L}/u.test(start.slice(exact[0].length)) };
  const word = /^[\p{L}\p{M}\p{N}]+/u.exec(start)?.[0] ?? '';
  if (isNearly(word, 'helpdesk')) return { length: word.length, exact: false };
  const pair = /^([\p{L}\p{M}\p{N}]+)[\s\p{P}]+([\p{L}\p{M}\p{N}]+)/u.exec(start);
  const [both, first = '', second = ''] = pair ?? [''];
  const near =
    (isNearly(first, 'help') && same(second, 'desk')) || (same(first, 'help') && isNearly(second, 'desk'));
  return near ? { length: both.length, exact: false } : undefined;
}

const same = (word: string, wanted: string): boolean => word.toLowerCase() === wanted;
