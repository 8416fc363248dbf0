import { asc, eq } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { fillTemplate } from '../rules/notices/fillTemplate.ts';
import { type Actor, demand, may } from '../rules/permissions.ts';
import { cannedReplies, cannedReplyCategories } from '../schema/notices.ts';
import { tickets } from '../schema/tickets.ts';
import { ticketFacts } from '../ticketFacts.ts';

export interface CannedReply {
  id: number;
  title: string;
  wording: string;
  active: boolean;
  updatedAtMs: number;
  /** Empty: for every ticket. */
  categoryIds: number[];
}

/** All of them in their order, for the settings. */
export function cannedReplyList(db: Db, actor: Actor): CannedReply[] {
  demand(actor, 'changeSettings');
  return inOrder(db);
}

/** What may be chosen while answering a ticket of this category; nothing for those who answer nobody. */
export function cannedRepliesFor(
  db: Db,
  actor: Actor,
  categoryId: number | null,
): { id: number; title: string }[] {
  if (!may(actor, 'reply')) return [];
  return inOrder(db)
    .filter(
      ({ active, categoryIds }) =>
        active && (categoryIds.length === 0 || (categoryId !== null && categoryIds.includes(categoryId))),
    )
    .map(({ id, title }) => ({ id, title }));
}

/**
 * A canned reply filled for a ticket.
 * @throws DomainError `invalid` when nothing was chosen, or it is in use no more
 */
export function cannedReplyFor(db: Db, actor: Actor, replyId: number | undefined, ticketId: number): string {
  demand(actor, 'reply');
  const reply = inOrder(db).find(({ id, active }) => active && id === replyId);
  const ticket = db.select({ id: tickets.id }).from(tickets).where(eq(tickets.id, ticketId)).get();
  if (!reply) throw new DomainError('invalid', 'Pilih balasan siap pakai; yang tadi mungkin sudah dihapus.');
  if (!ticket) throw new DomainError('not_found', `Tiket #${ticketId} tidak ditemukan.`);
  return fillTemplate(reply.wording, ticketFacts(db, ticketId));
}

function inOrder(db: Db): CannedReply[] {
  const offered = db.select().from(cannedReplyCategories).all();
  return db
    .select({
      id: cannedReplies.id,
      title: cannedReplies.title,
      wording: cannedReplies.wording,
      active: cannedReplies.active,
      updatedAtMs: cannedReplies.updatedAtMs,
    })
    .from(cannedReplies)
    .orderBy(asc(cannedReplies.position))
    .all()
    .map((reply) => ({
      ...reply,
      categoryIds: offered.filter(({ replyId }) => replyId === reply.id).map(({ categoryId }) => categoryId),
    }));
}
