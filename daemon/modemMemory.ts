import { keepModemRecord } from '../db/actions/keepModemRecord.ts';
import type { Clock } from '../db/clock.ts';
import type { Db } from '../db/open.ts';
import { lastModemRecord, type ModemRecordRow, modemRecordOf } from '../db/queries/modemRecord.ts';
import type { Learned, ModemMemory, ModemRecord } from './modem/modemMemory.ts';

/** What was learned of modems, kept in the database. @param modem the gateway's name. */
export function durableModemMemory(db: Db, clock: Clock, modem: string): ModemMemory {
  return {
    recall: (imei) => recordOf(modemRecordOf(db, imei)),
    last: () => recordOf(lastModemRecord(db, modem)),
    keep: ({ simId, learned, ...record }) =>
      keepModemRecord(db, clock, {
        ...record,
        modem,
        simId: simId ?? null,
        learned: JSON.stringify(learned),
      }),
  };
}

function recordOf(row: ModemRecordRow | undefined): ModemRecord | undefined {
  if (!row) return undefined;
  const { imei, manufacturer, model, revision, profile } = row;
  return {
    imei,
    manufacturer,
    model,
    revision,
    profile,
    simId: row.simId ?? undefined,
    learned: read(row.learned),
  };
}

/** Written by an earlier edition it may hold other things; what cannot be read is learned again. */
function read(json: string): Learned {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
