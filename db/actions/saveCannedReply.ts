import { and, asc, desc, eq, gt, lt, ne, sql } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import { longestValues } from '../longestValues.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type CannedReplyFields, checkCannedReply } from '../rules/notices/cannedReply.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { cannedReplies, cannedReplyCategories } from '../schema/notices.ts';
import { users } from '../schema/people.ts';
import { inAction } from './action.ts';

/** One that exists, as the form showed it. */
export interface SeenCannedReply {
  id: number;
  updatedAtMs: number;
}

/**
 * Keeps an answer that admins choose while replying; a new one goes to the end of the list.
 * @param seen undefined for a new one
 * @returns its number.
 * @throws DomainError `invalid` for what is missing, unknown or too long, `conflict` for a title that another one has,
 * or when somebody else has changed it since.
 */
export function saveCannedReply(
  db: Db,
  clock: Clock,
  actor: Actor,
  typed: CannedReplyFields,
  seen?: SeenCannedReply,
): number {
  demand(actor, 'changeSettings');
  return inAction(db, clock, (tx, nowMs) => {
    const { title, wording, active, categoryIds } = checkCannedReply(typed, longestValues(tx));
    refuseTwin(tx, title, seen?.id ?? 0);
    if (seen) refuseUnseen(tx, actor, seen);
    const fields = { title, wording, active, updatedBy: actor.userId, updatedAtMs: nowMs };
    const id = seen?.id ?? insert(tx, fields);
    tx.update(cannedReplies).set(fields).where(eq(cannedReplies.id, id)).run();
    tx.delete(cannedReplyCategories).where(eq(cannedReplyCategories.replyId, id)).run();
    for (const categoryId of new Set(categoryIds))
      tx.insert(cannedReplyCategories).values({ replyId: id, categoryId }).run();
    return id;
  });
}

/** One place up or down; at the end of the list nothing changes. */
export function moveCannedReply(db: Db, clock: Clock, actor: Actor, id: number, to: 'up' | 'down'): void {
  demand(actor, 'changeSettings');
  inAction(db, clock, (tx) => {
    const { position } = replyNumbered(tx, id);
    const beside = tx
      .select({ id: cannedReplies.id, position: cannedReplies.position })
      .from(cannedReplies)
      .where(to === 'up' ? lt(cannedReplies.position, position) : gt(cannedReplies.position, position))
      .orderBy(to === 'up' ? desc(cannedReplies.position) : asc(cannedReplies.position))
      .limit(1)
      .get();
    if (!beside) return;
    tx.update(cannedReplies).set({ position: beside.position }).where(eq(cannedReplies.id, id)).run();
    tx.update(cannedReplies).set({ position }).where(eq(cannedReplies.id, beside.id)).run();
  });
}

function insert(tx: Tx, fields: Omit<typeof cannedReplies.$inferInsert, 'position'>): number {
  const last = tx
    .select({ position: sql<number>`coalesce(max(${cannedReplies.position}), 0)` })
    .from(cannedReplies)
    .get();
  return tx
    .insert(cannedReplies)
    .values({ ...fields, position: (last?.position ?? 0) + 1 })
    .returning({ id: cannedReplies.id })
    .get().id;
}

function replyNumbered(tx: Tx, id: number) {
  const reply = tx.select().from(cannedReplies).where(eq(cannedReplies.id, id)).get();
  if (!reply) throw new DomainError('not_found', 'Balasan siap pakai ini tidak ada.');
  return reply;
}

function refuseTwin(tx: Tx, title: string, ownId: number): void {
  const twin = tx
    .select({ id: cannedReplies.id })
    .from(cannedReplies)
    .where(and(eq(sql`${cannedReplies.title} COLLATE NOCASE`, title), ne(cannedReplies.id, ownId)))
    .get();
  if (twin) throw new DomainError('conflict', `Sudah ada balasan berjudul "${title}".`);
}

function refuseUnseen(tx: Tx, actor: Actor, { id, updatedAtMs }: SeenCannedReply): void {
  const now = replyNumbered(tx, id);
  if (now.updatedAtMs <= updatedAtMs || now.updatedBy === actor.userId) return;
  const who = tx
    .select({ name: users.name })
    .from(users)
    .where(eq(users.id, now.updatedBy ?? 0))
    .get();
  throw new DomainError(
    'conflict',
    `${who?.name ?? 'Orang lain'} baru saja mengubah balasan ini menjadi: "${now.wording}". Teks Anda belum disimpan; simpan sekali lagi bila tetap perlu.`,
  );
}
