import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { raiseAlarm } from '../../db/actions/alarm.ts';
import { noteGateway } from '../../db/actions/noteGateway.ts';
import { balances, missedCalls, signalSamples } from '../../db/schema/gatewayWatch.ts';
import { recoverySteps } from '../../db/schema/modemRecords.ts';
import { requests } from '../../db/schema/requests.ts';
import { traceFolder } from '../../db/traces.ts';
import { SIM, type TestOffice } from './office.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Two modems on an eventful day, so that every part of the gateway page has something to show. */
export function fillGateway({ db, clock }: TestOffice, dbPath: string): void {
  const nowMs = clock.nowMs();
  const modem = (name: string, change: Partial<Parameters<typeof noteGateway>[2]>): void =>
    noteGateway(db, clock, {
      name,
      phase: 'ready',
      detail: 'Siap',
      simId: name === 'utama' ? SIM : '8962990000000000017',
      operator: 'TELKOMSEL',
      signalDbm: -71,
      registered: true,
      storageUsed: 3,
      storageTotal: 40,
      sinceMs: nowMs - 5 * HOUR_MS,
      ...change,
    });
  modem('utama', {
    imei: '354242057832117',
    model: 'E173',
    firmware: '11.126.16.04.437',
    technology: '2G',
    storages: [
      { name: 'SM', used: 9, total: 10 },
      { name: 'ME', used: 0, total: 23 },
    ],
    detail: 'SIM hampir penuh 9/10',
  });
  modem('cadangan', {
    operator: 'INDOSAT',
    phase: 'waiting',
    detail: 'Mencari jaringan',
    registered: false,
    signalDbm: null,
    technology: '4G',
  });
  for (let atMs = nowMs - 24 * HOUR_MS; atMs <= nowMs; atMs += 5 * MINUTE_MS) {
    const hour = (nowMs - atMs) / HOUR_MS;
    const registered = !(hour > 6 && hour < 7.2);
    const dbm = registered ? Math.round(-78 + 9 * Math.sin(hour / 2.3) + 4 * Math.sin(hour * 5)) : null;
    if (hour > 14 && hour < 15.5) continue;
    db.insert(signalSamples).values({ modem: 'utama', atMs, dbm, registered }).run();
  }
  db.insert(balances)
    .values({
      modem: 'utama',
      simId: SIM,
      code: '*888#',
      atMs: nowMs - 2 * HOUR_MS,
      answer: 'Sisa pulsa Rp 8.500, aktif s/d 26/03/2026, masa tenggang 25/04/2026',
      rupiah: 8500,
      activeUntil: '2026-03-26',
      graceUntil: '2026-04-25',
    })
    .run();
  db.insert(balances)
    .values({
      modem: 'cadangan',
      simId: 'x',
      code: '*888#',
      atMs: nowMs - HOUR_MS,
      fault: 'modem belum siap',
    })
    .run();
  db.insert(missedCalls)
    .values([
      { modem: 'utama', simId: SIM, caller: '+6281234567890', atMs: nowMs - 50 * MINUTE_MS, rings: 4 },
      { modem: 'utama', simId: SIM, caller: null, atMs: nowMs - 9 * MINUTE_MS, rings: 1 },
    ])
    .run();
  const step = { modem: 'utama', reason: 'modem tidak menjawab', outcome: 'done' as const, note: null };
  db.insert(recoverySteps)
    .values([
      { ...step, level: 'L2', startedAtMs: nowMs - 6.5 * HOUR_MS },
      { ...step, level: 'L4', startedAtMs: nowMs - 6.4 * HOUR_MS, note: 'AT^RESET' },
    ])
    .run();
  db.insert(requests)
    .values([
      {
        kind: 'balance',
        modem: 'utama',
        askedAtMs: nowMs - 2 * HOUR_MS,
        expiresAtMs: nowMs,
        state: 'done',
        endedAtMs: nowMs - 2 * HOUR_MS,
        result: 'Sisa pulsa Rp 8.500, aktif s/d 26/03/2026',
      },
      {
        kind: 'restart',
        modem: 'cadangan',
        askedAtMs: nowMs - MINUTE_MS,
        expiresAtMs: nowMs + MINUTE_MS,
        state: 'claimed',
      },
    ])
    .run();
  raiseAlarm(
    db,
    clock,
    { modem: 'utama', kind: 'storage_filling' },
    'SIM hampir penuh (9 dari 10): SMS berikutnya tertahan di operator.',
  );
  raiseAlarm(
    db,
    clock,
    { modem: 'utama', kind: 'balance_low' },
    'Pulsa tinggal Rp8.500: isi ulang sebelum SMS tidak terkirim.',
  );
  mkdirSync(traceFolder(dbPath), { recursive: true });
  writeFileSync(`${traceFolder(dbPath)}/utama-20260105-0830.trace`, `{"version":1}\n${'x'.repeat(4000)}`);
  mkdirSync(dirname(dbPath), { recursive: true });
}
