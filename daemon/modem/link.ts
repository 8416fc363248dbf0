import type { Logger } from '../../db/logger.ts';
import { type BytePort, PortOpenError, UnclosablePort } from '../serial/bytePort.ts';
import { GENERIC, type Profile } from './profiles/profile.ts';
import { findBaudRate } from './recovery/baudRates.ts';
import type { Level } from './recovery/levels.ts';
import { type RecoveryCommands, type RunCommand, resetOverSister } from './recovery/outsideSteps.ts';
import type { Job, JobEnd } from './recovery/supervision.ts';
import type { StepEnd } from './recovery/wireSteps.ts';
import { ModemSession } from './session.ts';
import type { SessionDeps } from './sessionDeps.ts';
import { Waker } from './waker.ts';

export interface LinkDeps {
  readonly device: string;
  readonly log: Logger;
  readonly session: SessionDeps;
  readonly commands: RecoveryCommands;
  readonly runCommand: RunCommand;
  open(device: string, baudRate?: number): Promise<BytePort>;
  baudRates(): readonly number[];
  sisters(): readonly string[];
}

/** The port to one modem and what is done over it: carries out one job after the other and says how each ended. */
export class Link {
  readonly #deps: LinkDeps;
  readonly #waker = new Waker();
  #port: BytePort | undefined;
  #session: ModemSession | undefined;
  #profile: Profile = GENERIC;
  #lastOpenFault = '';
  /** Undefined: the usual one. */
  #baudRate: number | undefined;
  #stopping = false;
  #hurry = false;
  /** Why the port cannot be closed, once that is known. */
  unclosable: Error | undefined;

  constructor(deps: LinkDeps) {
    this.#deps = deps;
  }

  get session(): ModemSession | undefined {
    return this.#session;
  }

  /** Never rejects. */
  async perform(job: Job): Promise<JobEnd> {
    try {
      this.#hurry = false;
      return await this.#perform(job);
    } catch (error) {
      // A fault of ours in the work with one modem; the others and the panel go on.
      this.#deps.log.error({ err: error, job: job.job }, 'the work with the modem failed');
      return { event: 'trouble', trouble: 'mute' };
    }
  }

  /** The job that runs ends as soon as it may, if it is one that goes on by itself. */
  letGo(): void {
    this.#hurry = true;
    this.#session?.letGo();
    this.#waker.wake();
  }

  /** The job that runs ends as soon as it may, and so do all later ones. */
  stop(): void {
    this.#stopping = true;
    this.#session?.stop();
    this.#waker.wake();
  }

  async #perform(job: Job): Promise<JobEnd> {
    switch (job.job) {
      case 'open':
        return this.#open(job.patient);
      case 'close':
        return this.#close(job.hangUp);
      case 'rest':
        return this.#rest(job.ms);
      case 'step':
        return this.#step(job.level);
      default:
        if (!this.#session) return { event: 'trouble', trouble: 'closed' };
        return this.#stopping ? { event: 'released' } : this.#session[job.job]();
    }
  }

  async #open(patient: boolean): Promise<JobEnd> {
    const { device, log, open, session } = this.#deps;
    try {
      // Having been opened in vain before, it may listen at another rate.
      if (!patient) this.#baudRate = await findBaudRate({ ...this.#deps, timing: session.timing });
      this.#port = await open(device, this.#baudRate);
      session.foreign.look();
      this.#session = new ModemSession(this.#port, session, patient);
      this.#lastOpenFault = '';
      return { event: 'opened' };
    } catch (error) {
      const code = error instanceof PortOpenError ? error.code : undefined;
      const fault = `${code} ${error instanceof Error ? error.message : error}`;
      // The same again is no news: a stick that is out for a weekend must not fill the log.
      if (this.#lastOpenFault !== fault) log.warn({ err: error, device }, 'the modem cannot be opened');
      this.#lastOpenFault = fault;
      // Not to be left open: the next opening would find the port held, by this very program.
      await this.#close(false);
      if (code === 'EBUSY') session.foreign.look();
      if (code === 'EHELDBYUS' && error instanceof Error) this.unclosable = error;
      return { event: 'openFailed', code };
    }
  }

  async #close(hangUp: boolean): Promise<JobEnd> {
    const { device, log, session } = this.#deps;
    const port = this.#port;
    if (this.#session) this.#profile = this.#session.profile;
    this.#session?.end();
    this.#session = undefined;
    this.#port = undefined;
    let timer: NodeJS.Timeout | undefined;
    const hung = new Promise<never>((_, reject) => {
      const why = new UnclosablePort(`${device} could not be closed`);
      timer = setTimeout(() => reject(why), session.timing.closeMs);
    });
    try {
      await Promise.race([port?.close({ hangUp }), hung]);
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

  async #rest(ms: number): Promise<JobEnd> {
    if (this.#session) return this.#session.rest(ms);
    const { jitter } = this.#deps.session.timing;
    await this.#waker.sleep(ms * (1 - jitter * Math.random()), () => this.#stopping || this.#hurry);
    return { event: 'rested' };
  }

  async #step(level: Level): Promise<JobEnd> {
    if (this.#session) return this.#session.step(level);
    return { event: 'stepEnded', ...(await this.#stepOutside(level)) };
  }

  async #stepOutside(level: Level): Promise<StepEnd> {
    const { commands, runCommand, device, log, open, session } = this.#deps;
    if (this.#stopping) return { outcome: 'skipped', note: undefined };
    switch (level) {
      case 'L3':
        return resetOverSister({
          ports: this.#deps.sisters(),
          reset: this.#profile.reset,
          timing: session.timing,
          log,
          open,
        });
      case 'L5':
        return runCommand(commands.usbReset ?? [], device, log);
      case 'L6':
        return runCommand(commands.power ?? [], device, log);
      default:
        return { outcome: 'failed', note: 'modem tidak tersambung' };
    }
  }
}
