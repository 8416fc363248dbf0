import { DgramSocket } from 'node-unix-socket';

/** States of sd_notify(3) that a service tells its manager. */
export type ServiceState = 'READY=1' | 'STOPPING=1' | 'WATCHDOG=1' | `STATUS=${string}`;

/**
 * Tells systemd how the service is, from this very process (NotifyAccess=main takes it from no other).
 * Without NOTIFY_SOCKET, that is when nobody asked, it does nothing. Never fails: a service that runs
 * must not end because its manager did not listen.
 * @returns whether the manager took it
 */
export function sdNotify(...states: readonly ServiceState[]): Promise<boolean> {
  const path = process.env['NOTIFY_SOCKET'];
  if (!path) return Promise.resolve(false);
  // One state a line: a line break inside a status would be read as the next state.
  const message = Buffer.from(states.map((state) => state.replace(/[\r\n]+/g, ' ')).join('\n'));
  return new Promise((resolve) => {
    try {
      const socket = new DgramSocket();
      socket.on('error', () => resolve(false));
      socket.sendTo(message, 0, message.length, path, (error) => {
        socket.close();
        resolve(error === undefined || error === null);
      });
    } catch {
      resolve(false);
    }
  });
}
