import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { gateways } from '../schema/smsOut.ts';
import { inAction } from './action.ts';

/** A modem's state as people see it; what rests its sending is noted elsewhere. */
export type GatewayNote = Omit<
  typeof gateways.$inferInsert,
  'holdUntilMs' | 'holdReason' | 'pausedAtMs' | 'pausedBy' | 'suspendedAtMs' | 'suspendReason' | 'receiveOnly'
>;

export function noteGateway(db: Db, clock: Clock, note: GatewayNote): void {
  inAction(db, clock, (tx) => {
    tx.insert(gateways).values(note).onConflictDoUpdate({ target: gateways.name, set: note }).run();
  });
}
