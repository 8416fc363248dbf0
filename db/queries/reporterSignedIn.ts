import { and, eq, gt } from 'drizzle-orm';
import { knownReporter } from '../knownReporter.ts';
import type { Db } from '../open.ts';
import type { Reporter } from '../rules/access/reporter.ts';
import { reporterSessions } from '../schema/access.ts';

/** The reporter behind a session's hash, of the unit that the directory says now: who has moved sees the new one's. */
export function reporterSignedIn(db: Db, tokenHash: string, nowMs: number): Reporter | undefined {
  const session = db
    .select({ phone: reporterSessions.phone })
    .from(reporterSessions)
    .where(and(eq(reporterSessions.tokenHash, tokenHash), gt(reporterSessions.expiresAtMs, nowMs)))
    .get();
  return session && knownReporter(db, session.phone);
}
