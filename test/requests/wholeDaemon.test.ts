import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { addUser } from '../../db/actions/addUser.ts';
import { changeWatchSettings } from '../../db/actions/changeWatchSettings.ts';
import { askDaemon } from '../../db/actions/requests.ts';
import { systemClock } from '../../db/clock.ts';
import { lastMissedCalls, latestBalance } from '../../db/queries/gatewayWatch.ts';
import type { RequestKind } from '../../db/rules/gatewayRequest.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { WATCH_DEFAULTS } from '../../db/rules/watchSettings.ts';
import { requests } from '../../db/schema/requests.ts';
import { PERSONALITIES } from '../../scripts/sim/personalities/table.ts';
import { type DaemonInMemory, useDaemonInMemory } from '../support/daemonInMemory.ts';
import { useVirtualTime } from '../support/virtualTime.ts';

useVirtualTime();
const open = useDaemonInMemory();

function adminOf({ db }: DaemonInMemory): Actor {
  const userId = addUser(db, systemClock, { username: 'rina', name: 'Rina', role: 'admin' });
  return { userId, name: 'Rina', role: 'admin' };
}

/** All but a port on which the network's words never come, and a telephone that keeps no texts for a computer. */
const MAKES = PERSONALITIES.map(({ id }) => id).filter(
  (id) => id !== 'huawei-e173-modem-port' && id !== 'nokia-s60',
);

/** Somebody presses a button; resolves with what the request has become. */
async function press(it: DaemonInMemory, kind: RequestKind, rina: Actor, withinMs = 400_000) {
  const id = askDaemon(it.db, systemClock, rina, { kind, modem: 'modem' });
  const row = () => it.db.select().from(requests).where(eq(requests.id, id)).get();
  await it.until(`${kind} is done`, () => row()?.endedAtMs !== null, withinMs);
  return row();
}

test('a button is noticed by the daemon within 200 ms', async () => {
  const it = open();
  await it.ready();
  const rina = adminOf(it);
  await it.pass(1000);
  const row = await press(it, 'sweep', rina);
  expect(row).toMatchObject({ state: 'done', result: 'Semua SMS masuk sudah diambil dari modem.' });
  expect((row?.claimedAtMs ?? 0) - (row?.askedAtMs ?? 0)).toBeLessThanOrEqual(200);
});

test('a modem that a human restarts comes back, and says so', async () => {
  const it = open();
  await it.ready();
  expect(await press(it, 'restart', adminOf(it))).toMatchObject({ state: 'done' });
  expect(it.gateway()).toMatchObject({ phase: 'ready' });
});

test.each(MAKES)('the balance can be asked for on a %s (IDN-01, IDN-02)', async (personality) => {
  const it = open({ personality });
  await it.ready(300_000);
  await it.until('registered', () => it.gateway()?.registered === true, 60_000);
  expect(await press(it, 'balance', adminOf(it))).toMatchObject({ state: 'done' });
  expect(latestBalance(it.db, 'modem')).toMatchObject({ rupiah: 25_000, activeUntil: '2030-12-31' });
  expect(it.simulation.modem.ussdOpen).toBeUndefined();
});

test('a port on which the network says nothing is given up, and the dialogue closed', async () => {
  const it = open({ personality: 'huawei-e173-modem-port' });
  await it.ready(300_000);
  expect(await press(it, 'balance', adminOf(it))).toMatchObject({
    state: 'failed',
    result: 'Jaringan tidak menjawab.',
  });
  expect(it.simulation.modem.ussdOpen).toBeUndefined();
});

test('a caller is noted, and told how to write, once (AT-19)', async () => {
  const it = open();
  await it.ready();
  changeWatchSettings(it.db, systemClock, adminOf(it), { ...WATCH_DEFAULTS, politeCallText: true });
  for (let call = 0; call < 2; call += 1) {
    it.simulation.modem.ring('+6281200000022');
    await it.pass(60_000);
    expect(it.simulation.modem.call).toBeUndefined();
  }
  expect(lastMissedCalls(it.db)).toMatchObject([
    { caller: '+6281200000022', messageId: null },
    { caller: '+6281200000022' },
  ]);
  expect(it.partsTo('+6281200000022').map(({ state }) => state)).toHaveLength(1);
});
