import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Gateway, type GatewayState, superviseGateway } from '../../daemon/modem/gateway.ts';
import type { StoredRecord } from '../../daemon/modem/storedRecord.ts';
import type { Timing } from '../../daemon/modem/timing.ts';
import { openPort } from '../../daemon/serial/openPort.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../scripts/sim/simulator.ts';
import { quietLog } from '../support/quietLog.ts';

/** The whole way on a real serial line, in real time: the waits that a fast simulated modem allows. */
const QUICK: Partial<Timing> = {
  drainQuietMs: 30,
  escapePauseMs: 10,
  returnPauseMs: 10,
  syncAnswerMs: 100,
  syncQuietMs: 20,
  markerMs: 1000,
  promptPauseMs: 0,
  sendMs: 1500,
  sendOkMs: 300,
  commandMs: 1000,
  slowCommandMs: 1000,
  simPollMs: 100,
  pinSettleMs: 100,
  livenessMs: 1000,
  storageCheckMs: 500,
  lateReferenceMs: 100,
  reopenMinMs: 50,
  hangUpMs: 50,
  reopenMaxMs: 200,
  auditMs: 1500,
};

const OUT = { pduHex: '0031000D91261832547698F00000A707D4F21C1493CD00', tpduLength: 22 };

let folder: string;
let sim: Simulator;
let gateway: Gateway;
let records: StoredRecord[];
let lateReferences: number[];
let wire: string;

async function start(options: SimulatorOptions = {}, pin?: string): Promise<void> {
  wire = '';
  sim = await startSimulator({
    link: join(folder, 'modem'),
    log: (direction, bytes) => {
      if (direction === 'host') wire += bytes.toString('latin1');
    },
    ...options,
  });
  gateway = superviseGateway({
    name: 'utama',
    device: join(folder, 'modem'),
    ...(pin === undefined ? {} : { pin }),
    log: quietLog(),
    minGapMs: 0,
    timing: QUICK,
    openPort: (device) => openPort(device, { lockFolder: folder }),
    hooks: {
      persist: (_simId, fresh) => void records.push(...fresh),
      stateChanged: () => {},
      callMissed: () => {},
      ownNumber: () => {},
      networkSaid: () => {},
      emptied: () => {},
      lateReference: (reference) => void lateReferences.push(reference),
      alarm: () => {},
    },
  });
}

