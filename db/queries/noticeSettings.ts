import { desc, eq } from 'drizzle-orm';
import { longestValues } from '../longestValues.ts';
import { wordingOf } from '../noticeWording.ts';
import type { Db } from '../open.ts';
import { fillTemplate } from '../rules/notices/fillTemplate.ts';
import type { Notice } from '../rules/notices/notice.ts';
import { NOTICE_KEYS, type NoticeKey, noticeNamed } from '../rules/notices/noticeTable.ts';
import type { NoticeFacts } from '../rules/notices/placeholder.ts';
import { longestSize, sampleFacts, type TemplateSize } from '../rules/notices/templateFault.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { noticeChanges } from '../schema/notices.ts';
import { users } from '../schema/people.ts';

/** An automatic SMS as the office has it: which event sends what to whom. */
export interface NoticeSetting {
  key: NoticeKey;
  notice: Notice;
  text: string;
  /** The same, filled as usual. */
  sample: string;
  active: boolean;
  /** The words are the program's own. */
  original: boolean;
  /** With the longest values that the office has. */
  size: TemplateSize;
}

/** All of them, in the order of the table. */
export function noticeSettings(db: Db, actor: Actor): NoticeSetting[] {
  demand(actor, 'changeSettings');
  const longest = longestValues(db);
  return NOTICE_KEYS.map((key) => settingOf(db, key, longest));
}

function settingOf(db: Db, key: NoticeKey, longest: NoticeFacts): NoticeSetting {
  const { text, active, original } = wordingOf(db, key);
  const notice = noticeNamed(key);
  const sample = fillTemplate(text, samplesFor(text, longest));
  return { key, notice, text, sample, active, original, size: longestSize(text, longest) };
}

export interface NoticeChange {
  id: number;
  who: string | null;
  atMs: number;
  /** Null: the program's own words. */
  wordingBefore: string | null;
  wordingAfter: string | null;
  activeBefore: boolean;
  activeAfter: boolean;
}

const CHANGES_SHOWN = 20;

/** One with its last changes, newest first, and the office's longest values to measure another text by. */
export function noticeSetting(
  db: Db,
  actor: Actor,
  key: NoticeKey,
): NoticeSetting & { changes: NoticeChange[]; longest: NoticeFacts } {
  demand(actor, 'changeSettings');
  const longest = longestValues(db);
  const changes = db
    .select({ change: noticeChanges, who: users.name })
    .from(noticeChanges)
    .leftJoin(users, eq(users.id, noticeChanges.userId))
    .where(eq(noticeChanges.notice, key))
    .orderBy(desc(noticeChanges.id))
    .limit(CHANGES_SHOWN)
    .all()
    .map(({ change, who }) => ({ ...change, who }));
  return { ...settingOf(db, key, longest), changes, longest };
}

/** What an ordinary text would be filled with, the office's own link among it. */
export const samplesFor = (template: string, longest: NoticeFacts): NoticeFacts => ({
  ...sampleFacts(template),
  ...(longest.tautan ? { tautan: longest.tautan, cek: longest.tautan } : {}),
});
