import { eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { gateways } from '../schema/smsOut.ts';
import { inAction } from './action.ts';

/** A modem's state as people see it; `holdUntilMs` belongs to holdGateway. */
export type GatewayNote = Omit<typeof gateways.$inferInsert, 'holdUntilMs' | 'holdReason'>;

export function noteGateway(db: Db, clock: Clock, note: GatewayNote): void {
  inAction(db, clock, (tx) => {
    tx.insert(gateways).values(note).onConflictDoUpdate({ target: gateways.name, set: note }).run();
  });
}

/** Rests a modem's queue after a fault of SIM or network; null ends the rest. */
export function holdGateway(
  db: Db,
  clock: Clock,
  name: string,
  hold: { untilMs: number; reason: string } | null,
): void {
  inAction(db, clock, (tx) => {
    tx.update(gateways)
      .set({ holdUntilMs: hold?.untilMs ?? null, holdReason: hold?.reason ?? null })
      .where(eq(gateways.name, name))
      .run();
  });
}
