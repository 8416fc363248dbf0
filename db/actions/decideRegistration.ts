import { and, eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { optional } from '../rules/directory/unitFields.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { registrations } from '../schema/directory.ts';
import { units, users } from '../schema/people.ts';
import { inAction } from './action.ts';
import { bindWithin } from './bindNumber.ts';
import { inDirectoryAct } from './directoryAct.ts';
import { tellNumber } from './tellNumber.ts';

type Registration = typeof registrations.$inferSelect;

const WORDS_MAX = 80;

/**
 * Takes a number that registered itself into the directory, with the name and unit that the admin found right, and
 * tells it so.
 * @returns what "Urungkan" needs; undefined when the directory had it all already
 * @throws DomainError `conflict` when somebody else has decided or the sender has written anew, `invalid`
 */
export function confirmRegistration(
  db: Db,
  clock: Clock,
  actor: Actor,
  confirmed: { id: number; seenAskedAtMs: number; name: string; unitId: number },
): number | undefined {
  demand(actor, 'changeDirectory');
  return inAction(db, clock, (tx, nowMs) => {
    const name = optional('Nama', confirmed.name, WORDS_MAX);
    if (name === null) throw new DomainError('invalid', 'Nama belum diisi.');
    const { phone } = decide(tx, actor, confirmed, { state: 'confirmed', decidedAtMs: nowMs });
    const { actId } = inDirectoryAct({ tx, nowMs, userId: actor.userId }, 'registration_confirmed', (act) =>
      bindWithin(act, { phone, unitId: confirmed.unitId, name }),
    );
    const unit = tx.select().from(units).where(eq(units.id, confirmed.unitId)).get();
    const facts = { pelapor: name, skpd: unit?.shortName ?? '' };
    tellNumber(
      tx,
      { notice: 'registered', phone, facts, cause: `registered:${confirmed.id}:${nowMs}` },
      nowMs,
    );
    return actId;
  });
}

/**
 * Refuses a registration with a reason that its sender is told.
 * @throws DomainError `conflict` as confirmRegistration does, `invalid` without a reason
 */
export function refuseRegistration(
  db: Db,
  clock: Clock,
  actor: Actor,
  refused: { id: number; seenAskedAtMs: number; reason: string },
): void {
  demand(actor, 'changeDirectory');
  inAction(db, clock, (tx, nowMs) => {
    const reason = optional('Alasan', refused.reason, WORDS_MAX);
    if (reason === null) throw new DomainError('invalid', 'Tulis alasan penolakan; pengirim diberi tahu.');
    const { phone } = decide(tx, actor, refused, { state: 'refused', decidedAtMs: nowMs, reason });
    const cause = `registration_refused:${refused.id}:${nowMs}`;
    tellNumber(tx, { notice: 'registrationRefused', phone, facts: { alasan: reason }, cause }, nowMs);
  });
}

/** Compare-and-set: one admin decides, on the words that the page showed. */
function decide(
  tx: Tx,
  actor: Actor,
  { id, seenAskedAtMs }: { id: number; seenAskedAtMs: number },
  decision: Pick<Registration, 'state' | 'decidedAtMs'> & Partial<Registration>,
): Registration {
  const registration = tx.select().from(registrations).where(eq(registrations.id, id)).get();
  if (!registration) throw new DomainError('not_found', 'Pendaftaran ini tidak ada.');
  if (registration.state !== 'waiting') {
    const by = tx
      .select({ name: users.name })
      .from(users)
      .where(eq(users.id, registration.decidedBy ?? 0))
      .get();
    throw new DomainError('conflict', `Pendaftaran ini sudah diputuskan oleh ${by?.name ?? 'orang lain'}.`);
  }
  if (registration.askedAtMs !== seenAskedAtMs)
    throw new DomainError(
      'conflict',
      `Pengirim baru saja mengirim pendaftaran lain: ${registration.name}, ${registration.unitWords}. Periksa lagi.`,
    );
  tx.update(registrations)
    .set({ ...decision, decidedBy: actor.userId })
    .where(and(eq(registrations.id, id), eq(registrations.state, 'waiting')))
    .run();
  return registration;
}
