import { desc, isNotNull } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { inboundTexts } from '../schema/smsIn.ts';

/** Service centres write their local time under any zone; a day is beyond all of that. */
const BEHIND_MIN_MS = 86_400_000;
const TEXTS = 5;

/** Whether most of the newest texts were sent in what our clock takes for the future: then it is the clock that is wrong. */
export function isClockBehind(db: Db, nowMs: number): boolean {
  const newest = db
    .select({ sentAtMs: inboundTexts.sentAtMs })
    .from(inboundTexts)
    .where(isNotNull(inboundTexts.sentAtMs))
    .orderBy(desc(inboundTexts.id))
    .limit(TEXTS)
    .all();
  const ahead = newest.filter(({ sentAtMs }) => (sentAtMs ?? 0) - nowMs > BEHIND_MIN_MS);
  return ahead.length * 2 > TEXTS;
}
