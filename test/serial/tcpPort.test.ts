import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPort } from '../../daemon/serial/openPort.ts';

let server: Server;
let url: string;
let peers: Socket[];

beforeEach(async () => {
  peers = [];
  server = createServer((socket) => {
    peers.push(socket);
    socket.on('error', () => {});
    socket.on('data', (bytes) => socket.write(`<${bytes.toString('latin1')}>`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `tcp://127.0.0.1:${address.port}`;
});
afterEach(async () => {
  for (const peer of peers) peer.destroy();
  await new Promise((resolve) => server.close(resolve));
});

describe('a modem behind a TCP bridge', () => {
  test('carries bytes both ways', async () => {
    const port = await openPort(url);
    const heard = new Promise<string>((resolve) =>
      port.onBytes((bytes) => resolve(bytes.toString('latin1'))),
    );
    await port.write(Buffer.from('AT\r'));
    expect(await heard).toBe('<AT\r>');
    await port.close();
  });

  test('reports the end of the connection once', async () => {
    const port = await openPort(url);
    let losses = 0;
    const lost = new Promise<void>((resolve) => {
      port.onClosed(() => {
        losses += 1;
        resolve();
      });
    });
    await port.write(Buffer.from('x'));
    peers[0]?.end();
    await lost;
    await port.close();
    expect(losses).toBe(1);
    await expect(port.write(Buffer.from('AT\r'))).rejects.toThrow();
  });

  test('that nobody runs is a clear error', async () => {
    await expect(openPort('tcp://127.0.0.1:1')).rejects.toThrow(/^tcp:\/\/127\.0\.0\.1:1 cannot be reached/);
  });

  test.each(['tcp://', 'tcp://modem', 'tcp://:2000'])(
    'by the address %s is refused in words',
    async (device) => {
      await expect(openPort(device)).rejects.toThrow(/expected tcp:\/\/host:port|Invalid URL/);
    },
  );
});
