import { and, eq, gt, isNotNull, or } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import type { SimRest } from '../rules/simRest.ts';
import { gateways, outboundParts } from '../schema/smsOut.ts';
import { inAction } from './action.ts';
import { lastAttemptOfModem } from './sendAttempt.ts';

const AWAKE = { holdUntilMs: null, holdReason: null, suspendedAtMs: null, suspendReason: null };

/** A modem's queue rests for a while, for people to see; one that was refused again and again is suspended. */
export function noteRest(tx: Tx, modem: string, rest: SimRest, nowMs: number): void {
  const row = tx
    .select({ suspendedAtMs: gateways.suspendedAtMs })
    .from(gateways)
    .where(eq(gateways.name, modem))
    .get();
  tx.update(gateways)
    .set({
      holdUntilMs: nowMs + rest.ms,
      holdReason: rest.fault.text,
      ...(rest.suspended
        ? { suspendedAtMs: row?.suspendedAtMs ?? nowMs, suspendReason: rest.fault.text }
        : {}),
    })
    .where(eq(gateways.name, modem))
    .run();
}

/**
 * The network took something, or a human or a new SIM ends the rest: what was kept back meanwhile may go at once.
 * Nothing happens when the modem does not rest.
 */
export function endRest(tx: Tx, modem: string, nowMs: number): void {
  const { changes } = tx
    .update(gateways)
    .set(AWAKE)
    .where(
      and(eq(gateways.name, modem), or(isNotNull(gateways.holdUntilMs), isNotNull(gateways.suspendedAtMs))),
    )
    .run();
  if (changes === 0) return;
  tx.update(outboundParts)
    .set({ nextAttemptAtMs: 0 })
    .where(and(eq(outboundParts.state, 'queued'), gt(outboundParts.nextAttemptAtMs, nowMs)))
    .run();
}

/**
 * A modem begins or goes on to send with this SIM: a rest of the last run is over, since nobody waits it out any more.
 * A suspension stays until a probe succeeds, unless it was another SIM's.
 */
export function wakeGateway(db: Db, clock: Clock, modem: string, simId: string | undefined): void {
  inAction(db, clock, (tx, nowMs) => {
    const last = lastAttemptOfModem(tx, modem);
    if (simId !== undefined && last && last.simId !== simId) return endRest(tx, modem, nowMs);
    tx.update(gateways)
      .set({ holdUntilMs: null, holdReason: null })
      .where(and(eq(gateways.name, modem), isNotNull(gateways.holdUntilMs)))
      .run();
  });
}
