import { parseArgs } from 'node:util';
import { createLog } from '../../db/log.ts';
import { readPanelConfig } from '../../panel/config.ts';
import { runPanel } from '../../panel/main.ts';
import { tellParent } from '../child.ts';
import { prepareDatabase } from '../prepareDatabase.ts';
import { type Running, runService } from '../service.ts';

/** `helpdesk panel`: serves the panel; `--phone URL` is said by `helpdesk start` alone, for the simulation. */
export async function panel(argv: readonly string[]): Promise<void> {
  await runService('panel', async (): Promise<Running> => {
    const { values } = parseArgs({ args: [...argv], options: { phone: { type: 'string' } } });
    const config = readPanelConfig(process.env);
    const log = createLog({ level: config.logLevel, name: 'panel' });
    for (const warning of config.warnings) log.warn({ warning }, 'configuration');
    prepareDatabase(config.dbPath);
    const running = await runPanel({
      config,
      environment: config,
      log,
      ...(values.phone ? { simulated: { phoneUrl: values.phone } } : {}),
    });
    tellParent();
    return running;
  });
}
