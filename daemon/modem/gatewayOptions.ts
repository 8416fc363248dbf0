import type { Logger } from '../../db/logger.ts';
import type { BytePort } from '../serial/bytePort.ts';
import type { ProcessList } from './foreignWatch.ts';
import type { GatewayHooks } from './gatewayContract.ts';
import type { ModemMemory } from './modemMemory.ts';
import type { PinStore } from './pinAttempts.ts';
import type { RecoveryCommands, RunCommand } from './recovery/outsideSteps.ts';
import type { RecoveryMemory } from './recovery/recoveryMemory.ts';
import type { Timing } from './timing.ts';

export interface GatewayOptions {
  /** The modem's name in the configuration, shown in the panel. */
  readonly name: string;
  /** A device path or `tcp://host:port`. */
  readonly device: string;
  readonly pin?: string;
  /** Written to the SIM only when it holds none. */
  readonly smsc?: string;
  /** Stands in for the SIM's own number where that cannot be read (DESIGN 19): the office's telephone number. */
  readonly fallbackSimId?: string;
  readonly hooks: GatewayHooks;
  readonly log: Logger;
  readonly timing?: Partial<Timing>;
  /** Between two sends. @default 2000 */
  readonly minGapMs?: number;
  /** @default in memory, for as long as the process runs */
  readonly memory?: ModemMemory;
  /** Budgets and history of the ladder. @default in memory */
  readonly recovery?: RecoveryMemory;
  /** For the steps of the ladder that need the office's own commands; without one its step is left out. */
  readonly commands?: RecoveryCommands;
  /** @default as a process of its own */
  readonly runCommand?: RunCommand;
  /** Other ports of the same device. @default beside it in /dev/serial/by-id or by-path */
  readonly sisterPorts?: () => readonly string[];
  /** Who else holds the device. @default /proc */
  readonly processes?: ProcessList;
  /** Tries of the PIN. @default in memory: one for each SIM and process */
  readonly pins?: PinStore;
  /**
   * The device cannot be closed and only the end of this process frees it (DESIGN 28): the program should stop and
   * end with exit code 75. Without an answer the gateway goes on trying.
   */
  readonly onUnclosable?: (why: Error) => void;
  /** @default serial/openPort */
  readonly openPort?: (device: string, baudRate?: number) => Promise<BytePort>;
  /** Tried when the modem is mute. @default those of a UART, if it is one; empty when the rate is known */
  readonly baudRates?: () => readonly number[];
}
