import { eq } from 'drizzle-orm';
import type { Db, Tx } from './open.ts';
import { type FillOptions, fillTemplate } from './rules/notices/fillTemplate.ts';
import { type NoticeKey, noticeNamed } from './rules/notices/noticeTable.ts';
import type { NoticeFacts, Placeholder } from './rules/notices/placeholder.ts';
import { templateFault } from './rules/notices/templateFault.ts';
import { measureSms, unitsIn } from './rules/smsText.ts';
import { noticeWordings } from './schema/notices.ts';
import { ticketFacts } from './ticketFacts.ts';

/** A notice as the office has it now. */
export interface Wording {
  text: string;
  /** So many SMS it may take. */
  parts: number;
  active: boolean;
  /** The words are the program's own. */
  original: boolean;
}

/** Stored words that an upgrade has made unusable give way to the program's own. */
export function wordingOf(db: Db | Tx, key: NoticeKey): Wording {
  const notice = noticeNamed(key);
  const stored = db.select().from(noticeWordings).where(eq(noticeWordings.notice, key)).get();
  const active = notice.fixed === true || (stored?.active ?? true);
  const own = stored?.wording ?? null;
  return stored !== undefined && own !== null && templateFault(notice, own) === undefined
    ? { text: own, parts: stored.parts, active, original: false }
    : { text: notice.text, parts: notice.parts ?? 1, active, original: true };
}

/** A notice's words for what is known; '' where the office has switched it off. */
export function noticeText(db: Db | Tx, key: NoticeKey, facts: NoticeFacts): string {
  const { text, parts, active } = wordingOf(db, key);
  return active ? fillTemplate(text, facts, fillOptions(key, parts)) : '';
}

/** The same about a ticket: what the caller knows better goes before what the ticket's row says. */
export const noticeAbout = (db: Db | Tx, key: NoticeKey, ticketId: number, facts: NoticeFacts = {}): string =>
  noticeText(db, key, { ...ticketFacts(db, ticketId), ...facts });

/** How many units are left for a list, when the notice is filled with the rest. */
export function noticeRoom(db: Db | Tx, key: NoticeKey, facts: NoticeFacts, list: Placeholder): number {
  const { text, parts } = wordingOf(db, key);
  // One character stands for the list: its surroundings stay.
  const { alphabet, units } = measureSms(fillTemplate(text, { ...facts, [list]: '-' }));
  return Math.max(0, unitsIn(parts, alphabet) - units + 1);
}

const fillOptions = (key: NoticeKey, parts: number): FillOptions => ({
  elastic: noticeNamed(key).elastic,
  parts,
});
