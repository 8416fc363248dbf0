import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Gateway } from '../../daemon/modem/gatewayContract.ts';
import { type RequestsDeps, startRequests } from '../../daemon/requests.ts';
import { askDaemon, claimRequest } from '../../db/actions/requests.ts';
import { modemWatch } from '../../db/queries/gatewayWatch.ts';
import type { RequestKind } from '../../db/rules/gatewayRequest.ts';
import { requests } from '../../db/schema/requests.ts';
import { idleGateway } from '../support/idleGateway.ts';
import { openOffice, type TestOffice } from '../support/office.ts';
import { quietLog } from '../support/quietLog.ts';

const MINUTE_MS = 60_000;

function daemonOf(office: TestOffice, gateways: readonly Gateway[], deps: Partial<RequestsDeps> = {}) {
  return startRequests({
    db: office.db,
    clock: office.clock,
    gateways,
    balance: () => Promise.resolve({ done: true, result: 'Jawaban operator: Rp5.000' }),
    trace: () => ({ done: true, result: 'Tersimpan.' }),
    log: quietLog(),
    ...deps,
  });
}
const rowOf = ({ db }: TestOffice, id: number) => db.select().from(requests).where(eq(requests.id, id)).get();
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('what the panel asks', () => {
  test('is carried out once, and whoever asked reads a sentence', async () => {
    const office = openOffice();
    let sweeps = 0;
    const sweepNow = (): Promise<'clean'> => {
      sweeps += 1;
      return Promise.resolve('clean');
    };
    const daemon = daemonOf(office, [idleGateway('a'), idleGateway('b', { sweepNow })]);
    const id = askDaemon(office.db, office.clock, office.admin(), { kind: 'sweep', modem: 'b' });
    daemon.kick();
    daemon.kick();
    await settle();
    expect(sweeps).toBe(1);
    expect(rowOf(office, id)).toMatchObject({
      state: 'done',
      result: 'Semua SMS masuk sudah diambil dari modem.',
    });
    expect(
      modemWatch(office.db, { name: 'b', simId: null }, office.clock.nowMs(), 'Asia/Jakarta').requests,
    ).toMatchObject([{ id, kind: 'sweep', state: 'done' }]);
  });

  const unable: (readonly [RequestKind, Partial<Gateway>, string])[] = [
    ['sweep', { sweepNow: () => Promise.resolve('notReady') }, 'Modem belum siap.'],
    ['sweep', { sweepNow: () => Promise.resolve('notPersisted') }, 'Basis data tidak dapat ditulis'],
    ['restart', { restart: () => Promise.reject(new Error('locked')) }, 'Modem tidak dapat dinyalakan ulang'],
    ['sweep', { sweepNow: () => Promise.reject(new Error('bug')) }, 'Gagal karena kesalahan program'],
  ];
  test.each(unable)('and cannot be had ends with the reason: %s %#', async (kind, does, words) => {
    const office = openOffice();
    const daemon = daemonOf(office, [idleGateway('a', does)]);
    const id = askDaemon(office.db, office.clock, office.admin(), { kind, modem: 'a' });
    daemon.kick();
    await settle();
    expect(rowOf(office, id)?.state).toBe('failed');
    expect(rowOf(office, id)?.result).toContain(words);
  });

  test('of a modem that is not there is refused', async () => {
    const office = openOffice();
    const daemon = daemonOf(office, [idleGateway('a')]);
    const id = askDaemon(office.db, office.clock, office.admin(), { kind: 'sweep', modem: 'lama' });
    daemon.kick();
    await settle();
    expect(rowOf(office, id)).toMatchObject({
      state: 'failed',
      result: 'Modem lama tidak dijalankan oleh daemon ini.',
    });
  });

  test('twice is one request while it is open', () => {
    const office = openOffice();
    const admin = office.admin();
    const ask = (kind: 'sweep' | 'trace', modem = 'a') =>
      askDaemon(office.db, office.clock, admin, { kind, modem });
    const first = ask('sweep');
    expect(ask('sweep')).toBe(first);
    expect(ask('trace')).not.toBe(first);
    expect(ask('sweep', 'b')).not.toBe(first);
    claimRequest(office.db, office.clock);
    expect(ask('sweep')).toBe(first);
    office.clock.pass(10 * MINUTE_MS);
    expect(ask('sweep')).not.toBe(first);
  });

  test('while the daemon was away for long is refused, whichever way the clock was set', async () => {
    for (const ms of [3 * MINUTE_MS, -3 * MINUTE_MS, 365 * 24 * 60 * MINUTE_MS]) {
      const office = openOffice();
      const id = askDaemon(office.db, office.clock, office.admin(), { kind: 'restart', modem: 'a' });
      office.clock.pass(ms);
      expect(
        modemWatch(office.db, { name: 'a', simId: null }, office.clock.nowMs(), 'Asia/Jakarta').requests[0]
          ?.state,
      ).toBe('expired');
      daemonOf(office, [idleGateway('a')]).kick();
      await settle();
      expect(rowOf(office, id)?.state).toBe('expired');
    }
  });

  test('and a daemon that died had begun has failed', () => {
    const office = openOffice();
    const id = askDaemon(office.db, office.clock, office.admin(), { kind: 'restart', modem: 'a' });
    claimRequest(office.db, office.clock);
    daemonOf(office, [idleGateway('a')]);
    expect(rowOf(office, id)).toMatchObject({
      state: 'failed',
      result: 'Daemon berhenti sebelum selesai; silakan coba lagi.',
    });
  });

  test('is for admins only', () => {
    const office = openOffice();
    const leader = { userId: 1, name: 'Dewi', role: 'leader' } as const;
    expect(() => askDaemon(office.db, office.clock, leader, { kind: 'sweep', modem: 'a' })).toThrow(
      'Peran Anda',
    );
  });

  test('and takes long does not hold up the others, and is waited for at the end', async () => {
    const office = openOffice();
    const admin = office.admin();
    let restarted = (): void => {};
    const restart = () =>
      new Promise<void>((resolve) => {
        restarted = resolve;
      });
    const daemon = daemonOf(office, [idleGateway('a', { restart }), idleGateway('b')]);
    const long = askDaemon(office.db, office.clock, admin, { kind: 'restart', modem: 'a' });
    const short = askDaemon(office.db, office.clock, admin, { kind: 'sweep', modem: 'b' });
    daemon.kick();
    await settle();
    expect(rowOf(office, long)?.state).toBe('claimed');
    expect(rowOf(office, short)?.state).toBe('done');
    const stopped = daemon.stop();
    restarted();
    await stopped;
    expect(rowOf(office, long)?.state).toBe('done');
  });
});
