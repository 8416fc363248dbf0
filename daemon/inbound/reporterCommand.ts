import type { InboundRequest } from '../../db/rules/inboundRequest.ts';
import { commandNamed, REPORTER_WORDS, type ReporterVerb } from './commandWords.ts';
import { isCourtesy } from './courtesy.ts';
import { firstNumber, readTicketNumbers } from './ticketNumbers.ts';
import { firstWord } from './typedWord.ts';

/** A command and its numbers are short; a reason may be longer. */
const COMMAND_CHARS_MAX = 80;
const GAP = /^[\s:;,.)\]>}=|/\u2013\u2014\p{Cf}-]{0,40}/u;
const NOTHING_MORE = /^[\s\p{P}\p{S}\p{Cf}]*(?:(?:tiket|nomor|no)[\s\p{P}\p{S}\p{Cf}]*)?$/iu;
/** "buka kembali tiket 12", "buka lagi no 12". */
const AGAIN = /^\s{1,5}(?:kembali|lagi)(?!\p{L})/iu;
/** Between the ticket and the rating: `12 5`, `12=5`, `12: 5`, `12/5`. */
const TO_RATING = /^[\s\p{P}\p{S}\p{Cf}]{1,20}(?=[0-9\uff10-\uff19])/u;
/** `5`, `5/5`, `5 bintang`, `5, cepat sekali`; "4,5" is no rating. */
const AFTER_RATING = /^(?:\s{0,2}\/\s{0,2}5(?![0-9])|(?![.,:/]?[0-9]))/u;
const RATING_WORDS = ['satu', 'dua', 'tiga', 'empat', 'lima'];
/** Somebody judges, but not by a number. */
const JUDGEMENT =
  /^(?:sangat|cukup|kurang|tidak)?\s{0,3}(?:baik|bagus|puas|memuaskan|buruk|jelek|lambat|cepat|mantap|oke?)/iu;
const NAME_CHARS_MAX = 60;
const UNIT_CHARS_MAX = 80;

/**
 * Reads a reporter's command at the start of a text; undefined for anything else.
 * @param bare whether nothing else than numbers may follow, as after the keyword (DESIGN 17).
 */
export function readReporterCommand(start: string, bare: boolean): InboundRequest | undefined {
  const typed = firstWord(start);
  const named = typed && commandNamed(REPORTER_WORDS, typed.word);
  if (!typed || !named) return undefined;
  const rest = start.slice(typed.end);
  // "nilai2 siswa", "buka-buka aplikasi": said twice, a word is another one.
  if (/^2[\s\p{P}]{0,5}\p{L}|^-\p{L}/u.test(rest)) return undefined;
  const request = READERS[named.verb](rest, bare);
  return named.mistyped && !isSure(request) && rest.trim() !== '' ? undefined : request;
}

/** With a number, or a name and a unit, a slip in the first word leaves no doubt. */
const isSure = (request: InboundRequest | undefined): boolean =>
  request?.kind === 'register'
    ? request.name !== '' && request.unit !== ''
    : request !== undefined && 'ticketId' in request && request.ticketId !== undefined;

const READERS: Record<ReporterVerb, (rest: string, bare: boolean) => InboundRequest | undefined> = {
  status: readStatus,
  reopen: readReopen,
  rate: readRating,
  register: readRegistration,
};

/** "status jaringan mati" is a complaint: nothing but a number may follow. */
function readStatus(rest: string): InboundRequest | undefined {
  const { ids, end } = readTicketNumbers(rest, true);
  const [ticketId, ...others] = ids;
  const over = rest.length <= COMMAND_CHARS_MAX && NOTHING_MORE.test(rest.slice(end));
  return others.length === 0 && over ? { kind: 'status', ticketId } : undefined;
}

/** "buka aplikasi gagal" is a complaint: without a number nothing may follow. */
function readReopen(rest: string, bare: boolean): InboundRequest | undefined {
  const again = AGAIN.exec(rest)?.[0] ?? '';
  const after = rest.slice(again.length);
  const { ids, end } = readTicketNumbers(after, false);
  const reason = after.slice(end).replace(GAP, '').trim();
  const [ticketId, ...others] = ids;
  if (others.length > 0) return undefined;
  if (bare && /[\p{L}\p{N}]/u.test(reason)) return undefined;
  if (ticketId === undefined && !isCourtesy(reason)) return undefined;
  return { kind: 'reopen', ticketId, reason: isCourtesy(reason) ? '' : reason };
}

/** "nilai siswa tidak muncul" is a complaint; `NILAI 5` rates the only ticket that it can mean. */
function readRating(rest: string, bare: boolean): InboundRequest | undefined {
  const ticket = firstNumber(rest);
  if (!ticket) return isCourtesy(rest) ? rate(undefined, undefined) : undefined;
  const after = rest.slice(ticket.end);
  if (bare && /\p{L}/u.test(after)) return undefined;
  const gap = TO_RATING.exec(after)?.[0] ?? '';
  const second = gap === '' ? undefined : firstNumber(after.slice(gap.length));
  if (second) {
    const behind = after.slice(gap.length + second.end);
    // "5/5" is five of five.
    if (gap.trim() === '/' && second.value === 5 && isCourtesy(behind)) return rate(undefined, ticket.value);
    return rate(ticket.value, AFTER_RATING.test(behind) ? second.value : undefined);
  }
  const words = after.replace(GAP, '').trim();
  if (isCourtesy(words))
    return isRating(ticket.value) ? rate(undefined, ticket.value) : rate(ticket.value, undefined);
  const spelled = RATING_WORDS.indexOf(words.toLowerCase().split(/[^\p{L}]/u, 1)[0] ?? '') + 1;
  if (spelled > 0) return rate(ticket.value, spelled);
  return JUDGEMENT.test(words) ? rate(ticket.value, undefined) : undefined;
}

const isRating = (value: number | undefined): value is number =>
  value !== undefined && value >= 1 && value <= 5;

const rate = (ticketId: number | undefined, rating: number | undefined): InboundRequest => ({
  kind: 'rate',
  ticketId,
  rating: isRating(rating) ? rating : undefined,
});

/** `DAFTAR nama#unit`; "daftar hadir tidak bisa dibuka" is a complaint. */
function readRegistration(rest: string, bare: boolean): InboundRequest | undefined {
  const words = rest.replace(/^[\s\p{P}\p{Cf}]{0,20}/u, '').trim();
  if (words === '') return { kind: 'register', name: '', unit: '' };
  const [name = '', ...unit] = words.slice(0, 2 * (NAME_CHARS_MAX + UNIT_CHARS_MAX)).split(/[#\uff03]/u);
  if (bare || unit.length === 0 || name.length > NAME_CHARS_MAX) return undefined;
  return {
    kind: 'register',
    name: worded(name),
    unit: worded(unit.join(' ')).slice(0, UNIT_CHARS_MAX).trimEnd(),
  };
}

/** One line of words; '' for what has no letter. */
const worded = (raw: string): string => (/\p{L}/u.test(raw) ? raw.replace(/\s+/gu, ' ').trim() : '');
