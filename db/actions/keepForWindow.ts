import { eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { isOutboundKind, ttlMs } from '../rules/messageKind.ts';
import { readSendingSettings } from '../rules/sendingSettings.ts';
import { isWindowOpen } from '../rules/sendWindow.ts';
import { outboundParts, outboundTexts } from '../schema/smsOut.ts';
import { messages } from '../schema/tickets.ts';
import { readSetting } from '../setting.ts';
import { waitsForWindow } from '../waitsForWindow.ts';
import { inAction } from './action.ts';

/** So much of its time may go by before a waiting notice gets it back: not a write a minute. */
const GIVEN_BACK_FROM_MS = 3_600_000;

/** While the send window is closed, the time of the notices that wait for it stands still: Monday's do not end on Saturday. */
export function keepForWindow(db: Db, clock: Clock, timeZone: string): void {
  inAction(db, clock, (tx, nowMs) => {
    if (isWindowOpen(readSendingSettings(readSetting(tx, 'sending')).windows, nowMs, timeZone)) return;
    const waiting = tx
      .select({
        messageId: outboundParts.messageId,
        kind: messages.kind,
        expiresAtMs: outboundTexts.expiresAtMs,
      })
      .from(outboundParts)
      .innerJoin(messages, eq(messages.id, outboundParts.messageId))
      .innerJoin(outboundTexts, eq(outboundTexts.messageId, outboundParts.messageId))
      .where(waitsForWindow)
      .all();
    for (const { messageId, kind, expiresAtMs } of waiting) {
      if (!isOutboundKind(kind) || expiresAtMs >= nowMs + ttlMs(kind) - GIVEN_BACK_FROM_MS) continue;
      tx.update(outboundTexts)
        .set({ expiresAtMs: nowMs + ttlMs(kind) })
        .where(eq(outboundTexts.messageId, messageId))
        .run();
    }
  });
}
