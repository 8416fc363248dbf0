import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { daemonConfig } from '../../daemon/config.ts';
import { claimDatabase } from '../../db/actions/claimDatabase.ts';
import { systemClock } from '../../db/clock.ts';
import { readConfiguration } from '../../db/configuration.ts';
import { migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { panelConfig } from '../../panel/config.ts';
import { startChild } from '../child.ts';
import { DEMO_GATEWAY_NUMBER, demoPhones, seedDemo } from '../demo.ts';
import { addFirstAdmin } from '../firstAdmin.ts';
import { type Running, runService } from '../service.ts';
import { startPhonePage } from '../sim/phone/phonePage.ts';
import { startSimulator } from '../sim/simulator.ts';

/** A demonstration never touches the database of real work, unless HELPDESK_DB says where to look. */
const DEMO_DB = 'data/demo.sqlite';

/** `helpdesk start`: the whole in one terminal, with a simulated modem when none is configured. */
export async function start(_argv: readonly string[]): Promise<void> {
  await runService('start', async (): Promise<Running> => {
    const simulated = !process.env['HELPDESK_MODEM'];
    const env = simulated ? { HELPDESK_DB: DEMO_DB, ...process.env } : process.env;
    const config = readConfiguration(env, (variables) => ({
      ...daemonConfig(variables),
      ...panelConfig(variables),
    }));
    for (const warning of config.warnings) console.error(`warning: ${warning}`);
    prepare(config.dbPath, simulated);

    const panelUrl = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${config.port}`;
    const opened: Running[] = [];
    const stop = async (): Promise<void> => {
      for (const each of opened.reverse()) await each.stop();
    };
    try {
      // In a terminal the lines above must stay in sight; what goes wrong is still told.
      const shared = { HELPDESK_LOG_LEVEL: 'warn', ...process.env, HELPDESK_DB: config.dbPath };
      const simulation = simulated ? await simulate(config.port, panelUrl) : undefined;
      if (simulation) opened.push(simulation);
      const modemEnv = simulation && {
        HELPDESK_MODEM: simulation.device,
        HELPDESK_OWN_NUMBER: DEMO_GATEWAY_NUMBER,
      };
      const children = [
        startChild('daemon', simulated ? ['--simulated'] : [], { ...shared, ...modemEnv }),
        startChild('panel', simulation ? ['--phone', simulation.phoneUrl] : [], shared),
      ];
      opened.push(...children);
      await Promise.all(children.map((child) => child.ready));
      const password = await firstPassword(config.dbPath);
      console.log(
        announcement({ panelUrl, phoneUrl: simulation?.phoneUrl, dbPath: config.dbPath, password }),
      );
      return { stop };
    } catch (error) {
      await stop();
      throw error;
    }
  });
}

function prepare(dbPath: string, simulated: boolean): void {
  const db = openDatabase(dbPath);
  try {
    migrate(db);
    const fresh = claimDatabase(db, systemClock, simulated ? 'demo' : 'office');
    if (fresh && simulated) seedDemo(db, systemClock);
  } finally {
    db.$client.close();
  }
}

/** @returns the first admin's password, if this start made the account; last of all, so that it is surely shown. */
async function firstPassword(dbPath: string): Promise<string | undefined> {
  const db = openDatabase(dbPath);
  try {
    return await addFirstAdmin(db, systemClock);
  } finally {
    db.$client.close();
  }
}

async function simulate(
  panelPort: number,
  panelUrl: string,
): Promise<Running & { device: string; phoneUrl: string }> {
  // The name stays when the simulated cable is pulled and the port comes back under another one.
  const folder = mkdtempSync(join(tmpdir(), 'helpdesk-modem-'));
  const device = join(folder, 'modem');
  const simulator = await startSimulator({ link: device, ownNumber: DEMO_GATEWAY_NUMBER });
  const served = { simulator, phones: demoPhones(), links: [{ label: 'Panel', url: panelUrl }] };
  // The port beside the panel's, or any that is free.
  const page = await startPhonePage({ ...served, port: panelPort + 1 }).catch(() =>
    startPhonePage({ ...served, port: 0 }),
  );
  return {
    device,
    phoneUrl: page.url,
    stop: async () => {
      await page.close();
      await simulator.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function announcement(at: {
  panelUrl: string;
  phoneUrl: string | undefined;
  dbPath: string;
  password: string | undefined;
}): string {
  const here = (path: string): string => relative(process.cwd(), path) || path;
  const command = `HELPDESK_DB=${here(at.dbPath)} node ${here(process.argv[1] ?? '')} user password admin`;
  const signIn = at.password
    ? `admin / ${at.password}   (the password is shown only this once)`
    : 'with your account, for instance admin';
  const simulation = at.phoneUrl
    ? [
        '',
        'No modem is configured, so one is simulated: no real SMS is sent or received.',
        `  Virtual phone  ${at.phoneUrl}`,
      ]
    : [];
  return [
    '',
    `  Panel          ${at.panelUrl}`,
    `  Sign in        ${signIn}`,
    `  New password   ${command}`,
    `  Database       ${at.dbPath}`,
    ...simulation,
    '',
    'Ctrl-C ends it; the data stay.',
    '',
  ].join('\n');
}
