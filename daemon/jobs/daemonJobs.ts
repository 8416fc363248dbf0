import { endQuietAlarms } from '../../db/actions/endQuietAlarms.ts';
import { releaseIncomplete } from '../../db/actions/releaseIncomplete.ts';
import { sampleSignal } from '../../db/actions/sampleSignal.ts';
import type { Clock } from '../../db/clock.ts';
import { beat } from '../../db/heartbeat.ts';
import type { Log } from '../../db/log.ts';
import type { Db } from '../../db/open.ts';
import { runAlarmCommand } from '../alarmCommand.ts';
import { type BalanceDeps, watchBalances } from '../balance.ts';
import type { DaemonConfig } from '../config.ts';
import type { Gateway } from '../modem/gatewayContract.ts';
import { watchAlarms } from './alarmTelling.ts';
import { watchDeadlines } from './deadlineWatch.ts';
import { watchMachine } from './machineWatch.ts';
import type { Job } from './schedule.ts';
import { shouter } from './shouter.ts';

export interface JobDeps {
  db: Db;
  clock: Clock;
  config: DaemonConfig;
  gateways: readonly Gateway[];
  balances: BalanceDeps;
  inbound: () => void;
  expire: () => number;
  kickRequests: () => void;
  log: Log;
}

/** What the daemon does by the clock. */
export function daemonJobs(deps: JobDeps): Job[] {
  const { db, clock, config, gateways, inbound, expire, log } = deps;
  const { dbPath, timezone: timeZone, alarmCommand: command } = config;
  const shout = shouter((kind, sentence) => {
    log.error({ kind }, sentence);
    if (command) void runAlarmCommand(command, { kinds: [kind], modems: [], sentences: [sentence] }, log);
  });
  const sample = (): void =>
    sampleSignal(
      db,
      clock,
      gateways.map((gateway) => {
        const { name, signalDbm, registered } = gateway.state();
        return { modem: name, dbm: signalDbm, registered };
      }),
    );
  return [
    { name: 'heartbeat', cron: '*/5 * * * * *', run: () => beat(dbPath, clock.nowMs()) },
    { name: 'handle waiting texts', cron: '*/5 * * * * *', run: inbound },
    {
      name: 'release incomplete texts',
      cron: '*/30 * * * * *',
      run: () => releaseIncomplete(db, clock) > 0 && inbound(),
    },
    { name: 'expire texts', cron: '15 * * * * *', run: expire },
    { name: 'end quiet alarms', cron: '45 */5 * * * *', run: () => endQuietAlarms(db, clock) },
    { name: 'watch deadlines', cron: '7,27,47 * * * * *', run: watchDeadlines({ db, clock, log }) },
    // For what was asked while the database could not be watched.
    { name: 'carry out requests', cron: '*/10 * * * * *', run: deps.kickRequests },
    { name: 'ask for balances', cron: '20 * * * * *', run: watchBalances(deps.balances, gateways) },
    { name: 'sample the signal', cron: '30 */5 * * * *', run: sample },
    {
      name: 'watch disk and clock',
      cron: '40 * * * * *',
      run: watchMachine({ db, dbPath, clock, timeZone, shout }),
    },
    {
      name: 'tell of alarms',
      cron: '*/15 * * * * *',
      run: watchAlarms({ db, clock, gateways, command, log }),
    },
  ];
}