async function until(condition: () => boolean, withinMs = 15_000): Promise<void> {
  const endMs = Date.now() + withinMs;
  while (!condition()) {
    if (Date.now() > endMs) throw new Error(`not within ${withinMs} ms: ${JSON.stringify(gateway.state())}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const ready = (): Promise<void> => until(() => gateway.state().phase === 'ready');
const count = (command: string): number => wire.split(command).length - 1;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-'));
  records = [];
  lateReferences = [];
});
afterEach(async () => {
  await gateway.stop();
  await sim.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('on a real serial line', () => {
  test('the simulated modem is brought up and described', async () => {
    await start();
    await ready();
    expect(gateway.state()).toMatchObject<Partial<GatewayState>>({
      detail: 'Siap',
      simId: '8962100123456789012',
      registered: true,
    });
    expect(gateway.state().operator).toBeTruthy();
    expect(gateway.canSend()).toBe(true);
  });

  test('a text from a phone is persisted and leaves the modem', async () => {
    await start();
    await ready();
    sim.deliver('+6281200000011', 'HELPDESK printer rusak');
    await until(() => records.length === 1);
    await until(() => sim.status().memories.every(({ used }) => used === 0));
    expect(records[0]?.pduHex).toMatch(/^[0-9A-F]{40,}$/);
  });

  test('a long text from before the start arrives in all its parts', async () => {
    await start();
    sim.deliver('+6281200000011', `HELPDESK ${'jaringan mati '.repeat(30)}`);
    await until(() => records.length === 3);
    await until(() => sim.status().memories.every(({ used }) => used === 0));
  });

  test('a part reaches the service centre with the reference that the modem gave', async () => {
    await start();
    await ready();
    const outcome = await gateway.transmit(OUT, () => {});
    expect(outcome).toEqual({ kind: 'sent', reference: sim.submitted[0]?.reference });
    expect(sim.submitted).toHaveLength(1);
  });

  test('a status report is persisted', async () => {
    await start();
    await ready();
    await gateway.transmit(OUT, () => {});
    await until(() => records.length === 1);
    expect(records[0]).toMatchObject({ via: 'CDS', storage: '' });
  });

  test('a locked SIM is opened once', async () => {
    await start({ simPin: '4711' }, '4711');
    await ready();
    expect(count('AT+CPIN="')).toBe(1);
  });

  test('a wrong PIN is given once', async () => {
    await start({ simPin: '4711' }, '1234');
    await until(() => gateway.state().phase === 'waiting');
    expect(gateway.state().detail).toContain('PIN SIM ditolak');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(count('AT+CPIN="')).toBe(1);
  });

  test('a full card is emptied and what waited at the network arrives', async () => {
    await start({ capacity: { SM: 5, ME: 5 } });
    await ready();
    sim.fault('F23');
    sim.deliver('+6281200000011', 'HELPDESK tertahan');
    await until(
      () => sim.status().waitingForModem === 0 && sim.status().memories.every(({ used }) => used === 0),
    );
    expect(records.length).toBeGreaterThan(5);
  });

  test('a cable that is pulled and put back is no loss', async () => {
    await start();
    await ready();
    sim.unplug(300);
    await until(() => gateway.state().phase !== 'ready');
    sim.deliver('+6281200000011', 'HELPDESK sementara tercabut');
    await ready();
    await until(() => records.length === 1);
  });

  test('a call and events in every gap of a send do not confuse it', async () => {
    await start();
    await ready();
    sim.fault('F44');
    sim.fault('F05');
    expect(await gateway.transmit(OUT, () => {})).toMatchObject({ kind: 'sent' });
    expect(sim.submitted).toHaveLength(1);
  });
});

describe('after Ctrl-Z, on a real serial line', () => {
  test('a modem that falls silent leaves the outcome unknown and nothing is sent again (F11)', async () => {
    await start();
    await ready();
    sim.fault('F11');
    expect(await gateway.transmit(OUT, () => {})).toMatchObject({ kind: 'unknown' });
    await until(() => gateway.state().phase === 'waiting');
    sim.restart();
    await ready();
    expect(sim.submitted).toHaveLength(1);
    expect(count('\x1a')).toBe(1);
  });

  test('a slow answer within the time is waited for (F12)', async () => {
    await start();
    await ready();
    sim.fault('F12', { delayMs: 1000 });
    expect(await gateway.transmit(OUT, () => {})).toMatchObject({ kind: 'sent' });
  });

  test('an answer beyond the time is a late reference (F12)', async () => {
    await start();
    await ready();
    sim.fault('F12', { delayMs: 2200 });
    expect(await gateway.transmit(OUT, () => {})).toMatchObject({ kind: 'unknown' });
    await until(() => lateReferences.length === 1);
    expect(lateReferences).toEqual([sim.submitted[0]?.reference]);
    expect(count('\x1a')).toBe(1);
  });

  test('OK without a reference is sent, reference unknown (F13)', async () => {
    await start();
    await ready();
    sim.fault('F13');
    expect(await gateway.transmit(OUT, () => {})).toEqual({ kind: 'sent', reference: undefined });
  });

  test('a reference without OK is sent, and the line is repaired (F13)', async () => {
    await start();
    await ready();
    sim.fault('F13', { variant: 'noOk' });
    expect(await gateway.transmit(OUT, () => {})).toMatchObject({
      kind: 'sent',
      reference: sim.submitted[0]?.reference,
    });
    expect(await gateway.transmit(OUT, () => {})).toMatchObject({
      kind: 'sent',
      reference: sim.submitted[1]?.reference,
    });
  });

  test('332 is unknown whatever became of it (F14)', async () => {
    await start();
    await ready();
    sim.fault('F14');
    expect(await gateway.transmit(OUT, () => {})).toMatchObject({ kind: 'unknown', fault: { code: 332 } });
  });

  test('500 at once is not sent (F15)', async () => {
    await start();
    await ready();
    sim.fault('F15');
    expect(await gateway.transmit(OUT, () => {})).toMatchObject({ kind: 'notSent', fault: { code: 500 } });
    expect(sim.submitted).toHaveLength(0);
  });

  test('a port that vanishes leaves the outcome unknown and comes back into use (F17)', async () => {
    await start();
    await ready();
    sim.fault('F17');
    expect(await gateway.transmit(OUT, () => {})).toMatchObject({ kind: 'unknown' });
    await until(() => gateway.state().phase !== 'ready');
    await ready();
    expect(sim.submitted).toHaveLength(1);
    expect(count('\x1a')).toBe(1);
  });

  test('a reboot leaves the outcome unknown and the settings are made again (F19)', async () => {
    await start();
    await ready();
    sim.fault('F19');
    expect(await gateway.transmit(OUT, () => {})).toMatchObject({ kind: 'unknown' });
    await until(() => count('AT+CMGF=0') === 2);
    await ready();
    sim.deliver('+6281200000011', 'HELPDESK masih hidup?');
    await until(() => records.some(({ via }) => via === 'CMGL'));
  });
});

describe('a modem that misbehaves, on a real serial line', () => {
  test('and resets in silence is found by the audit (F18)', async () => {
    await start();
    await ready();
    const before = count('AT+CMGF=0');
    sim.fault('F18');
    await until(() => count('AT+CMGF=0') > before);
    await ready();
  });

  test('and stops answering is opened anew (F39)', async () => {
    await start();
    await ready();
    sim.fault('F39');
    await until(() => gateway.state().phase === 'waiting');
    sim.restart();
    await ready();
  });

  test('and does not announce a text is found out by its count (F20)', async () => {
    await start();
    await ready();
    sim.fault('F20');
    sim.deliver('+6281200000011', 'HELPDESK diam-diam');
    await until(() => records.length === 1);
  });

  test('and announces with a wrong index is swept (F21)', async () => {
    await start();
    await ready();
    sim.fault('F21');
    sim.deliver('+6281200000011', 'HELPDESK indeks salah');
    await until(() => records.length === 1);
  });

  test.each(['F24', 'F25', 'F26', 'F41', 'F45'])(
    'and plays %s with its storage loses nothing',
    async (fault) => {
      await start();
      await ready();
      sim.fault(fault);
      sim.deliver('+6281200000011', `HELPDESK satu ${'lampu padam '.repeat(20)}`);
      sim.deliver('+6281200000022', 'HELPDESK dua');
      // F26: nothing can be deleted; then all of it stays, and is stored once all the same.
      const staying = fault === 'F26' ? 3 : 0;
      const texts = () => new Set(records.map(({ pduHex }) => pduHex)).size;
      await until(() => texts() >= 3);
      await until(() => sim.status().memories.every(({ used }) => used <= staying));
    },
  );
});

test('two hundred texts come in and two hundred go out, each once', async () => {
  await start();
  await ready();
  for (let n = 0; n < 200; n += 1) sim.deliver('+6281200000011', `HELPDESK nomor ${n}`);
  for (let n = 0; n < 200; n += 1) {
    await until(() => gateway.canSend());
    expect(await gateway.transmit(OUT, () => {})).toMatchObject({ kind: 'sent' });
  }
  const texts = () => records.filter(({ via }) => via === 'CMGL');
  await until(() => texts().length >= 200);
  expect(new Set(texts().map(({ pduHex }) => pduHex)).size).toBe(200);
  expect(texts()).toHaveLength(200);
  expect(sim.submitted).toHaveLength(200);
}, 60_000);
