import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import { near } from '../near.ts';
import type { Db, Tx } from '../open.ts';
import { isOldContent } from '../rules/oldContent.ts';
import { rawMessages, sims } from '../schema/smsIn.ts';
import { inAction } from './action.ts';

/**
 * How long the network may repeat a text whose acknowledgement it missed (DESIGN 19). One that is dated by
 * its service centre is the same whenever it comes: so our own clock may be wrong meanwhile.
 */
const FINGERPRINT_KEPT_MS = 7 * 24 * 3_600_000;

/** A PDU as it lay in the modem. */
export interface ReceivedPdu {
  storage: string;
  slot: number | undefined;
  stat: number | undefined;
  tpduLength: number | undefined;
  pduHex: string;
  via: 'CMGL' | 'CMGR' | 'CMT' | 'CDS';
  fingerprint: string;
  /** It carries a time stamp that makes sense, so that no two messages are alike. */
  dated: boolean;
  /** When its SMSC took it; undefined for what is no text, or has a senseless stamp. */
  sentAtMs: number | undefined;
}

/**
 * Commits PDUs as received, before anything is decoded or deleted from the modem (DESIGN 1, 2). One that
 * was seen in the last days is only counted.
 * @returns how many were new.
 */
export function receiveRaw(
  db: Db,
  clock: Clock,
  from: { modem: string; simId: string },
  pdus: readonly ReceivedPdu[],
): number {
  return inAction(db, clock, (tx, nowMs) => {
    const isNewSim = isNew(tx, from.simId, nowMs);
    let fresh = 0;
    for (const pdu of pdus) {
      const seen = tx
        .select({ id: rawMessages.id })
        .from(rawMessages)
        .where(
          and(
            eq(rawMessages.fingerprint, pdu.fingerprint),
            pdu.dated ? undefined : near(rawMessages.lastSeenAtMs, nowMs, FINGERPRINT_KEPT_MS),
          ),
        )
        .orderBy(desc(rawMessages.id))
        .get();
      if (seen) {
        tx.update(rawMessages)
          .set({ seenCount: sql`${rawMessages.seenCount} + 1`, lastSeenAtMs: nowMs })
          .where(eq(rawMessages.id, seen.id))
          .run();
        continue;
      }
      fresh += 1;
      tx.insert(rawMessages)
        .values({
          ...from,
          storage: pdu.storage,
          slot: pdu.slot ?? null,
          stat: pdu.stat ?? null,
          tpduLength: pdu.tpduLength ?? null,
          pduHex: pdu.pduHex,
          via: pdu.via,
          fingerprint: pdu.fingerprint,
          receivedAtMs: nowMs,
          lastSeenAtMs: nowMs,
          preExisting: isNewSim && isOldContent(pdu, nowMs),
        })
        .run();
    }
    return fresh;
  });
}

/** Has the SIM not been read to its end since this database first saw it? */
function isNew(tx: Tx, simId: string, nowMs: number): boolean {
  tx.insert(sims).values({ simId, firstSeenMs: nowMs }).onConflictDoNothing().run();
  return tx.select().from(sims).where(eq(sims.simId, simId)).get()?.emptiedAtMs === null;
}

/** All that a SIM held was read: from now on whatever lies on it came while it was the office's. */
export function noteSimEmptied(db: Db, clock: Clock, simId: string): void {
  inAction(db, clock, (tx, nowMs) => {
    tx.insert(sims)
      .values({ simId, firstSeenMs: nowMs, emptiedAtMs: nowMs })
      .onConflictDoUpdate({
        target: sims.simId,
        set: { emptiedAtMs: nowMs },
        setWhere: isNull(sims.emptiedAtMs),
      })
      .run();
  });
}
