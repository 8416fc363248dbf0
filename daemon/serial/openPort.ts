import { realpathSync } from 'node:fs';
import { type BytePort, PortOpenError } from './bytePort.ts';
import { openSerialPort } from './serialPortPort.ts';
import { openTcpPort } from './tcpPort.ts';

/** What modems on a UART are set to, the usual ones first (DRIVER §1, step 7). */
const BAUD_RATES: readonly number[] = [115_200, 9600, 19_200, 38_400, 57_600, 460_800];

/** The rates at which a modem that says nothing may be listening; empty where there is no such thing as a rate. */
export function possibleBaudRates(device: string): readonly number[] {
  return /^\/dev\/tty(?:S|USB|AMA|O|mxc|XRUSB)\d+$/.test(realPath(device)) ? BAUD_RATES : [];
}

function realPath(device: string): string {
  try {
    return realpathSync(device);
  } catch {
    return device;
  }
}

export interface OpenPortOptions {
  readonly baudRate?: number;
  /** Hardware flow control, for a UART whose wires are there. */
  readonly rtscts?: boolean;
  readonly lockFolder?: string;
}

/**
 * Opens what HELPDESK_MODEM names: a device path or `tcp://host:port`. The path is resolved anew at every call, since
 * a stick that was unplugged may come back behind the same link under another name.
 * @throws {PortOpenError}
 */
export async function openPort(device: string, options: OpenPortOptions = {}): Promise<BytePort> {
  if (!device.startsWith('tcp://')) return openSerialPort({ path: device, ...options });
  const { hostname, port } = new URL(device);
  if (hostname === '' || port === '') throw new PortOpenError(`${device}: expected tcp://host:port`);
  return openTcpPort({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) });
}
