import { eq } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { lastPublicNotes, type PublicMessage, type PublicProgress, publicProgress } from '../publicTicket.ts';
import { tickets } from '../schema/tickets.ts';

/** What the status link shows to whoever has it. */
export interface StatusByLink {
  progress: PublicProgress;
  notes: PublicMessage[];
  /** It may be opened again or rated by SMS from the number that reported it. */
  reportedBySms: boolean;
}

const NOTES = 3;
const TOKEN = /^[0-9a-f]{24,32}$/;

/** Undefined for every token that is none, alike (R56). */
export function statusByLink(db: Db, token: string): StatusByLink | undefined {
  if (!TOKEN.test(token)) return undefined;
  const ticket = db.select().from(tickets).where(eq(tickets.statusToken, token)).get();
  if (!ticket) return undefined;
  return {
    progress: publicProgress(db, ticket),
    notes: lastPublicNotes(db, ticket, NOTES),
    reportedBySms: ticket.reporterPhone !== null,
  };
}
