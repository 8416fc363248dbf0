import type { ServerResponse } from 'node:http';
import type { Simulator } from '../simulator.ts';

const LOOK_EVERY_MS = 1000;

/** Tells open pages that something has changed, by server-sent events; looks at the modem only while someone listens. */
export class LiveEvents {
  readonly #listeners = new Set<ServerResponse>();
  readonly #simulator: Simulator;
  readonly #stop: () => void;
  #timer: NodeJS.Timeout | undefined;
  #last = '';

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
    this.#stop = simulator.onChange(() => this.#tell());
  }

  add(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 1000\n\n');
    this.#listeners.add(response);
    response.on('close', () => this.#remove(response));
    this.#timer ??= setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  #remove(response: ServerResponse): void {
    this.#listeners.delete(response);
    if (this.#listeners.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    const now = JSON.stringify(this.#simulator.status());
    if (now !== this.#last) this.#tell();
    this.#last = now;
  }

  #tell(): void {
    for (const response of this.#listeners) response.write('data: changed\n\n');
  }

  close(): void {
    this.#stop();
    clearInterval(this.#timer);
    for (const response of this.#listeners) response.end();
  }
}
