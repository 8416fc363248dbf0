import { eq } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { outboundParts } from '../schema/smsOut.ts';

/** Whether any part waits to be sent, due or not: a question that takes no lock, unlike the claim. */
export const anyQueued = (db: Db): boolean =>
  db
    .select({ id: outboundParts.id })
    .from(outboundParts)
    .where(eq(outboundParts.state, 'queued'))
    .limit(1)
    .get() !== undefined;
