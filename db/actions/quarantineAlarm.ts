import type { Tx } from '../open.ts';
import { raiseWithin } from './alarm.ts';

/** Something that came in could not be read: it is kept as it came, and a person should know. */
export function tellOfQuarantine(tx: Tx, modem: string, nowMs: number): void {
  raiseWithin(
    tx,
    { modem, kind: 'quarantine' },
    'Ada SMS masuk yang tidak dapat dibaca; isinya disimpan apa adanya di halaman gateway.',
    nowMs,
  );
}
