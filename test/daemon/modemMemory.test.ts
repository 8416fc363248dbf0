import { expect, test } from 'vitest';
import { durableModemMemory } from '../../daemon/modemMemory.ts';
import { migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { standingClock } from '../support/office.ts';

const RECORD = {
  imei: '354242057832117',
  manufacturer: 'huawei',
  model: 'E173',
  revision: '11.126',
  profile: 'huawei',
  simId: '8962100000000000001',
  learned: { indications: '1,1,0,1,0', quirks: ['announcesNothing' as const] },
};

function memories() {
  const db = openDatabase(':memory:');
  migrate(db);
  const clock = standingClock();
  return { db, clock, of: (modem: string) => durableModemMemory(db, clock, modem) };
}

test('what was learned of a modem is there after a restart, whatever name it has then', () => {
  const { of } = memories();
  of('utama').keep(RECORD);
  expect(of('cadangan').recall(RECORD.imei)).toEqual(RECORD);
  expect(of('cadangan').recall('1')).toBeUndefined();
});

test('the modem that was behind a name last is the one that was seen there last', () => {
  const { clock, of } = memories();
  of('utama').keep(RECORD);
  clock.pass(1000);
  of('utama').keep({ ...RECORD, imei: '861107030123459', model: 'EC25' });
  of('cadangan').keep({ ...RECORD, imei: '866050031234567' });
  expect(of('utama').last()).toMatchObject({ model: 'EC25' });
  clock.pass(1000);
  of('utama').keep({ ...RECORD, simId: undefined });
  expect(of('utama').last()).toMatchObject({ model: 'E173', simId: undefined });
});

test.each(['[', '17', 'null', ''])('a memory that cannot be read (%j) is none', (json) => {
  const { db, of } = memories();
  of('utama').keep(RECORD);
  db.$client.prepare('UPDATE modem_records SET learned = ?').run(json);
  expect(of('utama').recall(RECORD.imei)?.learned).toEqual({});
});
