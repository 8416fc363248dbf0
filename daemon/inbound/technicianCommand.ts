import type { TechnicianCommand, TechnicianVerb } from '../../db/rules/inboundRequest.ts';
import { commandNamed, TECHNICIAN_WORDS } from './commandWords.ts';
import { asks, beginsWithThanks, isAgreement, isCourtesy } from './courtesy.ts';
import { afterKeyword } from './keyword.ts';
import { readTicketNumbers } from './ticketNumbers.ts';
import { firstWord } from './typedWord.ts';

/**
 * What people type before the first word: blanks of all kinds, quotes, "#", bullets, emoji with their variation
 * marks, characters without width.
 */
const LEAD = /^[\s\p{P}\p{S}\p{M}\p{Cf}\u115f\u3164\ufffd]*/u;
/** Between the number and what follows it; `#` parts a report. */
const GAP = /^[\s:;,.)\]>}=|/\u2013\u2014\p{Cf}-]{0,40}/u;
/** What has a place for words: a reason, a note, a report. The others are a number, or several, and no more. */
const WORDED: ReadonlySet<TechnicianVerb> = new Set(['decline', 'pend', 'close', 'report']);
/** Asking is their purpose. */
const ASKING: ReadonlySet<TechnicianVerb> = new Set(['tasks', 'info', 'help']);
/** "tolak ukur" is a standard of measure, "lanjut usia" an age. */
const IDIOMS: Partial<Record<TechnicianVerb, RegExp>> = {
  decline: /^(?:ukur|angin|bala)/iu,
  resume: /^usia/iu,
};
/** "ke RSUD", "di lokasi": where, as a technician on the way says it. */
const WHERE = /^(?:ke|menuju|di|dari|lokasi)\s/iu;
/** What is yet to come has not been done. */
const LATER =
  /(?:^|\s)(?:besok|bsk|nanti|nnti|ntar|lusa|jam|pukul|pkl|tgl|tanggal|akan|mau|belum|blm|tidak|tdk)(?:\s|$)/iu;
const PIN_BEFORE = /^(\d{4,8})[\s:;,.-]{1,5}(?=\p{L})/u;
const PIN_FIRST = /^[\s:;,.#(-]{0,10}pin[\s:=.#]{0,5}(\d{4,8})(?!\d)[\s:;,.)-]{0,10}/iu;
const PIN_LAST = /[\s:;,.#(-]{1,10}pin[\s:=.#]{0,5}(\d{4,8})[\s.)]{0,10}$/iu;
const PIN_TAIL_CHARS = 60;

/** Reads a technician's command; undefined for anything else ("terima kasih" is not TERIMA). Never throws. */
export function parseCommand(text: string): TechnicianCommand | undefined {
  const start = text.replace(LEAD, '').trimEnd();
  const behind = afterKeyword(start);
  // After the keyword only a command with its numbers is one (DESIGN 17).
  if (behind) return behind.exact ? readCommand(behind.rest, true) : undefined;
  return readCommand(start, false);
}

function readCommand(start: string, bare: boolean): TechnicianCommand | undefined {
  const before = PIN_BEFORE.exec(start);
  const text = start.slice(before?.[0].length ?? 0);
  const typed = firstWord(text);
  const named = typed && commandNamed(TECHNICIAN_WORDS, typed.word);
  if (!typed || !named || isDoubled(text.slice(typed.end), typed.word)) return undefined;
  const { verb } = named;
  const { ids, words, pin = before?.[1] } = readRest(text.slice(typed.end), !WORDED.has(verb));
  if (bare && words !== '') return undefined;
  // "2024 selesai migrasi": a year, and no PIN.
  if (before && ids.length === 0 && words !== '') return undefined;
  const command = { verb, ticketIds: ids, pin, words: '', unclear: false };
  if (ASKING.has(verb)) return isAgreement(words) ? asking(command) : undefined;
  if (ids.length === 0 && words !== '' && !isMeant(verb, words, named)) return undefined;
  if (WORDED.has(verb)) return { ...command, words: isCourtesy(words) ? '' : words, unclear: asks(words) };
  if (!asks(words) && (isAgreement(words) || isOnTheWay(verb, words))) return command;
  const unclear = asks(words) || ids.length === 0 || verb !== 'resume' || LATER.test(words);
  return { ...command, words, unclear };
}

/** "TUGAS 12" asks for that one; help is about none. */
function asking(command: TechnicianCommand): TechnicianCommand | undefined {
  if (command.ticketIds.length === 0) return command;
  return command.verb === 'help' ? undefined : { ...command, verb: 'info' };
}

/** "tiba-tiba mati", "tiba tiba", "tiba2 mati": said twice, a word is another one. */
function isDoubled(behind: string, word: string): boolean {
  const next = /^[\s-]{1,3}(\p{L}+)/u.exec(behind.slice(0, 60))?.[1];
  return next?.toLowerCase() === word || /^2[\s\p{P}]{0,5}\p{L}/u.test(behind);
}

/** The numbers, the PIN before or behind them, and the words that are left. */
function readRest(behind: string, loose: boolean): { ids: number[]; pin?: string; words: string } {
  const first = PIN_FIRST.exec(behind);
  let rest = behind.slice(first?.[0].length ?? 0);
  let pin = first?.[1];
  const numbers = readTicketNumbers(rest, loose);
  rest = rest.slice(numbers.end);
  const next = pin === undefined ? PIN_FIRST.exec(rest) : null;
  rest = rest.slice(next?.[0].length ?? 0);
  pin ??= next?.[1];
  const last = pin === undefined ? PIN_LAST.exec(rest.slice(-PIN_TAIL_CHARS)) : null;
  if (last) rest = rest.slice(0, rest.length - last[0].length);
  pin ??= last?.[1];
  const words = rest.replace(GAP, '').trim();
  return { ids: withOthers(numbers.ids, words), ...(pin === undefined ? {} : { pin }), words };
}

/** "SELESAI 12 13": what has no letters is no note but another number. */
function withOthers(ids: number[], words: string): number[] {
  if (ids.length === 0 || words === '' || words.length > 80 || /\p{L}/u.test(words)) return ids;
  const more = readTicketNumbers(words, true);
  return more.end === words.length ? [...new Set([...ids, ...more.ids])] : ids;
}

/** Whether words without a number can belong to a command at all, rather than begin by chance with its word. */
function isMeant(
  verb: TechnicianVerb,
  words: string,
  { mistyped, long }: { mistyped: boolean; long: boolean },
): boolean {
  if (beginsWithThanks(words) || asks(words) || IDIOMS[verb]?.test(words)) return false;
  if (verb === 'report') return words.includes('#');
  if (WORDED.has(verb)) return !mistyped || long;
  return isAgreement(words) || isOnTheWay(verb, words) || /^\d/.test(words);
}

const isOnTheWay = (verb: TechnicianVerb, words: string): boolean =>
  (verb === 'depart' || verb === 'arrive') &&
  WHERE.test(`${words} `) &&
  words.length <= 80 &&
  !LATER.test(words);
