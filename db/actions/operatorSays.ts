import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { operatorNotice } from '../rules/operatorNotice.ts';
import { readableText, subjectOf } from '../rules/readableText.ts';
import { messages } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { raiseWithin } from './alarm.ts';

/** What the network shows on the display of a telephone lies with the operator's texts; it is never answered. */
export function fileNetworkWords(db: Db, clock: Clock, modem: string, text: string): void {
  inAction(db, clock, (tx, nowMs) => {
    const words = readableText(text);
    tx.insert(messages)
      .values({ kind: 'operator', text: words, direction: 'in', channel: 'sms', peer: 'USSD', atMs: nowMs })
      .run();
    heedOperator(tx, modem, words, nowMs);
  });
}

/** An operator that warns of the credit or of the card's end is heard, though nobody reads its advertising. */
export function heedOperator(tx: Tx, modem: string, text: string, nowMs: number): void {
  const notice = operatorNotice(text);
  if (notice === 'credit')
    raiseWithin(
      tx,
      { modem, kind: 'balance_low' },
      `Operator memberi tahu: "${subjectOf(text)}". Periksa pulsa.`,
      nowMs,
    );
  if (notice === 'validity')
    raiseWithin(
      tx,
      { modem, kind: 'operator_message' },
      `Operator memberi tahu: "${subjectOf(text)}". Periksa masa aktif SIM.`,
      nowMs,
    );
}
