import { SerialPort } from 'serialport';
import { afterEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../scripts/sim/simulator.ts';

let simulator: Simulator | undefined;
afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

function opened(path: string): Promise<SerialPort> {
  return new Promise((resolve, reject) => {
    const port = new SerialPort({ path, baudRate: 115200 }, (error) =>
      error ? reject(error) : resolve(port),
    );
  });
}

function closed(port: SerialPort): Promise<void> {
  return new Promise((resolve) => port.close(() => resolve()));
}

/** Writes, and waits until the answer ends as expected. */
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

test('serialport opens the PTY, closes it, and opens it again', async () => {
  simulator = await startSimulator();
  for (let round = 0; round < 3; round += 1) {
    const port = await opened(simulator.path);
    expect(await ask(port, 'AT\r', /OK\r\n$/)).toBe('AT\r\r\nOK\r\n');
    await closed(port);
  }
});
