import { and, eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { MESSAGE_TTL_MS } from '../rules/retry.ts';
import { LEVEL_STEP } from '../rules/sendOrder.ts';
import { outboundParts, outboundTexts } from '../schema/smsOut.ts';
import { messages } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { noteAccepted } from './noteAccepted.ts';
import { recordEvent } from './recordEvent.ts';

/**
 * A human decides on parts that the program will never send again by itself: those of unknown fate may be
 * taken as sent or sent again, failed and expired ones sent again. The attempts so far are kept: should a report
 * speak of one before the part leaves once more, that is withdrawn.
 * @throws DomainError `conflict` when a status report or somebody else was first.
 */
export function decideSending(
  db: Db,
  clock: Clock,
  actor: Actor,
  messageId: number,
  decision: 'resend' | 'takeAsSent',
): void {
  demand(actor, 'decideUnknown');
  inAction(db, clock, (tx, nowMs) => {
    const message = tx.select().from(messages).where(eq(messages.id, messageId)).get();
    const parts = tx.select().from(outboundParts).where(eq(outboundParts.messageId, messageId)).all();
    if (message?.kind === 'one_time_code' && decision === 'resend')
      throw new DomainError(
        'conflict',
        'Kode masuk tidak disimpan, jadi tidak dapat dikirim ulang. Pelapor meminta kode baru.',
      );
    const decidable = decision === 'takeAsSent' ? ['unknown'] : ['unknown', 'failed', 'expired', 'cancelled'];
    const open = parts.filter((part) => decidable.includes(part.state));
    if (!message || open.length === 0)
      throw new DomainError('conflict', 'Status SMS ini sudah berubah; tidak ada yang perlu diputuskan.');
    for (const part of open) {
      tx.update(outboundParts)
        .set(
          decision === 'takeAsSent'
            ? { state: 'sent', sentAtMs: part.writingAtMs ?? nowMs, fault: null }
            : {
                state: 'queued',
                attempts: 0,
                nextAttemptAtMs: 0,
                // Among people's answers, and not to be dropped as overtaken: somebody wants it to be sent.
                sendOrder: Math.min(part.sendOrder, LEVEL_STEP + messageId),
                reference: null,
                endedAtMs: null,
                fault: null,
              },
        )
        .where(and(eq(outboundParts.id, part.id), eq(outboundParts.state, part.state)))
        .run();
    }
    if (decision === 'resend') {
      tx.update(outboundTexts)
        .set({ expiresAtMs: nowMs + MESSAGE_TTL_MS })
        .where(eq(outboundTexts.messageId, messageId))
        .run();
    } else {
      noteAccepted(tx, messageId, nowMs);
    }
    if (message.ticketId !== null) {
      recordEvent(tx, message.ticketId, 'send_decided', nowMs, { userId: actor.userId }, { decision });
    }
  });
}
