import { expect, test } from 'vitest';
import { durableRecovery } from '../../daemon/recoveryMemory.ts';
import { createLog } from '../../db/log.ts';
import { migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { standingClock } from '../support/office.ts';

const HOUR_MS = 3_600_000;

function memories() {
  const db = openDatabase(':memory:');
  migrate(db);
  const clock = standingClock();
  const log = createLog({ level: 'silent', name: 'daemon' });
  return { db, clock, of: (modem: string) => durableRecovery(db, clock, log, modem) };
}

test('a restart of the process remembers the steps of the last day, each modem its own', () => {
  const { clock, of } = memories();
  of('utama').begin('L4', 'yesterday');
  clock.pass(20 * HOUR_MS);
  of('utama').begin('L5', 'this morning');
  of('cadangan').begin('L6', 'another modem');
  clock.pass(5 * HOUR_MS);
  expect(of('utama').recall()).toEqual([{ level: 'L5', agoMs: 5 * HOUR_MS }]);
});

test('what was skipped has cost nothing, and a step from the future counts as taken just now', () => {
  const { clock, of } = memories();
  const skipped = of('utama').begin('L5', 'no other port');
  if (skipped !== undefined) of('utama').end(skipped, 'skipped', undefined);
  of('utama').begin('L4', 'the clock was wrong');
  clock.pass(-48 * HOUR_MS);
  expect(of('utama').recall()).toEqual([{ level: 'L4', agoMs: 0 }]);
});

test('people see how a step ended, and a database that cannot be written holds no modem up', () => {
  const { db, of } = memories();
  const memory = of('utama');
  const id = memory.begin('L4', 'Modem tidak menjawab');
  if (id === undefined) throw new Error('not stored');
  memory.end(id, 'failed', 'modem tidak menyala ulang');
  expect(db.$client.prepare('SELECT level, outcome, note FROM recovery_steps').all()).toEqual([
    { level: 'L4', outcome: 'failed', note: 'modem tidak menyala ulang' },
  ]);
  db.$client.close();
  expect(memory.begin('L5', 'still mute')).toBeUndefined();
});
