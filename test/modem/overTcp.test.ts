import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Gateway, superviseGateway } from '../../daemon/modem/gateway.ts';
import type { StoredRecord } from '../../daemon/modem/storedRecord.ts';
import { machineClock } from '../../scripts/sim/clock.ts';
import { createSimulation, type Simulation } from '../../scripts/sim/simulation.ts';
import { quietLog } from '../support/quietLog.ts';

const clock = machineClock();
let server: Server;
let simulation: Simulation;
let sockets: Socket[];
let isBlackHole: boolean;
let gateway: Gateway;
let records: StoredRecord[];

/** A bridge such as ser2net: bytes of the newest connection go to the modem, and its bytes back. */
beforeEach(async () => {
  sockets = [];
  records = [];
  isBlackHole = false;
  simulation = createSimulation({}, clock);
  simulation.engine.onOutput((bytes) => {
    if (!isBlackHole) sockets.at(-1)?.write(bytes);
  });
  server = createServer((socket) => {
    sockets.push(socket);
    isBlackHole = false;
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      if (!isBlackHole) simulation.engine.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  gateway = superviseGateway({
    name: 'jauh',
    device: `tcp://127.0.0.1:${address.port}`,
    log: quietLog(),
    minGapMs: 0,
    timing: {
      livenessMs: 1000,
      storageCheckMs: 500,
      commandMs: 500,
      slowCommandMs: 500,
      syncAnswerMs: 100,
      reopenMinMs: 50,
      reopenMaxMs: 100,
    },
    hooks: {
      persist: (_simId, fresh) => void records.push(...fresh),
      stateChanged: () => {},
      callMissed: () => {},
      ownNumber: () => {},
      networkSaid: () => {},
      emptied: () => {},
      lateReference: () => {},
      alarm: () => {},
    },
  });
});
afterEach(async () => {
  await gateway.stop();
  for (const socket of sockets) socket.destroy();
  clock.cancelAll();
  await new Promise((resolve) => server.close(resolve));
});

const ready = () =>
  vi.waitFor(() => expect(gateway.state()).toMatchObject({ phase: 'ready' }), {
    timeout: 20_000,
    interval: 20,
  });
const arrives = async (text: string) => {
  const before = records.length;
  simulation.smsc.sendFrom('+6281234567890', text);
  await vi.waitFor(() => expect(records.length).toBeGreaterThan(before), { timeout: 10_000, interval: 20 });
};

describe('a modem behind a TCP bridge', () => {
  test('is brought up and brings its texts', async () => {
    await ready();
    await arrives('HELPDESK lewat jaringan');
  });

  test('whose bridge closed the connection is connected again', async () => {
    await ready();
    sockets.at(-1)?.destroy();
    await vi.waitFor(() => expect(sockets.length).toBe(2), { timeout: 10_000 });
    await ready();
    await arrives('HELPDESK setelah tersambung lagi');
  });

  test('on a connection that is half open, without a word and without an end, is found out and connected anew', async () => {
    await ready();
    isBlackHole = true;
    await vi.waitFor(() => expect(sockets.length).toBe(2), { timeout: 60_000 });
    await ready();
    await arrives('HELPDESK setelah lubang hitam');
  });
});
