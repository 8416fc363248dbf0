import { receiveRaw } from '../../db/actions/receiveRaw.ts';
import type { Clock } from '../../db/clock.ts';
import type { Db } from '../../db/open.ts';
import type { StoredRecord } from '../modem/storedRecord.ts';
import { decodePdu } from '../pdu/decode.ts';
import { fingerprint } from '../pdu/fingerprint.ts';

/**
 * Commits what the modem holds, as it holds it; when it returns, the modem may forget it (DESIGN 1).
 * @returns how many records were not known before.
 * @throws what the database throws: then the modem must keep them.
 */
export function ingest(
  db: Db,
  clock: Clock,
  modem: string,
  simId: string,
  records: readonly StoredRecord[],
): number {
  return receiveRaw(
    db,
    clock,
    { modem, simId },
    records.map(({ index, status, ...record }) => ({
      ...record,
      ...stampOf(record.pduHex, record.tpduLength),
      slot: index,
      stat: status,
      fingerprint: fingerprint(simId, record.pduHex),
    })),
  );
}

/** A status report is dated by nature: a reference and two times. */
function stampOf(
  pduHex: string,
  tpduLength: number | undefined,
): { dated: boolean; sentAtMs: number | undefined } {
  const pdu = decodePdu(pduHex, tpduLength);
  const dated = (pdu.kind === 'deliver' || pdu.kind === 'statusReport') && pdu.timeFault === undefined;
  return { dated, sentAtMs: dated && pdu.kind === 'deliver' ? pdu.sentAtMs : undefined };
}
