import { type BytePort, PortOpenError } from './bytePort.ts';
import { openSerialPort } from './serialPortPort.ts';
import { openTcpPort } from './tcpPort.ts';

export interface OpenPortOptions {
  readonly baudRate?: number;
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
