import { readDaemonConfig, requireModem } from '../../daemon/config.ts';
import { type Daemon, startDaemon } from '../../daemon/main.ts';
import { createLog } from '../../db/log.ts';
import { tellParent } from '../child.ts';
import { prepareDatabase } from '../prepareDatabase.ts';
import { runService } from '../service.ts';

/** `helpdesk daemon`: drives the configured modem; `--simulated` is said by `helpdesk start` alone. */
export async function daemon(argv: readonly string[]): Promise<void> {
  await runService('daemon', async (): Promise<Daemon> => {
    const config = readDaemonConfig(process.env);
    requireModem(config);
    const log = createLog({ level: config.logLevel, name: 'daemon' });
    for (const warning of config.warnings) log.warn({ warning }, 'configuration');
    prepareDatabase(config.dbPath);
    const running = startDaemon({ config, log, simulated: argv.includes('--simulated') });
    tellParent();
    return running;
  });
}
