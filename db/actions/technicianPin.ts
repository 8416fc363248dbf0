import { and, eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { hashPin, pinMatches } from '../pinHash.ts';
import { readCommandSettings } from '../rules/commandSettings.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { checkPin, PIN_FAILURES_KEPT_MS, PIN_FAILURES_MAX, PIN_LOCK_MS } from '../rules/technicianPin.ts';
import { technicianPins } from '../schema/field.ts';
import { users } from '../schema/people.ts';
import { readSetting } from '../setting.ts';
import { inAction } from './action.ts';

/** Whether commands by SMS need the technician's PIN. */
export const isPinWanted = (tx: Tx): boolean => readCommandSettings(readSetting(tx, 'commands')).pinWanted;

/**
 * Whether a command may be carried out as far as its PIN goes. A wrong one, none, and one that nobody has set yet are
 * the same to whoever sent it; each counts, and too many lock that technician's commands for a while, whatever comes.
 */
export function pinPasses(tx: Tx, technicianId: number, pin: string | undefined, nowMs: number): boolean {
  const row = tx.select().from(technicianPins).where(eq(technicianPins.userId, technicianId)).get();
  if (!row) return false;
  if (row.lockedUntilMs !== null && isLocked(row.lockedUntilMs, nowMs)) return false;
  const matches = pin !== undefined && pinMatches(pin, row.pinHash);
  const recent = row.failedAtMs !== null && Math.abs(nowMs - row.failedAtMs) < PIN_FAILURES_KEPT_MS;
  const failures = matches ? 0 : (recent ? row.failures : 0) + 1;
  const locks = failures >= PIN_FAILURES_MAX;
  tx.update(technicianPins)
    .set({
      failures: locks ? 0 : failures,
      failedAtMs: matches ? row.failedAtMs : nowMs,
      lockedUntilMs: locks ? nowMs + PIN_LOCK_MS : null,
    })
    .where(eq(technicianPins.userId, technicianId))
    .run();
  return matches;
}

/** A clock that was set back must not lock for longer than the lock lasts. */
const isLocked = (untilMs: number, nowMs: number): boolean =>
  nowMs < untilMs && untilMs - nowMs <= PIN_LOCK_MS;

/**
 * Sets a technician's PIN and ends a lock; technicians set their own, admins anybody's.
 * @throws DomainError `invalid` for a PIN that is none or too simple.
 */
export function setTechnicianPin(
  db: Db,
  clock: Clock,
  actor: Actor,
  { technicianId, pin }: { technicianId: number; pin: string },
): void {
  if (actor.userId !== technicianId || actor.role !== 'technician') demand(actor, 'changeUsers');
  const pinHash = hashPin(checkPin(pin));
  inAction(db, clock, (tx, nowMs) => {
    const technician = tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, technicianId), eq(users.role, 'technician')))
      .get();
    if (!technician) throw new DomainError('not_found', 'Teknisi ini tidak ada');
    const fresh = { pinHash, setAtMs: nowMs, failures: 0, failedAtMs: null, lockedUntilMs: null };
    tx.insert(technicianPins)
      .values({ userId: technicianId, ...fresh })
      .onConflictDoUpdate({ target: technicianPins.userId, set: fresh })
      .run();
  });
}
