import { afterEach, expect, test } from 'vitest';
import { takeTime, type VirtualTime } from '../../scripts/replay/virtualTime.ts';

let time: VirtualTime | undefined;
afterEach(() => time?.release());

const startMs = Date.UTC(2026, 2, 2, 1, 15);

test('timers, the date and the steady clock go together, in order, as fast as they are stepped', async () => {
  time = takeTime(startMs);
  const seen: string[] = [];
  const note = (what: string): void => void seen.push(`${what} ${Date.now() - startMs} ${performance.now()}`);
  setTimeout(note, 500.5, 'late');
  setTimeout(() => note('soon'), 20);
  const ticking = setInterval(note, 200, 'tick');
  clearTimeout(setTimeout(note, 10, 'never'));
  for (let step = 0; step < 4; step += 1) await time.step();
  clearInterval(ticking);
  expect(seen).toEqual(['soon 20 20', 'tick 200 200', 'tick 400 400', 'late 500 500.5']);
  expect(new Date().toISOString()).toBe('2026-03-02T01:15:00.500Z');
  expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z');
  expect(new Date()).toBeInstanceOf(Date);
});

test('afterwards time is the machine’s again', async () => {
  const before = { setTimeout, Date, now: Date.now() };
  takeTime(startMs).release();
  expect({ setTimeout, Date }).toEqual({ setTimeout: before.setTimeout, Date: before.Date });
  expect(Date.now()).toBeGreaterThanOrEqual(before.now);
  await new Promise((resolve) => setTimeout(resolve, 1));
});
