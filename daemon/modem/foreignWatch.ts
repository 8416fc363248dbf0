import { monotonicMs } from '../at/wait.ts';
import { foreignPrograms, isModemManagerRunning } from '../serial/foreignPrograms.ts';

/** A foreign command counts for so long after it was heard. */
const HEARD_MS = 600_000;
/** Looking through all processes is not done more often. */
const LOOK_MS = 60_000;

export interface ProcessList {
  holding(device: string): readonly string[];
  isModemManagerRunning(): boolean;
}

/** Whether another program talks to this modem, and which: by its commands in the echo, and by who holds the device. */
export class ForeignWatch {
  readonly #device: string;
  readonly #processes: ProcessList;
  #heardAtMs = Number.NEGATIVE_INFINITY;
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  #holders: readonly string[] = [];

  constructor(device: string, processes: ProcessList = { holding: foreignPrograms, isModemManagerRunning }) {
    this.#device = device;
    this.#processes = processes;
  }

  /** A command that is not ours was echoed. */
  heard(): void {
    this.#heardAtMs = monotonicMs();
    this.#look();
  }

  /** The device was opened, or could not be. */
  look(): void {
    if (!this.#device.startsWith('tcp://')) this.#look();
  }

  /** Its name, or that it is not known; undefined: there is none. */
  program(): string | undefined {
    const heard = monotonicMs() - this.#heardAtMs < HEARD_MS;
    if (this.#holders.length > 0) this.#look();
    if (this.#holders.length > 0) return this.#holders.join(', ');
    if (!heard) return undefined;
    return this.#processes.isModemManagerRunning() ? 'ModemManager' : 'belum diketahui';
  }

  #look(): void {
    if (monotonicMs() - this.#lookedAtMs < LOOK_MS) return;
    this.#lookedAtMs = monotonicMs();
    this.#holders = this.#processes.holding(this.#device);
  }
}
