import { connect } from 'node:net';
import { type BytePort, PortOpenError, UnclosablePort } from './bytePort.ts';
import { PortListeners } from './portListeners.ts';

export interface TcpPortOptions {
  readonly host: string;
  readonly port: number;
  readonly connectTimeoutMs?: number;
  readonly closeTimeoutMs?: number;
}

/** A bridge that lost its power says nothing: the kernel asks from then on, beside our own AT. */
const KEEP_ALIVE_MS = 10_000;

/**
 * A modem behind a raw TCP bridge (ser2net and the like).
 * @throws {PortOpenError} when nobody answers there.
 */
export async function openTcpPort(options: TcpPortOptions): Promise<BytePort> {
  const where = `tcp://${options.host}:${options.port}`;
  const socket = connect({
    host: options.host,
    port: options.port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
  });
  await new Promise<void>((resolve, reject) => {
    const fail = (text: string, code: string | undefined, cause?: unknown): void => {
      socket.destroy();
      reject(new PortOpenError(`${where} ${text}`, code, { cause }));
    };
    const timer = setTimeout(() => fail('does not answer', 'ETIMEDOUT'), options.connectTimeoutMs ?? 10_000);
    socket.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      fail(`cannot be reached: ${error.message}`, error.code, error);
    });
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve();
    });
  });

  const listeners = new PortListeners();
  let why: Error | undefined;
  socket.removeAllListeners('error');
  socket.on('error', (error) => {
    why = error;
  });
  socket.on('data', (bytes: Buffer) => listeners.heard(bytes));
  socket.on('end', () => socket.destroy());
  socket.on('close', () => listeners.closed(why));

  return {
    write: (bytes) =>
      new Promise<void>((resolve, reject) => {
        if (listeners.isClosed) return reject(why ?? new Error(`${where} is closed`));
        socket.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    onBytes: (listener) => listeners.onBytes(listener),
    onClosed: (listener) => listeners.onClosed(listener),
    close: () =>
      new Promise<void>((resolve, reject) => {
        if (listeners.isClosed) return resolve();
        const timer = setTimeout(
          () => reject(new UnclosablePort(`${where} could not be closed`)),
          options.closeTimeoutMs ?? 5000,
        );
        listeners.onClosed(() => {
          clearTimeout(timer);
          resolve();
        });
        socket.destroy();
      }),
  };
}
