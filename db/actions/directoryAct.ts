import { and, desc, eq, gt } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import type { DirectoryActKind } from '../rules/directory/directoryAct.ts';
import { DomainError } from '../rules/errors.ts';
import { directoryActs, directoryChanges } from '../schema/directory.ts';
import { users } from '../schema/people.ts';

export type DirectorySubject = 'unit' | 'contact' | 'ticket';

/** One stroke on the directory, inside its transaction. */
export interface DirectoryAct {
  tx: Tx;
  nowMs: number;
  /** Undefined: the program itself. */
  userId: number | undefined;
  id: number;
}

/**
 * Does something to the directory as one act: who did it, and every row as it was and became, are kept, so that it can
 * be undone.
 * @returns what the body returns, and the act's id; undefined when nothing was changed.
 */
export function inDirectoryAct<T>(
  { tx, nowMs, userId }: Omit<DirectoryAct, 'id'>,
  kind: DirectoryActKind,
  body: (act: DirectoryAct) => T,
): { result: T; actId: number | undefined } {
  const { id } = tx
    .insert(directoryActs)
    .values({ kind, userId: userId ?? null, atMs: nowMs })
    .returning({ id: directoryActs.id })
    .get();
  const result = body({ tx, nowMs, userId, id });
  const changed = tx
    .select({ id: directoryChanges.id })
    .from(directoryChanges)
    .where(eq(directoryChanges.actId, id))
    .limit(1)
    .get();
  if (!changed) tx.delete(directoryActs).where(eq(directoryActs.id, id)).run();
  return { result, actId: changed && id };
}

/** Keeps a row as it was and as it became; undefined where there was or is none. Nothing when they are alike. */
export function noteChange(
  { tx, id: actId }: DirectoryAct,
  subject: DirectorySubject,
  subjectId: number,
  before: object | undefined,
  after: object | undefined,
): void {
  const [was, is] = [jsonOf(before), jsonOf(after)];
  if (was === is) return;
  tx.insert(directoryChanges).values({ actId, subject, subjectId, before: was, after: is }).run();
}

const jsonOf = (row: object | undefined): string | null => (row === undefined ? null : JSON.stringify(row));

/**
 * Two people at once: refuses to write over what somebody else has changed since the form was made.
 * @param seenChangeId the newest change that the form showed; 0 for none
 * @throws DomainError `conflict` naming who it was
 */
export function refuseUnseenChange(
  tx: Tx,
  userId: number,
  subject: DirectorySubject,
  subjectId: number,
  seenChangeId: number,
): void {
  const newer = tx
    .select({ userId: directoryActs.userId, name: users.name })
    .from(directoryChanges)
    .innerJoin(directoryActs, eq(directoryActs.id, directoryChanges.actId))
    .leftJoin(users, eq(users.id, directoryActs.userId))
    .where(
      and(
        eq(directoryChanges.subject, subject),
        eq(directoryChanges.subjectId, subjectId),
        gt(directoryChanges.id, seenChangeId),
      ),
    )
    .orderBy(desc(directoryChanges.id))
    .get();
  if (!newer || newer.userId === userId) return;
  throw new DomainError(
    'conflict',
    `Data ini baru saja diubah ${newer.name ?? 'orang lain'}. Isian Anda belum disimpan; bandingkan dahulu, lalu simpan sekali lagi bila tetap perlu.`,
  );
}
