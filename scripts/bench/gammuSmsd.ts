import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant, Place, SetUp } from './contestant.ts';

/** LoopSleep 0 would be a busy loop, by its own manual. */
const FAST = {
  Service: 'files',
  CommTimeout: 1,
  LoopSleep: 1,
  ReceiveFrequency: 1,
  StatusFrequency: 0,
  CheckSecurity: 0,
  CheckBattery: 0,
  CheckSignal: 0,
  CheckNetwork: 0,
  DeliveryReport: 'no',
};
const FOLDERS = ['inbox', 'outbox', 'sent', 'error'] as const;
const settingLines = Object.entries(FAST).map(([name, value]) => `${name} = ${value}`);

/** gammu-smsd with files, which is faster than its SQL services. */
export const GAMMU_SMSD: Contestant = { name: 'gammu-smsd', settings: settingLines.join(', '), setUp };

function setUp({ folder, device }: Place): SetUp {
  const path = (name: string): string => join(folder, name);
  for (const name of FOLDERS) mkdirSync(path(name));
  const places = FOLDERS.map((name) => `${name}path = ${path(name)}/`);
  places[3] = `errorsmspath = ${path('error')}/`;
  places[2] = `sentsmspath = ${path('sent')}/`;
  const lines = ['[gammu]', `device = ${device}`, 'connection = at115200'];
  writeFileSync(path('gammu-smsdrc'), [...lines, '[smsd]', ...settingLines, ...places, ''].join('\n'));
  const count = (name: string): number => readdirSync(path(name)).length;
  let queued = 0;
  return {
    command: ['gammu-smsd', '--config', path('gammu-smsdrc')],
    stored: () => count('inbox'),
    handled: () => count('inbox'),
    keptBack: () => count('outbox') + count('error'),
    queue: (texts) => {
      for (const { to, text } of texts) {
        queued += 1;
        const draft = path('draft');
        writeFileSync(draft, text);
        renameSync(draft, join(path('outbox'), `OUTB20260105_100000_00_${to}_sms${queued}.txt`));
      }
    },
    close: () => {},
  };
}
