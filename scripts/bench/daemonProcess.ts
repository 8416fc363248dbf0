import { readDaemonConfig } from '../../daemon/config.ts';
import { startDaemon } from '../../daemon/main.ts';
import { createLog } from '../../db/log.ts';
import { prepareDatabase } from '../prepareDatabase.ts';

/* The daemon under measurement, without the gap that it keeps between two sends on a real modem. */
const [dbPath = '', device = ''] = process.argv.slice(2);
prepareDatabase(dbPath);
const config = readDaemonConfig({ HELPDESK_DB: dbPath, HELPDESK_MODEM: device });
const daemon = startDaemon({ config, log: createLog({ level: 'warn', name: 'daemon' }), minGapMs: 0 });
process.send?.('started');
process.once('SIGTERM', () => {
  void daemon.stop().then(() => process.exit(0));
});
