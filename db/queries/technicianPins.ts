import { and, eq } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { type CommandSettings, readCommandSettings } from '../rules/commandSettings.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { technicianPins } from '../schema/field.ts';
import { users } from '../schema/people.ts';
import { readSetting } from '../setting.ts';

export interface TechnicianPinState {
  id: number;
  name: string;
  hasPhone: boolean;
  setAtMs: number | null;
  /** Undefined unless it is locked now. */
  lockedUntilMs: number | undefined;
  failures: number;
}

/** How commands by SMS are taken. */
export function commandSettings(db: Db, actor: Actor): CommandSettings {
  demand(actor, 'changeSettings');
  return readCommandSettings(readSetting(db, 'commands'));
}

/** Who of the active technicians has a PIN; never the PIN itself. */
export function pinStates(db: Db, actor: Actor, nowMs: number): TechnicianPinState[] {
  demand(actor, 'changeSettings');
  return db
    .select({ user: users, pin: technicianPins })
    .from(users)
    .leftJoin(technicianPins, eq(technicianPins.userId, users.id))
    .where(and(eq(users.role, 'technician'), eq(users.active, true)))
    .orderBy(users.name)
    .all()
    .map(({ user, pin }) => ({
      id: user.id,
      name: user.name,
      hasPhone: user.phone !== null,
      setAtMs: pin?.setAtMs ?? null,
      lockedUntilMs: pin?.lockedUntilMs && pin.lockedUntilMs > nowMs ? pin.lockedUntilMs : undefined,
      failures: pin?.failures ?? 0,
    }));
}

/** For the technician's own page. */
export function ownPinState(db: Db, actor: Actor): { wanted: boolean; isSet: boolean } {
  const row = db
    .select({ userId: technicianPins.userId })
    .from(technicianPins)
    .where(eq(technicianPins.userId, actor.userId))
    .get();
  const { pinWanted } = readCommandSettings(readSetting(db, 'commands'));
  return { wanted: pinWanted, isSet: row !== undefined };
}
