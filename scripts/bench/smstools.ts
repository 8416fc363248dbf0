import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant, Place, SetUp } from './contestant.ts';

const GLOBAL = {
  delaytime: 1,
  delaytime_mainprocess: 1,
  errorsleeptime: 1,
  blocktime: 5,
  loglevel: 4,
  receive_before_send: 'no',
  status_signal_quality: 'no',
};
/** Messages are taken from the list and deleted at its end. */
const MODEM = { baudrate: 115_200, check_memory_method: 41, incoming: 'yes', report: 'no' };
const FOLDERS = ['incoming', 'outgoing', 'checked', 'sent', 'failed'] as const;
const settingLines = (values: object): string[] =>
  Object.entries(values).map(([name, value]) => `${name} = ${value}`);

/** smsd of smstools. */
export const SMSTOOLS: Contestant = {
  name: 'smstools',
  settings: [...settingLines(GLOBAL), ...settingLines(MODEM)].join(', '),
  setUp,
};

function setUp({ folder, device }: Place): SetUp {
  const path = (name: string): string => join(folder, name);
  for (const name of FOLDERS) mkdirSync(path(name));
  const places = FOLDERS.map((name) => `${name} = ${path(name)}`);
  const own = ['logfile', 'infofile', 'pidfile'].map((name) => `${name} = ${path(`smsd.${name}`)}`);
  const modem = [
    '[GSM1]',
    `device = ${device}`,
    'init = AT+CPMS="SM","SM","SM"',
    'init2 = AT+CNMI=2,1,0,0,0',
    ...settingLines(MODEM),
  ];
  const lines = ['devices = GSM1', ...settingLines(GLOBAL), ...places, ...own, ...modem, ''];
  writeFileSync(path('smsd.conf'), lines.join('\n'));
  const count = (name: string): number => readdirSync(path(name)).length;
  let queued = 0;
  return {
    command: ['smsd', '-c', path('smsd.conf'), '-t'],
    stored: () => count('incoming'),
    handled: () => count('incoming'),
    keptBack: () => count('outgoing') + count('checked') + count('failed'),
    queue: (texts) => {
      for (const { to, text } of texts) {
        queued += 1;
        const draft = path('draft');
        writeFileSync(draft, `To: ${to.slice(1)}\n\n${text}`);
        renameSync(draft, join(path('outgoing'), `sms${String(queued).padStart(5, '0')}`));
      }
    },
    close: () => {},
  };
}
