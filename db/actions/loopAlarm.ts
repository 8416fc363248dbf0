import { and, eq } from 'drizzle-orm';
import { near } from '../near.ts';
import type { Tx } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import { showPhoneNumber } from '../rules/phoneNumber.ts';
import { messages } from '../schema/tickets.ts';
import { raiseWithin } from './alarm.ts';

const HOUR_MS = 3_600_000;
/** A person may send the same words so often within an hour; a machine goes on. */
export const SAME_TEXT_AN_HOUR_MAX = 3;

export const sameTextsLately = (tx: Tx, sender: string, text: string, nowMs: number): number =>
  rowCount(
    tx,
    messages,
    and(
      eq(messages.peer, sender),
      near(messages.atMs, nowMs, HOUR_MS),
      eq(messages.direction, 'in'),
      eq(messages.text, text),
    ),
  );

/** A number that sends the same words again and again gets no automatic answer, and people hear of it once (DESIGN 12). */
export function watchForLoop(tx: Tx, sender: string, text: string, nowMs: number): void {
  if (sameTextsLately(tx, sender, text, nowMs) <= SAME_TEXT_AN_HOUR_MAX) return;
  raiseWithin(
    tx,
    { modem: null, kind: 'loop' },
    `Nomor ${showPhoneNumber(sender)} mengirim teks yang sama berulang-ulang, mungkin sebuah mesin; balasan otomatis kepadanya ditahan.`,
    nowMs,
  );
}
