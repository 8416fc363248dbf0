import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { queueSms } from '../../db/actions/queueSms.ts';
import { openDatabase } from '../../db/open.ts';
import { writeSetting } from '../../db/setting.ts';
import { prepareDatabase } from '../prepareDatabase.ts';
import type { Contestant, Place, SetUp } from './contestant.ts';

export const PROGRAM = fileURLToPath(new URL('../helpdesk.js', import.meta.url));
const NO_GAP = { minGapMs: 0 };

/** Our daemon as its service starts it, its log at the usual level; only the gap between two sends is set to 0. */
export const OUR_DAEMON: Contestant = {
  name: 'helpdesk',
  settings: `helpdesk daemon, sending ${JSON.stringify(NO_GAP)}, log level info, fsync on`,
  setUp,
};

export const databasePath = (folder: string): string => join(folder, 'helpdesk.sqlite');

function setUp({ folder, device }: Place): SetUp {
  const dbPath = databasePath(folder);
  prepareDatabase(dbPath);
  const db = openDatabase(dbPath);
  db.transaction((tx) => writeSetting(tx, 'sending', JSON.stringify(NO_GAP)));
  const count = (sql: string): (() => number) => {
    const statement = db.$client.prepare<[], number>(sql).pluck();
    return () => statement.get() ?? 0;
  };
  let queued = 0;
  return {
    command: [process.execPath, PROGRAM, 'daemon'],
    env: { HELPDESK_DB: dbPath, HELPDESK_MODEM: device },
    stored: count("SELECT count(*) FROM raw_messages WHERE via <> 'CDS'"),
    handled: count('SELECT count(*) FROM tickets'),
    keptBack: count(
      "SELECT count(*) FROM outbound_parts WHERE state NOT IN ('sent', 'delivered', 'cancelled')",
    ),
    queue: (texts) =>
      db.transaction(
        (tx) => {
          for (const { to, text } of texts) {
            queued += 1;
            queueSms(tx, { ticketId: null, kind: 'reply', to, text, cause: `bench:${queued}` }, Date.now());
          }
        },
        { behavior: 'immediate' },
      ),
    close: () => db.$client.close(),
  };
}
