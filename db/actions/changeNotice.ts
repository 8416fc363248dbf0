import { and, desc, eq, gt } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import { longestValues } from '../longestValues.ts';
import { wordingOf } from '../noticeWording.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type NoticeKey, noticeNamed } from '../rules/notices/noticeTable.ts';
import { longestSize, NOTICE_PARTS_MAX, templateFault } from '../rules/notices/templateFault.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { showShortTime } from '../rules/zonedTime.ts';
import { noticeChanges, noticeWordings } from '../schema/notices.ts';
import { users } from '../schema/people.ts';
import { timeZoneOf } from '../timeZone.ts';
import { inAction } from './action.ts';

export interface WordingChange {
  notice: NoticeKey;
  /** Null: the program's own words again. */
  wording: string | null;
  /** So many SMS the office agrees to pay for, where it takes more than the notice does by itself. */
  agreedParts?: number;
  /** The newest change that the form showed; 0 for none. */
  seenChangeId: number;
}

/**
 * Changes what an automatic SMS says, from the next one on.
 * @throws DomainError `invalid` for placeholders that it does not have, stray braces, more than 3 SMS, or more SMS than
 * were agreed to; `conflict` when somebody else has changed it since.
 */
export function changeWording(db: Db, clock: Clock, actor: Actor, change: WordingChange): void {
  demand(actor, 'changeSettings');
  inAction(db, clock, (tx, nowMs) => {
    const { notice } = change;
    const own = noticeNamed(notice);
    const typed = change.wording?.trim() ?? null;
    const wording = typed === own.text ? null : typed;
    if (wording !== null) {
      const fault = templateFault(own, wording);
      if (fault !== undefined) throw new DomainError('invalid', fault);
    }
    refuseUnseenChange(tx, actor, change);
    const parts =
      wording === null ? (own.parts ?? 1) : agreed(tx, wording, own.parts ?? 1, change.agreedParts);
    const before = storedOf(tx, notice);
    if (before.wording === wording && before.parts === parts) return;
    store(tx, actor, notice, before, { ...before, wording, parts }, nowMs);
  });
}

/**
 * Switches automatic SMS on or off.
 * @throws DomainError `invalid` for one that somebody waits for, such as an alarm.
 */
export function switchNotices(
  db: Db,
  clock: Clock,
  actor: Actor,
  changes: readonly { notice: NoticeKey; active: boolean }[],
): void {
  demand(actor, 'changeSettings');
  inAction(db, clock, (tx, nowMs) => {
    for (const { notice, active } of changes) {
      const before = storedOf(tx, notice);
      if (before.active === active) continue;
      if (noticeNamed(notice).fixed)
        throw new DomainError('invalid', `"${noticeNamed(notice).label}" tidak bisa dimatikan.`);
      store(tx, actor, notice, before, { ...before, active }, nowMs);
    }
  });
}

/** At least as many as the notice may take anyway, so that what people write keeps its room. */
function agreed(tx: Tx, wording: string, usualParts: number, agreedParts = 0): number {
  const size = longestSize(wording, longestValues(tx));
  if (size.parts > NOTICE_PARTS_MAX)
    throw new DomainError(
      'invalid',
      `Terlalu panjang: ${size.parts} SMS (${size.units} karakter), paling banyak ${NOTICE_PARTS_MAX}.`,
    );
  if (size.parts > Math.max(usualParts, agreedParts))
    throw new DomainError(
      'invalid',
      `Menjadi ${size.parts} SMS (${size.units} karakter) dengan isian terpanjang. Perpendek, atau tekan "Simpan sebagai ${size.parts} SMS".`,
    );
  return Math.max(usualParts, size.parts);
}

type Stored = typeof noticeWordings.$inferSelect;

function storedOf(tx: Tx, notice: NoticeKey): Stored {
  const row = tx.select().from(noticeWordings).where(eq(noticeWordings.notice, notice)).get();
  const { parts, active } = wordingOf(tx, notice);
  return row ?? { notice, wording: null, parts, active };
}

function store(tx: Tx, actor: Actor, notice: NoticeKey, before: Stored, after: Stored, nowMs: number): void {
  tx.insert(noticeWordings)
    .values(after)
    .onConflictDoUpdate({ target: noticeWordings.notice, set: after })
    .run();
  tx.insert(noticeChanges)
    .values({
      notice,
      wordingBefore: before.wording,
      wordingAfter: after.wording,
      activeBefore: before.active,
      activeAfter: after.active,
      userId: actor.userId,
      atMs: nowMs,
    })
    .run();
}

/** Another's words are not overwritten unread (R41). */
function refuseUnseenChange(tx: Tx, actor: Actor, { notice, seenChangeId }: WordingChange): void {
  const newer = tx
    .select({ who: users.name, userId: noticeChanges.userId, atMs: noticeChanges.atMs })
    .from(noticeChanges)
    .leftJoin(users, eq(users.id, noticeChanges.userId))
    .where(and(eq(noticeChanges.notice, notice), gt(noticeChanges.id, seenChangeId)))
    .orderBy(desc(noticeChanges.id))
    .limit(1)
    .get();
  if (!newer || newer.userId === actor.userId) return;
  throw new DomainError(
    'conflict',
    `${newer.who ?? 'Orang lain'} baru saja mengubah SMS ini (${showShortTime(newer.atMs, timeZoneOf(tx))}). Teks Anda belum disimpan; bandingkan dengan riwayat di bawah, lalu simpan sekali lagi bila tetap perlu.`,
  );
}
