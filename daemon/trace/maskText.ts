import { readableText } from '../../db/rules/readableText.ts';
import { parseCommand, parseRequest } from '../inbound/grammar.ts';
import type { StandIns } from './standIns.ts';

/** Words of thanks are the longest that decide anything, and are ten at the most. */
const DECIDING_WORDS_MAX = 10;
/** A ticket's number may stay; what is longer may be a telephone's. */
const KEPT_DIGITS_MAX = 5;

/**
 * The text with its letters as x and X, its digits as 0, of the same length in UTF-16 units: blanks and ASCII
 * punctuation stay. As many words at its beginning stay as decide what it asks for, so that it is handled as the
 * original was.
 * @param decides whether it is a text's beginning; else nothing stays.
 */
export function maskText(text: string, standIns: StandIns, decides: boolean): string {
  const from = decides ? decidingChars(text) : 0;
  return standIns.distinct(text, text.slice(0, from) + veiled(text.slice(from)), from);
}

/** Half an emoji stays half an emoji: its other half may be in the next part. */
export function veiled(text: string): string {
  return text
    .replace(/[\ud800-\udbff]/g, '\ud83d')
    .replace(/[\udc00-\udfff]/g, '\ude00')
    .replace(/[\u0080-\ud7ff\ue000-\uffff]|[A-Za-z0-9]/g, veiledChar);
}

function veiledChar(char: string): string {
  if (/[\p{Lu}\p{Lt}]/u.test(char)) return 'X';
  if (/[\p{L}\p{M}]/u.test(char)) return 'x';
  if (/\p{N}/u.test(char)) return '0';
  return /[\p{P}\p{Z}\p{Cc}\p{Cf}]/u.test(char) ? char : '*';
}

function decidingChars(text: string): number {
  const ends = [0, ...[...text.matchAll(/\S+/g)].map(({ index, 0: word }) => index + word.length)];
  const pin = parseCommand(readableText(text))?.pin;
  const harmless = ends
    .slice(0, DECIDING_WORDS_MAX + 1)
    .filter((end) => !new RegExp(`\\d{${KEPT_DIGITS_MAX + 1}}`).test(text.slice(0, end)))
    .filter((end) => pin === undefined || !text.slice(0, end).includes(pin));
  const masked = (end: number): string => text.slice(0, end) + veiled(text.slice(end));
  for (const meaning of [wholeMeaning, kindOfMeaning]) {
    const wanted = meaning(text);
    const end = harmless.find((each) => meaning(masked(each)) === wanted);
    if (end !== undefined) return end;
  }
  return 0;
}

function wholeMeaning(raw: string): string {
  const text = readableText(raw);
  const request = parseRequest(text);
  const command = parseCommand(text);
  const mistyped = request.kind === 'complaint' && request.mistyped;
  const ticket = 'ticketId' in request ? request.ticketId : undefined;
  const rating = request.kind === 'rate' ? request.rating : undefined;
  return [request.kind, mistyped, ticket, rating, command?.verb, command?.ticketIds, command?.unclear].join(
    ' ',
  );
}

function kindOfMeaning(raw: string): string {
  const text = readableText(raw);
  return `${parseRequest(text).kind} ${parseCommand(text)?.verb}`;
}
