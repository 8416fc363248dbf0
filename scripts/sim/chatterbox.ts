import type { Modem } from './modem.ts';
import type { Chatter } from './personalities/personality.ts';

/** Says by itself, again and again, what the make says by itself (^RSSI, ^BOOT, +ZUSIMR …). */
export class Chatterbox {
  readonly #modem: Modem;
  #running: { chatter: Chatter; cancel: () => void }[] = [];

  constructor(modem: Modem) {
    this.#modem = modem;
  }

  /** Begins anew: after power-on, a restart or the PIN. */
  start(): void {
    for (const { cancel } of this.#running) cancel();
    this.#running = this.#modem.make.chatter.map((chatter) => {
      const running = { chatter, cancel: () => {} };
      this.#plan(running, 0);
      return running;
    });
  }

  #plan(running: { chatter: Chatter; cancel: () => void }, turn: number): void {
    const { everyMs, lines, switch: name } = running.chatter;
    running.cancel = this.#modem.clock.after(everyMs, () => {
      const line = lines[turn % lines.length];
      if (line !== undefined && (name === undefined || this.#modem.switches[name] !== 0))
        this.#modem.say(line);
      this.#plan(running, turn + 1);
    });
  }

  /** The host has sent a command, which may silence a line. */
  heard(command: string): void {
    for (const { chatter, cancel } of this.#running) if (chatter.until === command) cancel();
  }
}
