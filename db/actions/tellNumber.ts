import { noticeText } from '../noticeWording.ts';
import type { Tx } from '../open.ts';
import { type NoticeKey, noticeNamed } from '../rules/notices/noticeTable.ts';
import type { NoticeFacts } from '../rules/notices/placeholder.ts';
import { classifySender, mayAnswerByItself } from '../rules/phoneNumber.ts';
import { queueSms } from './queueSms.ts';

/**
 * Tells a number something that belongs to no ticket, in the words of a notice.
 * @returns whether an SMS was queued; false for a number that the program does not write to
 */
export function tellNumber(
  tx: Tx,
  { notice, phone, facts, cause }: { notice: NoticeKey; phone: string; facts: NoticeFacts; cause: string },
  nowMs: number,
): boolean {
  if (!mayAnswerByItself(classifySender(phone, false))) return false;
  const { kind } = noticeNamed(notice);
  const text = noticeText(tx, notice, facts);
  if (text === '') return false;
  const sms = { ticketId: null, kind, to: phone, text, cause };
  return queueSms(tx, sms, nowMs) !== undefined;
}
