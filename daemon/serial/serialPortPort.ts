import { SerialPort } from 'serialport';
import { type BytePort, PortOpenError, UnclosablePort } from './bytePort.ts';
import { flockHolder, lockDevice } from './deviceLock.ts';
import { PortListeners } from './portListeners.ts';

export interface SerialPortOptions {
  readonly path: string;
  /** @default 115200 */
  readonly baudRate?: number;
  /** Hardware flow control. @default false */
  readonly rtscts?: boolean;
  /** Folder of the UUCP lock files. */
  readonly lockFolder?: string;
  readonly closeTimeoutMs?: number;
}

const BAUD_RATE = 115_200;
/** Up to this rate a modem's own buffer may overflow when a whole message comes at once (DRIVER §3.1). */
const SLOW_BAUD_RATE = 19_200;
const SLOW_CHUNK = 64;

/**
 * Opens a serial device raw, 8N1, for us alone. Exclusive by the UUCP lock file and by serialport's flock; a device
 * that somebody else holds is never taken from them.
 * @throws {PortOpenError} with a sentence that names the device and, where known, its holder.
 */
export async function openSerialPort(options: SerialPortOptions): Promise<BytePort> {
  const lock = lockDevice(options.path, options.lockFolder);
  const port = new SerialPort({
    path: options.path,
    baudRate: options.baudRate ?? BAUD_RATE,
    rtscts: options.rtscts ?? false,
    autoOpen: false,
    lock: true,
    // Dropping DTR at close makes some modems hang up or reset; a restart of ours is no reason for either.
    hupcl: false,
  });
  try {
    await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
  } catch (error) {
    lock.release();
    throw openError(options.path, error);
  }
  // PTYs have no modem lines, and u-blox reports nothing without DTR: ask for them, live without them.
  port.set({ dtr: true, rts: true }, () => {});
  return wrap(port, options, lock.release);
}

function wrap(port: SerialPort, options: SerialPortOptions, release: () => void): BytePort {
  const listeners = new PortListeners();
  const waiting = new Set<(why: Error) => void>();
  let closing: Promise<void> | undefined;
  let fault: Error | undefined;

  const ended = (why: Error | undefined): void => {
    release();
    listeners.closed(why);
    for (const reject of waiting) reject(why ?? new Error(`${options.path} is closed`));
    waiting.clear();
  };
  port.on('data', (bytes: Buffer) => listeners.heard(bytes));
  port.on('close', (why: Error | null | undefined) => {
    // A failed write also makes the stream itself emit a close, while the device is still being closed. Only the close
    // of the device counts, or it would be opened again with its lock still held.
    if (port.closing) return;
    if (port.isOpen) void close().catch(() => {});
    else ended(why ?? fault);
  });
  // An error event without a listener would end the process; what it means arrives as a close or a failed write.
  port.on('error', (error) => {
    fault = error;
  });
  // A read of zero bytes ends the stream without closing the port: the other side has hung up.
  port.on('end', () => {
    fault ??= new Error(`${options.path} was hung up by the other side`);
    void close().catch(() => {});
  });

  function close({ hangUp } = { hangUp: false }): Promise<void> {
    closing ??= new Promise<void>((resolve, reject) => {
      if (listeners.isClosed) return resolve();
      const timer = setTimeout(() => {
        const why = new UnclosablePort(`${options.path} could not be closed`);
        ended(why);
        reject(why);
      }, options.closeTimeoutMs ?? 5000);
      listeners.onClosed(() => {
        clearTimeout(timer);
        resolve();
      });
      // Not open any more means that serialport is closing it already, after a loss: its event is awaited then.
      if (port.isOpen) shut(port, { hangUp, stuck: waiting.size > 0 });
    });
    return closing;
  }

  /** Resolves when the bytes, or on a slow line all but the last of its own buffer, have left. */
  const give = (bytes: Buffer, drain: boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      if (listeners.isClosed || !port.isOpen) return reject(new Error(`${options.path} is closed`));
      waiting.add(reject);
      const given = (error: Error | null | undefined): void => {
        waiting.delete(reject);
        if (error) reject(error);
        else resolve();
      };
      port.write(bytes, (error) => (error || !drain ? given(error) : port.drain(given)));
    });
  const isSlow = (options.baudRate ?? BAUD_RATE) <= SLOW_BAUD_RATE;

  return {
    write: async (bytes) => {
      const size = isSlow ? SLOW_CHUNK : bytes.length;
      for (let at = 0; at < bytes.length; at += size) {
        await give(Buffer.from(bytes.subarray(at, at + size)), isSlow);
      }
    },
    onBytes: (listener) => listeners.onBytes(listener),
    onClosed: (listener) => listeners.onClosed(listener),
    close,
  };
}

/** @param how `stuck`: bytes that cannot leave would keep a UART from closing for half a minute. */
function shut(port: SerialPort, { hangUp, stuck }: { hangUp: boolean; stuck: boolean }): void {
  const close = (): void => {
    if (port.isOpen) port.close(() => {});
  };
  const hungUp = hangUp ? () => port.set({ dtr: false, rts: false }, close) : close;
  if (stuck) port.flush(hungUp);
  else hungUp();
}

function openError(path: string, error: unknown): PortOpenError {
  const text = error instanceof Error ? error.message : String(error);
  if (/Cannot lock port/i.test(text)) {
    const holder = flockHolder(path);
    if (holder?.pid === process.pid) {
      return new PortOpenError(`${path} is still open in this very process`, 'EHELDBYUS', { cause: error });
    }
    return new PortOpenError(`${path} is in use by ${holder?.description ?? 'another program'}`, 'EBUSY', {
      cause: error,
    });
  }
  if (/No such file/i.test(text))
    return new PortOpenError(`${path} does not exist`, 'ENOENT', { cause: error });
  if (/busy/i.test(text))
    return new PortOpenError(`${path} is in use by another program`, 'EBUSY', { cause: error });
  if (/Permission denied/i.test(text))
    return new PortOpenError(`${path} may not be opened by this user (group dialout?)`, 'EACCES', {
      cause: error,
    });
  return new PortOpenError(`${path} could not be opened: ${text}`, undefined, { cause: error });
}
