import { and, eq } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { pinAttempts } from '../schema/pinAttempts.ts';

/** How the last try of this PIN on this card ended; undefined if there was none. */
export const pinAttemptState = (
  db: Db,
  card: string,
  pinDigest: string,
): 'opened' | 'accepted' | 'refused' | undefined =>
  db
    .select({ state: pinAttempts.state })
    .from(pinAttempts)
    .where(and(eq(pinAttempts.card, card), eq(pinAttempts.pinDigest, pinDigest)))
    .get()?.state;
