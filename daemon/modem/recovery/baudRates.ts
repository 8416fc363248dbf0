import type { Logger } from '../../../db/logger.ts';
import { pause } from '../../at/wait.ts';
import type { BytePort } from '../../serial/bytePort.ts';
import type { Timing } from '../timing.ts';

export interface BaudRateDeps {
  readonly device: string;
  readonly timing: Timing;
  readonly log: Logger;
  open(device: string, baudRate?: number): Promise<BytePort>;
  baudRates(): readonly number[];
}

/** A modem that finds the rate by itself loses the first of these (F53). */
const GREETINGS = 3;

/**
 * The rate at which a modem on a UART answers a few AT; undefined: at none, or there is only one.
 * @throws {PortOpenError}
 */
export async function findBaudRate(deps: BaudRateDeps): Promise<number | undefined> {
  for (const baudRate of deps.baudRates()) {
    const port = await deps.open(deps.device, baudRate);
    try {
      if (await answers(port, deps.timing)) {
        deps.log.info({ baudRate }, 'the modem answers at this rate');
        return baudRate;
      }
    } finally {
      await port.close();
    }
  }
  return undefined;
}

async function answers(port: BytePort, timing: Timing): Promise<boolean> {
  let heard = '';
  port.onBytes((bytes) => {
    heard = (heard + bytes.toString('latin1')).slice(-200);
  });
  for (let greeting = 0; greeting < GREETINGS; greeting += 1) {
    // A write that does not finish is an answer too, and the pause below does not wait for it.
    port.write(Buffer.from('AT\r')).catch(() => {});
    await pause(timing.syncAnswerMs);
    if (/(?:^|[\r\n])(?:OK|ERROR|\+CM[ES] ERROR: \w+)[\r\n]/.test(heard)) return true;
  }
  return false;
}
