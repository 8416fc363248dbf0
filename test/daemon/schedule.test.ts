import { expect, test, vi } from 'vitest';
import { schedule } from '../../daemon/jobs/schedule.ts';
import { quietLog } from '../support/quietLog.ts';
import { elapse, useVirtualTime } from '../support/virtualTime.ts';

useVirtualTime();

const SECOND = 1000;
const HOUR = 3600 * SECOND;

function everyFiveSeconds() {
  const run = vi.fn();
  const end = schedule([{ name: 'five', cron: '*/5 * * * * *', run }], quietLog());
  return { run, end };
}

test('a job runs at its times, and no more once it is ended', async () => {
  const { run, end } = everyFiveSeconds();
  await elapse(30 * SECOND);
  expect(run).toHaveBeenCalledTimes(6);
  end();
  await elapse(30 * SECOND);
  expect(run).toHaveBeenCalledTimes(6);
});

test.each([
  ['put right from 1970', 60 * SECOND, Date.UTC(2026, 2, 2, 1, 15)],
  ['set ahead by two days', Date.UTC(2026, 2, 2), Date.UTC(2026, 2, 4)],
  ['set back by an hour', Date.UTC(2026, 2, 2, 5), Date.UTC(2026, 2, 2, 4)],
  ['set back by 56 years', Date.UTC(2026, 2, 2), 60 * SECOND],
])('a job keeps its pace when the clock is %s', async (_, before, after) => {
  vi.setSystemTime(before);
  const { run, end } = everyFiveSeconds();
  await elapse(10 * SECOND);
  vi.setSystemTime(after);
  run.mockClear();
  await elapse(30 * SECOND);
  expect(run.mock.calls.length).toBeGreaterThanOrEqual(6);
  expect(run.mock.calls.length).toBeLessThanOrEqual(7);
  end();
});

test('a job that throws is told of, comes again, and takes no other with it', async () => {
  const failing = vi.fn(() => {
    throw new Error('stumbled');
  });
  const other = vi.fn();
  const log = { ...quietLog(), error: vi.fn() };
  const end = schedule(
    [
      { name: 'failing', cron: '*/10 * * * * *', run: failing },
      { name: 'hourly', cron: '0 0 * * * *', run: other },
    ],
    log,
  );
  await elapse(HOUR);
  expect(failing).toHaveBeenCalledTimes(360);
  expect(other).toHaveBeenCalledTimes(1);
  expect(log.error).toHaveBeenCalledWith(expect.objectContaining({ job: 'failing' }), 'a job failed');
  end();
});
