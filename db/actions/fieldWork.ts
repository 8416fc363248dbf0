import { lt } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import type { PauseReason } from '../rules/pauseReason.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { usedForms } from '../schema/field.ts';
import { acceptWithin } from './acceptTicket.ts';
import { inAction } from './action.ts';
import { closeWithin } from './closeTicket.ts';
import { declineWithin } from './declineTicket.ts';
import { pendWithin, resumeWithin } from './pendTicket.ts';
import { reportLateWithin } from './reportLate.ts';
import { arriveWithin, departWithin } from './travel.ts';

/** What a technician does to a ticket on the way, by SMS or on "Tugas saya" alike. */
export type FieldWork =
  | { verb: 'accept' | 'depart' | 'arrive' | 'resume' }
  | { verb: 'decline'; reason: string }
  | { verb: 'pend'; reason: PauseReason; note: string; until?: string }
  | { verb: 'close'; note: string }
  | { verb: 'report'; reason: string; obstacle: string; plan: string };

/**
 * One step of the work.
 * @param phone the number that ordered it by SMS.
 * @throws DomainError as the verb does.
 */
export function workWithin(
  tx: Tx,
  actor: Actor,
  ticketId: number,
  work: FieldWork,
  nowMs: number,
  phone?: string,
): void {
  switch (work.verb) {
    case 'decline':
      declineWithin(tx, actor, { ticketId, reason: work.reason }, nowMs, phone);
      break;
    case 'pend': {
      const { reason, note, until } = work;
      pendWithin(tx, actor, { ticketId, reason, note, ...(until ? { until } : {}) }, nowMs, phone);
      break;
    }
    case 'close':
      closeWithin(tx, actor, { ticketId, note: work.note }, nowMs, phone);
      break;
    case 'report': {
      const { reason, obstacle, plan } = work;
      reportLateWithin(tx, actor, { ticketId, reason, obstacle, plan }, nowMs, phone);
      break;
    }
    default:
      STEPS[work.verb](tx, actor, ticketId, nowMs, phone);
  }
}

/** What needs no words. */
const STEPS = {
  accept: acceptWithin,
  depart: departWithin,
  arrive: arriveWithin,
  resume: resumeWithin,
} as const;

const USED_FORMS_KEPT_MS = 7 * 24 * 3_600_000;

/**
 * The same from the page, once for each form: a second tap, or a retry after the line broke, finds it done.
 * @param formId made with the form.
 */
export function doFieldWork(
  db: Db,
  clock: Clock,
  actor: Actor,
  { ticketId, work, formId }: { ticketId: number; work: FieldWork; formId: string },
): void {
  demand(actor, 'acceptOwn');
  inAction(db, clock, (tx, nowMs) => {
    tx.delete(usedForms)
      .where(lt(usedForms.atMs, nowMs - USED_FORMS_KEPT_MS))
      .run();
    // A form has several buttons; each is good once.
    const use = { formId: `${formId}:${ticketId}:${work.verb}`, userId: actor.userId, atMs: nowMs };
    const { changes } = tx.insert(usedForms).values(use).onConflictDoNothing().run();
    if (changes === 1) workWithin(tx, actor, ticketId, work, nowMs);
  });
}
