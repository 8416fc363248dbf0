import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Simulator, startSimulator } from '../../scripts/sim/simulator.ts';

let folder: string;
let link: string;
let simulator: Simulator;
const ports: SerialPort[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sim-faults-'));
  link = join(folder, 'modem');
  simulator = await startSimulator({ link });
});
afterEach(async () => {
  await Promise.all(ports.splice(0).map((port) => new Promise<void>((done) => port.close(() => done()))));
  await simulator.close();
  rmSync(folder, { recursive: true });
});

/** Opens the modem's port; what it says gathers in `heard`. */
async function opened(baudRate = 115_200): Promise<{ port: SerialPort; heard: () => string }> {
  const port = new SerialPort({ path: link, baudRate, autoOpen: false });
  await new Promise<void>((done, failed) => port.open((error) => (error ? failed(error) : done())));
  ports.push(port);
  let text = '';
  port.on('data', (bytes: Buffer) => {
    text += bytes.toString('latin1');
  });
  return { port, heard: () => text };
}

const isClosed = (port: SerialPort): Promise<void> => new Promise((done) => port.once('close', () => done()));

test('F17 brings the port back under another name', async () => {
  const { port } = await opened();
  const before = realpathSync(link);
  simulator.fault('F17', { variant: 'renamed' });
  port.write('AT+CMGF=0\rAT+CMGS=22\r');
  setTimeout(() => port.write('0031000D91261832547698F00000A707D4F21C1493CD00\x1a'), 50);
  await isClosed(port);
  await vi.waitFor(() => expect(existsSync(link)).toBe(true), 5000);
  expect(realpathSync(link)).not.toBe(before);
  const again = await opened();
  again.port.write('ATE0\rAT\r');
  await vi.waitFor(() => expect(again.heard()).toContain('OK'), 2000);
});

test('F49 leaves no port until the cable is pulled once more', async () => {
  const { port } = await opened();
  simulator.fault('F49', { variant: 'never' });
  await isClosed(port);
  await new Promise((done) => setTimeout(done, 1500));
  expect(existsSync(link)).toBe(false);
  simulator.unplug(100);
  await vi.waitFor(() => expect(existsSync(link)).toBe(true), 2000);
});

test('F40 leaves what is written with the kernel, and it is heard when the line is free again', async () => {
  const { port, heard } = await opened();
  simulator.fault('F40', { delayMs: 700 });
  port.write('AT\r');
  await new Promise((done) => setTimeout(done, 400));
  expect(heard()).toBe('');
  await vi.waitFor(() => expect(heard()).toBe('AT\r\r\nOK\r\n'), 2000);
});

test.each([
  [115_200, false],
  [9600, true],
])('F53 knows that the port was opened at %i baud', async (baudRate, isHeard) => {
  simulator.fault('F53', { variant: 'rate' });
  const { port, heard } = await opened(baudRate);
  port.write('AT\r');
  await new Promise((done) => setTimeout(done, 300));
  expect(heard().includes('OK')).toBe(isHeard);
});
