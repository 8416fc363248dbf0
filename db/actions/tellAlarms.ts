import { inArray } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import { noticeText } from '../noticeWording.ts';
import type { Db } from '../open.ts';
import { alarms } from '../schema/gatewayWatch.ts';
import { inAction } from './action.ts';
import { queueSms } from './queueSms.ts';

/** What goes to the same people by the same SIM. */
export interface AlarmSms {
  viaSim: string;
  sentences: readonly string[];
}

/** Notes that alarms are being told, before they are: told too seldom is better than without end. */
export function tellAlarms(
  db: Db,
  clock: Clock,
  ids: readonly number[],
  { phones, texts }: { phones: readonly string[]; texts: readonly AlarmSms[] },
): void {
  inAction(db, clock, (tx, nowMs) => {
    tx.update(alarms)
      .set({ toldAtMs: nowMs })
      .where(inArray(alarms.id, [...ids]))
      .run();
    for (const to of phones)
      for (const { viaSim, sentences } of texts)
        queueSms(
          tx,
          {
            ticketId: null,
            kind: 'alarm',
            to,
            text: noticeText(tx, 'alarm', { daftar: sentences.join(' | ') }),
            viaSim,
            cause: `alarm:${nowMs}:${viaSim}:${to}`,
          },
          nowMs,
        );
  });
}
