import cron from 'node-cron';
import type { Log } from '../../db/log.ts';

export interface Job {
  name: string;
  /** Six fields, seconds first. */
  cron: string;
  run: () => void;
}

/**
 * Runs jobs by the clock; what they do they know themselves. One that throws is logged and comes again at
 * its next time, and none overlaps itself.
 * @returns a function that ends all.
 */
export function schedule(jobs: readonly Job[], log: Log): () => Promise<void> {
  const logger = {
    info: (message: string) => log.debug({ message }, 'node-cron'),
    warn: (message: string) => log.debug({ message }, 'node-cron'),
    error: (message: string | Error) => log.error({ message: String(message) }, 'node-cron'),
    debug: () => {},
  };
  const tasks = jobs.map((job) =>
    cron.schedule(
      job.cron,
      () => {
        try {
          job.run();
        } catch (error) {
          log.error({ err: error, job: job.name }, 'a job failed');
        }
      },
      { name: job.name, noOverlap: true, timezone: 'UTC', logger },
    ),
  );
  return async () => {
    for (const task of tasks) await task.destroy();
  };
}
