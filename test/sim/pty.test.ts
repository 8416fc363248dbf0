import { existsSync, mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../scripts/sim/simulator.ts';

let folder: string;
let simulators: Simulator[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sim-pty-'));
});
afterEach(async () => {
  await Promise.all(simulators.map((each) => each.close()));
  simulators = [];
  rmSync(folder, { recursive: true });
});

async function started(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(options);
  simulators.push(simulator);
  return simulator;
}

function opened(path: string): Promise<SerialPort> {
  return new Promise((resolve, reject) => {
    const port = new SerialPort({ path, baudRate: 115200 }, (error) =>
      error ? reject(error) : resolve(port),
    );
  });
}

const closed = (port: SerialPort): Promise<void> => new Promise((resolve) => port.close(() => resolve()));

/** Writes, and waits until what comes ends as expected. */
function ask(port: SerialPort, text: string, end: RegExp): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const listen = (bytes: Buffer): void => {
      heard += bytes.toString('latin1');
      if (!end.test(heard)) return;
      port.off('data', listen);
      resolve(heard);
    };
    port.on('data', listen);
    port.write(text);
  });
}

/** Waits until something is so. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

const openDescriptors = (): number => readdirSync('/proc/self/fd').length;

describe('the PTY', () => {
  test('can be opened, closed and opened again', async () => {
    const simulator = await started();
    for (let round = 0; round < 3; round += 1) {
      const port = await opened(simulator.path);
      expect(await ask(port, 'AT\r', /OK\r\n$/)).toBe('AT\r\r\nOK\r\n');
      await closed(port);
    }
  });

  test('carries a whole send and the text that comes back', async () => {
    const simulator = await started();
    const port = await opened(simulator.path);
    await ask(port, 'ATE0\r', /OK/);
    await ask(port, 'AT+CNMI=2,1\r', /OK/);
    expect(await ask(port, 'AT+CMGS=22\r', /> $/)).toBe('\r\n> ');
    const pduHex = '0031000D91261832547698F00000A707D4F21C1493CD00';
    expect(await ask(port, `${pduHex}\x1a`, /OK\r\n$/)).toBe('\r\n+CMGS: 0\r\n\r\nOK\r\n');
    expect(simulator.received('0812-3456-7890')).toMatchObject([{ text: 'Tes 123' }]);
    const announced = ask(port, '', /\+CMTI: "SM",1\r\n$/);
    simulator.deliver('+6281234567890', 'Halo');
    await announced;
    expect(await ask(port, 'AT+CMGL=4\r', /OK\r\n$/)).toContain('+CMGL: 1,0,,');
    await closed(port);
  });

  test('carries bytes as they are', async () => {
    const heard: Buffer[] = [];
    const simulator = await started({
      log: (direction, bytes) => void (direction === 'host' && heard.push(bytes)),
    });
    const port = await opened(simulator.path);
    const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    port.write(all);
    await until(() => Buffer.concat(heard).length === 256);
    expect(Buffer.concat(heard)).toEqual(all);
    await closed(port);
  });

  test('carries a full store of 255 long messages', async () => {
    const simulator = await started({ capacity: { SM: 255 } });
    for (let count = 0; count < 255; count += 1) simulator.deliver('+6281234567890', 'x'.repeat(160));
    const port = await opened(simulator.path);
    const answer = await ask(port, 'AT+CMGL=4\r', /OK\r\n$/);
    expect(answer.match(/\+CMGL: /g)).toHaveLength(255);
    await closed(port);
  });

  test('does not hold the modem up when nobody reads', async () => {
    const simulator = await started();
    const port = await opened(simulator.path);
    await ask(port, 'AT+CNMI=2,2\r', /OK/);
    await closed(port);
    for (let count = 0; count < 2000; count += 1) simulator.deliver('+6281234567890', 'x'.repeat(160));
    const again = await opened(simulator.path);
    expect(await ask(again, '\rAT+CGSN\r', /356938035643809\r\n\r\nOK\r\n$/)).toContain('356938035643809');
    await closed(again);
  });

  test('hangs up and comes back when the cable is pulled', async () => {
    const link = join(folder, 'modem');
    const simulator = await started({ link });
    const port = await opened(link);
    // serialport notices a hang-up only while it reads.
    port.resume();
    const gone = new Promise((resolve) => port.once('close', resolve));
    simulator.unplug(50);
    await gone;
    expect(existsSync(link)).toBe(false);
    await until(() => existsSync(link));
    const again = await opened(link);
    expect(await ask(again, 'AT\r', /OK/)).toContain('OK');
    await closed(again);
  });

  test('hangs up after Ctrl-Z with F17, and the message has gone', async () => {
    const simulator = await started();
    const port = await opened(simulator.path);
    simulator.fault('F17');
    await ask(port, 'AT+CMGS=18\r', /> $/);
    const gone = new Promise((resolve) => port.once('close', resolve));
    port.write('0001000D91261832547698F0000004D4F29C0E\x1a');
    await gone;
    expect(simulator.submitted).toHaveLength(1);
  });

  test('leaves no descriptor and no link behind', async () => {
    const link = join(folder, 'modem');
    // Once before counting: the first PTY loads what stays loaded.
    await (await startSimulator()).close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const before = openDescriptors();
    for (let round = 0; round < 10; round += 1) {
      const simulator = await startSimulator({ link });
      simulator.unplug(5);
      await until(() => existsSync(link));
      await simulator.close();
    }
    await until(() => openDescriptors() <= before);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the link', () => {
  test('replaces one that is left over', async () => {
    const link = join(folder, 'modem');
    symlinkSync('/nowhere', link);
    const simulator = await started({ link });
    expect(readlinkSync(link)).toBe(simulator.path);
  });

  test('is left alone at the end when another simulator has taken it', async () => {
    const link = join(folder, 'modem');
    const first = await started({ link });
    const second = await started({ link });
    await first.close();
    expect(readlinkSync(link)).toBe(second.path);
  });
});
