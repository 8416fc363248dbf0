import type { Logger } from '../../db/logger.ts';
import { type BytePort, PortOpenError, UnclosablePort } from '../serial/bytePort.ts';
import type { Job, SupervisionEvent } from './recovery/supervision.ts';
import { ModemSession } from './session.ts';
import type { SessionDeps } from './sessionDeps.ts';
import { Waker } from './waker.ts';

export interface LinkDeps {
  readonly device: string;
  readonly log: Logger;
  readonly session: SessionDeps;
  readonly openPort: () => Promise<BytePort>;
}

/** The port to one modem and what is done over it: carries out one job after the other and says how each ended. */
export class Link {
  readonly #deps: LinkDeps;
  readonly #waker = new Waker();
  #port: BytePort | undefined;
  #session: ModemSession | undefined;
  #lastOpenFault = '';
  /** Why the port cannot be closed, once that is known. */
  unclosable: Error | undefined;
  #stopping = false;

  constructor(deps: LinkDeps) {
    this.#deps = deps;
  }

  get session(): ModemSession | undefined {
    return this.#session;
  }

  /** Never rejects. */
  async perform(job: Job): Promise<SupervisionEvent> {
    try {
      return await this.#perform(job);
    } catch (error) {
      // A fault of ours in the work with one modem; the others and the panel go on.
      this.#deps.log.error({ err: error, job: job.job }, 'the work with the modem failed');
      return { event: 'trouble', trouble: 'mute' };
    }
  }

  /** The job that runs ends as soon as it may, and so do all later ones. */
  stop(): void {
    this.#stopping = true;
    this.#session?.stop();
    this.#waker.wake();
  }

  #perform(job: Job): Promise<SupervisionEvent> {
    switch (job.job) {
      case 'open':
        return this.#open();
      case 'close':
        return this.#close();
      case 'rest':
        return this.#rest(job.ms);
      default:
        return this.#converse(job.job);
    }
  }

  async #open(): Promise<SupervisionEvent> {
    const { device, log, openPort, session } = this.#deps;
    try {
      this.#port = await openPort();
      this.#session = new ModemSession(this.#port, session);
      this.#lastOpenFault = '';
      return { event: 'opened' };
    } catch (error) {
      const code = error instanceof PortOpenError ? error.code : undefined;
      const fault = `${code} ${error instanceof Error ? error.message : error}`;
      // The same again is no news: a stick that is out for a weekend must not fill the log.
      if (this.#lastOpenFault !== fault) log.warn({ err: error, device }, 'the modem cannot be opened');
      this.#lastOpenFault = fault;
      if (code === 'EHELDBYUS' && error instanceof Error) this.unclosable = error;
      return { event: 'openFailed', code };
    }
  }

  async #close(): Promise<SupervisionEvent> {
    const { device, log, session } = this.#deps;
    const port = this.#port;
    this.#session?.end();
    this.#session = undefined;
    this.#port = undefined;
    let timer: NodeJS.Timeout | undefined;
    const hung = new Promise<never>((_, reject) => {
      const why = new UnclosablePort(`${device} could not be closed`);
      timer = setTimeout(() => reject(why), session.timing.closeMs);
    });
    try {
      await Promise.race([port?.close(), hung]);
      return { event: 'closed', stuck: false };
    } catch (error) {
      log.error({ err: error, device }, 'the modem cannot be closed');
      const stuck = error instanceof UnclosablePort;
      if (stuck) this.unclosable = error;
      return { event: 'closed', stuck };
    } finally {
      clearTimeout(timer);
    }
  }

  async #rest(ms: number): Promise<SupervisionEvent> {
    if (this.#session) return this.#session.rest(ms);
    const { jitter } = this.#deps.session.timing;
    await this.#waker.sleep(ms * (1 - jitter * Math.random()), () => this.#stopping);
    return { event: 'rested' };
  }

  async #converse(job: 'synchronize' | 'prepare' | 'work'): Promise<SupervisionEvent> {
    if (!this.#session) return { event: 'trouble', trouble: 'closed' };
    if (this.#stopping) return { event: 'released' };
    return this.#session[job]();
  }
}
