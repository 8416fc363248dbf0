import type { InboundRequest, TechnicianCommand } from '../../db/rules/inboundRequest.ts';
import { isNearly } from './nearness.ts';
import { isThanks } from './thanks.ts';

/**
 * What people really type before the first word: blanks of all kinds, quotes, "#", bullets, emoji with their
 * variation marks, characters without width.
 */
const LEAD = /^[\s\p{P}\p{S}\p{M}\p{Cf}\u115f\u3164\ufffd]*/u;
/** As above, and what a phone writes before a text that somebody passes on. */
const LEAD_OF_REQUEST =
  /^(?:[\s\p{P}\p{S}\p{M}\p{Cf}\u115f\u3164\ufffd]|(?:fwd?|re|bls|balas|terusan|diteruskan)\s*:|\d{1,2}[.)](?=\s))*/iu;
/** The letters of a word, also with characters without width between them. */
const spread = (word: string): string => [...word].join('\\p{Cf}*');
/** `HELPDESK`, `help desk`, `H E L P D E S K`, `H.E.L.P.D.E.S.K`. */
const KEYWORD = new RegExp(
  `^(?:${spread('help')}[\\s\\p{P}\\p{Cf}]*${spread('desk')}|h([ .*_-])${[...'elpdes'].join('\\1')}\\1k(?!\\p{L}))`,
  'iu',
);
/** What may stand between the keyword and the complaint. */
const GAP = /^[\s\p{P}\p{Cf}\ufffd=>|~]*/u;
/** A ticket's number as people write it: `12`, `#0012`, `no. 12`, `tiket no 12`, `<12>`; nothing else may follow. */
const NUMBER_ONLY = String.raw`[\s\p{P}\p{S}\p{Cf}]*(?:(?:tiket|tkt|nomor|nomer|no|nmr)(?!\p{L})[\s\p{P}\p{S}\p{Cf}]*){0,3}(\d{1,9})?[\s\p{P}\p{S}\p{Cf}]*$`;
/** A command and a number are short; looking for them in forty thousand dots would take minutes. */
const COMMAND_CHARS_MAX = 80;
const STATUS = new RegExp(`^(?:status|cek)(?![\\p{L}])${NUMBER_ONLY}`, 'iu');
const HELP = /^(?:bantuan|help|info|format|panduan)(?:\s|\p{P}|\p{Cf})*$/iu;
const ACCEPT = new RegExp(`^terima(?![\\p{L}])${NUMBER_ONLY}`, 'iu');
const CLOSE = /^selesai(?!\p{L})[\s\p{P}\p{S}\p{Cf}]*/iu;
/** "Selesai jam berapa pak?" asks; without a number it must not close the only ticket. */
const ASKS = /\?[\s\p{P}\p{S}\p{Cf}]*$/u;
/** The number before a note; "10.30" and "2/3" are no ticket numbers. */
const NUMBER_FIRST =
  /^(?:(?:tiket|tkt|nomor|nomer|no|nmr)[\s\p{P}]*){0,3}(\d{1,9})(?!\d|[.:/]\d)[\s\p{P}]*/iu;

/**
 * Reads what a text asks for. Never throws: whatever it does not understand is plain text. A text that
 * begins with the keyword is a complaint, unless nothing but a command and a number follows (DESIGN 17).
 */
export function parseRequest(text: string): InboundRequest {
  const start = text.replace(LEAD_OF_REQUEST, '');
  const keyword = readKeyword(start);
  if (!keyword) {
    const status = matchShort(STATUS, start);
    if (status) return { kind: 'status', ticketId: numberOf(status[1]) };
    return { kind: isThanks(text) ? 'thanks' : 'plain' };
  }
  const rest = start.slice(keyword.length).replace(GAP, '').trim();
  if (!/[\p{L}\p{N}]/u.test(rest) && !/\p{Extended_Pictographic}/u.test(rest)) return { kind: 'keywordOnly' };
  const status = matchShort(STATUS, rest);
  if (status) return { kind: 'status', ticketId: numberOf(status[1]) };
  if (matchShort(HELP, rest)) return { kind: 'help' };
  return { kind: 'complaint', text: keyword.exact ? rest : text.trim(), mistyped: !keyword.exact };
}

/** Reads a technician's command; undefined for anything else ("terima kasih" is not TERIMA). */
export function parseCommand(text: string): TechnicianCommand | undefined {
  const start = text.replace(LEAD, '').trimEnd();
  const command = readAccept(start) ?? readClose(start);
  return command?.ticketId === undefined && ASKS.test(start.slice(-COMMAND_CHARS_MAX)) ? undefined : command;
}

function readAccept(start: string): TechnicianCommand | undefined {
  const accept = matchShort(ACCEPT, start);
  return accept ? { kind: 'accept', ticketId: numberOf(accept[1]) } : undefined;
}

function readClose(start: string): TechnicianCommand | undefined {
  const close = CLOSE.exec(start);
  if (!close) return undefined;
  const rest = start.slice(close[0].length);
  const number = NUMBER_FIRST.exec(rest);
  return { kind: 'close', ticketId: numberOf(number?.[1]), note: rest.slice(number?.[0].length ?? 0).trim() };
}

const matchShort = (command: RegExp, text: string): RegExpExecArray | null =>
  text.length <= COMMAND_CHARS_MAX ? command.exec(text) : null;

const numberOf = (digits: string | undefined): number | undefined =>
  digits === undefined ? undefined : Number(digits);

/** The keyword at the start, `HELPDESK` or `help desk`, or a slip of one key in it. */
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
