import cron, { type ScheduledTask } from 'node-cron';
import type { Logger } from '../../db/logger.ts';

export interface Job {
  name: string;
  /** Six fields, seconds first, in UTC. */
  cron: string;
  run: () => void;
}

const LOOK_MS = 500;

/**
 * Runs jobs by the clock; what they do they know themselves. One that throws is logged and comes again at
 * its next time.
 *
 * node-cron reads the patterns, but does not keep the time: when the clock is set ahead it goes through every
 * second in between (from 1970 to today that is hours without a sign of life), and set back by an hour it
 * rests for one. Here a leap ahead is one run, and after one back the next time is reckoned anew.
 * @returns a function that ends all.
 */
export function schedule(jobs: readonly Job[], log: Logger): () => void {
  const timed = jobs.map((job) => {
    const pattern = cron.createTask(job.cron, () => undefined, { timezone: 'UTC' });
    return { job, pattern, dueMs: nextMs(pattern) };
  });
  let lookedMs = Date.now();
  const timer = setInterval(() => {
    const nowMs = Date.now();
    const isSetBack = nowMs < lookedMs;
    lookedMs = nowMs;
    for (const each of timed) {
      const isDue = nowMs >= each.dueMs;
      // Reckoning takes long enough to be seen in the idle program.
      if (isDue || isSetBack) each.dueMs = nextMs(each.pattern);
      if (isDue) runGuarded(each.job, log);
    }
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    for (const { pattern } of timed) void pattern.destroy();
  };
}

const nextMs = (pattern: ScheduledTask): number =>
  pattern.getNextRuns(1)[0]?.getTime() ?? Number.POSITIVE_INFINITY;

function runGuarded(job: Job, log: Logger): void {
  try {
    job.run();
  } catch (error) {
    log.error({ err: error, job: job.name }, 'a job failed');
  }
}
