import { DomainError } from '../errors.ts';
import { type NoticeFacts, TICKET_PLACEHOLDERS } from './placeholder.ts';
import { longestSize, writingFault } from './templateFault.ts';

export interface CannedReplyFields {
  title: string;
  wording: string;
  /** Offered for every ticket where empty. */
  categoryIds: readonly number[];
  active: boolean;
}

const TITLE_CHARS_MAX = 60;
/** As many as an answer by hand may have would be a letter. */
const PARTS_MAX = 3;

/** @throws DomainError `invalid` with the first thing that is wrong, in the order of the form. */
export function checkCannedReply(typed: CannedReplyFields, longest: NoticeFacts): CannedReplyFields {
  const title = typed.title.replace(/\s+/g, ' ').trim();
  const wording = typed.wording.trim();
  if (title === '') throw new DomainError('invalid', 'Judul balasan masih kosong.');
  if ([...title].length > TITLE_CHARS_MAX)
    throw new DomainError('invalid', `Judul terlalu panjang, paling banyak ${TITLE_CHARS_MAX} karakter.`);
  const fault = writingFault(wording, TICKET_PLACEHOLDERS);
  if (fault !== undefined) throw new DomainError('invalid', fault);
  const { parts, units } = longestSize(wording, longest);
  if (parts > PARTS_MAX)
    throw new DomainError(
      'invalid',
      `Terlalu panjang: ${parts} SMS (${units} karakter), paling banyak ${PARTS_MAX}.`,
    );
  return { ...typed, title, wording };
}
