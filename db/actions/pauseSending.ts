import { eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { gateways } from '../schema/smsOut.ts';
import { inAction } from './action.ts';
import { endRest } from './restGateway.ts';

/**
 * A human stops the sending by one modem until they resume it, over restarts too. It goes on receiving; its texts go
 * by another modem, if there is one.
 * @throws DomainError `not_found` for a modem that does not exist.
 */
export function pauseSending(db: Db, clock: Clock, actor: Actor, modem: string): void {
  demand(actor, 'controlGateway');
  inAction(db, clock, (tx, nowMs) => {
    const { changes } = tx
      .update(gateways)
      .set({ pausedAtMs: nowMs, pausedBy: actor.userId })
      .where(eq(gateways.name, modem))
      .run();
    if (changes === 0) throw new DomainError('not_found', 'Modem ini tidak ada.');
  });
}

/**
 * A human lets a modem send again at once: after their own pause, a rest after refusals, or a suspension.
 * @throws DomainError `not_found` for a modem that does not exist.
 */
export function resumeSending(db: Db, clock: Clock, actor: Actor, modem: string): void {
  demand(actor, 'controlGateway');
  inAction(db, clock, (tx, nowMs) => {
    const { changes } = tx
      .update(gateways)
      .set({ pausedAtMs: null, pausedBy: null })
      .where(eq(gateways.name, modem))
      .run();
    if (changes === 0) throw new DomainError('not_found', 'Modem ini tidak ada.');
    endRest(tx, modem, nowMs);
  });
}

/** The SIM can only receive, or can send again, by what its operator says. */
export function noteReceiveOnly(db: Db, clock: Clock, modem: string, receiveOnly: boolean): void {
  inAction(db, clock, (tx) => {
    tx.update(gateways).set({ receiveOnly }).where(eq(gateways.name, modem)).run();
  });
}
