import { noticeText } from '../noticeWording.ts';
import { DomainError } from '../rules/errors.ts';
import type { NoticeKey } from '../rules/notices/noticeTable.ts';
import { answered, type Incoming, keep } from './incomingText.ts';
import { type RatingEnd, rateWithin, ticketsToRate } from './rateTicket.ts';

const ANSWERS: Record<RatingEnd, NoticeKey> = {
  rated: 'rated',
  same: 'rated',
  changed: 'ratingChanged',
  own_work: 'reporterRefused',
};

/**
 * Carries out `NILAI 12 5`. Without a number it is for the only closed ticket of the sender that has no rating yet; a
 * rating that is none, or a ticket in doubt, is asked for again. The answer names no ticket's file: whoever did the work
 * reads that conversation, too.
 */
export function answerRating(
  incoming: Incoming,
  request: { ticketId: number | undefined; rating: number | undefined },
): number {
  const { tx, row, nowMs } = incoming;
  const open = ticketsToRate(tx, row.sender);
  const [only] = open.length === 1 ? open : [];
  const ticketId = request.ticketId ?? (isInDoubt(open, request.rating) ? undefined : only);
  const answer = (messageId: number, text: string): number =>
    answered(incoming, messageId, 'command_answer', text);
  if (ticketId === undefined || request.rating === undefined) {
    const nomor = String(ticketId ?? open[0] ?? 12);
    return answer(keep(incoming, 'rating'), noticeText(tx, 'ratingAsked', { nomor }));
  }
  try {
    const end = rateWithin(tx, { phone: row.sender, ticketId, rating: request.rating }, nowMs);
    const facts = {
      nomor: String(ticketId),
      alasan: `Tiket ${ticketId} tidak bisa dinilai oleh teknisinya sendiri`,
    };
    return answer(keep(incoming, 'rating', ticketId), noticeText(tx, ANSWERS[end], facts));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return answer(keep(incoming, 'rating'), noticeText(tx, 'reporterRefused', { alasan: error.message }));
  }
}

/** `NILAI 3`, where 3 is one of the sender's own tickets: the ticket, or the rating of another? */
const isInDoubt = (open: readonly number[], rating: number | undefined): boolean =>
  rating !== undefined && open.includes(rating);
