import { and, asc, eq, isNull, notBetween } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import { near } from '../near.ts';
import type { Db } from '../open.ts';
import { REQUEST_EXPIRES_MS, type RequestKind } from '../rules/gatewayRequest.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { requests } from '../schema/requests.ts';
import { inAction } from './action.ts';

/** What somebody wants of a modem. */
export interface Wish {
  kind: RequestKind;
  /** The modem's name. */
  modem: string;
}

/** A request under way, as the daemon works on it. */
export interface ClaimedRequest {
  id: number;
  kind: RequestKind;
  modem: string | null;
}

const isOpen = isNull(requests.endedAtMs);
const isQueued = and(isOpen, eq(requests.state, 'queued'));
const isClaimed = and(isOpen, eq(requests.state, 'claimed'));

/**
 * Asks the daemon for something that needs the modem (DESIGN 26). A second press of the same button joins the first.
 * @returns the request's id.
 * @throws DomainError `forbidden` without the right.
 */
export function askDaemon(db: Db, clock: Clock, actor: Actor, { kind, modem }: Wish): number {
  demand(actor, 'controlGateway');
  return inAction(db, clock, (tx, nowMs) => {
    const open = tx
      .select({ id: requests.id })
      .from(requests)
      .where(
        and(
          isOpen,
          eq(requests.kind, kind),
          eq(requests.modem, modem),
          near(requests.askedAtMs, nowMs, REQUEST_EXPIRES_MS),
        ),
      )
      .get();
    if (open) return open.id;
    return tx
      .insert(requests)
      .values({
        kind,
        modem,
        askedBy: actor.userId,
        askedAtMs: nowMs,
        expiresAtMs: nowMs + REQUEST_EXPIRES_MS,
      })
      .returning({ id: requests.id })
      .get().id;
  });
}

/** The oldest request that still counts; it is the daemon's from here on. */
export function claimRequest(db: Db, clock: Clock): ClaimedRequest | undefined {
  return inAction(db, clock, (tx, nowMs) => {
    const next = tx
      .select({ id: requests.id, kind: requests.kind, modem: requests.modem })
      .from(requests)
      .where(and(isQueued, near(requests.askedAtMs, nowMs, REQUEST_EXPIRES_MS)))
      .orderBy(asc(requests.id))
      .limit(1)
      .get();
    if (next)
      tx.update(requests).set({ state: 'claimed', claimedAtMs: nowMs }).where(eq(requests.id, next.id)).run();
    return next;
  });
}

/** @param result one Indonesian sentence for whoever asked. */
export function finishRequest(
  db: Db,
  clock: Clock,
  id: number,
  end: { done: boolean; result: string },
): void {
  inAction(db, clock, (tx, nowMs) => {
    tx.update(requests)
      .set({ state: end.done ? 'done' : 'failed', result: end.result, endedAtMs: nowMs })
      .where(and(isClaimed, eq(requests.id, id)))
      .run();
  });
}

/** Refuses what nobody waits for any more; a clock that leapt in between counts as a long time. */
export function expireRequests(db: Db, clock: Clock): number {
  return inAction(db, clock, (tx, nowMs) => {
    const stale = notBetween(requests.askedAtMs, nowMs - REQUEST_EXPIRES_MS, nowMs + REQUEST_EXPIRES_MS);
    return tx
      .update(requests)
      .set({
        state: 'expired',
        result: 'Permintaan kedaluwarsa sebelum sempat dikerjakan.',
        endedAtMs: nowMs,
      })
      .where(and(isQueued, stale))
      .run().changes;
  });
}

/** What a daemon that died had begun: nobody knows how far it came, and nobody goes on with it. */
export function failClaimedRequests(db: Db, clock: Clock): number {
  return inAction(
    db,
    clock,
    (tx, nowMs) =>
      tx
        .update(requests)
        .set({
          state: 'failed',
          result: 'Daemon berhenti sebelum selesai; silakan coba lagi.',
          endedAtMs: nowMs,
        })
        .where(isClaimed)
        .run().changes,
  );
}
