import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAffordable, type Level, type Taken } from '../../daemon/modem/recovery/levels.ts';
import { supervise } from '../../daemon/modem/recovery/supervise.ts';
import {
  atFirst,
  type Job,
  type JobEnd,
  type Next,
  type Sight,
  type Supervision,
  type SupervisionEvent,
  type SupervisionPlan,
} from '../../daemon/modem/recovery/supervision.ts';

const MINUTE_MS = 60_000;
const PLAN: SupervisionPlan = {
  device: '/dev/ttyUSB0',
  means: { L3: true, L5: true, L6: true },
  holdMs: 60_000,
  reopenMinMs: 1000,
  reopenMaxMs: 60_000,
  hangUpMs: 2000,
};
const WELL: Sight = { network: 'registered', refusing: false, weakPower: false, foreign: undefined };
const RESETS: readonly Level[] = ['L4', 'L5', 'L6', 'B3'];

/** A reducer on its way: what it decided, and the clock of its world. */
class Walk {
  state: Supervision;
  nowMs = 0;
  job: Job | undefined;
  readonly taken: Taken[] = [];
  readonly alarms: Array<readonly [string, string | null]> = [];
  readonly plan: SupervisionPlan;

  constructor(plan: SupervisionPlan = PLAN, history: readonly Taken[] = []) {
    this.plan = plan;
    this.state = atFirst(history, 0);
    this.end({ event: 'started' });
  }

  end(event: JobEnd | { event: 'started' }): Next {
    const next = this.feed({ ...event, atMs: this.nowMs });
    this.job = next.job;
    return next;
  }

  feed(event: SupervisionEvent): Next {
    const next = supervise(this.state, event, this.plan);
    this.state = next.state;
    for (const effect of next.effects) {
      if (effect.effect === 'begin') this.taken.push({ level: effect.level, atMs: this.nowMs });
      if (effect.effect === 'alarm') this.alarms.push([effect.kind, effect.text]);
    }
    return next;
  }

  tick(sight: Partial<Sight> = {}): Next {
    return this.feed({ event: 'tick', ...WELL, ...sight, atMs: this.nowMs });
  }

  get levels(): readonly Level[] {
    return this.taken.map(({ level }) => level);
  }

  /** Does the jobs that need no modem, and lets the others end as told. */
  until(place: Supervision['place'], ends: Partial<Record<Job['job'], JobEnd>>, jobsMax = 200): void {
    for (let jobs = 0; this.state.place !== place; jobs += 1) {
      if (jobs > jobsMax || !this.job) throw new Error(`never ${place}, but ${this.state.place}`);
      this.nowMs += this.job.job === 'rest' ? this.job.ms : 1000;
      this.end(ends[this.job.job] ?? SMOOTH[this.job.job]);
    }
  }
}

const SMOOTH: Readonly<Record<Job['job'], JobEnd>> = {
  open: { event: 'opened' },
  synchronize: { event: 'inStep' },
  prepare: { event: 'prepared' },
  work: { event: 'released' },
  close: { event: 'closed', stuck: false },
  rest: { event: 'rested' },
  step: { event: 'stepEnded', outcome: 'done', note: undefined },
};
const POSSIBLE: Readonly<Record<Job['job'], ReadonlyArray<JobEnd['event']>>> = {
  open: ['opened', 'openFailed'],
  synchronize: ['inStep', 'trouble'],
  prepare: ['prepared', 'held', 'trouble'],
  work: ['released', 'trouble'],
  close: ['closed'],
  rest: ['rested'],
  step: ['stepEnded'],
};
const MUTE: JobEnd = { event: 'trouble', trouble: 'mute' };
const SICK: JobEnd = { event: 'trouble', trouble: 'sick' };
const LOST: JobEnd = { event: 'trouble', trouble: 'closed' };
const GONE: JobEnd = { event: 'openFailed', code: 'ENOENT' };

function working(plan?: SupervisionPlan, history?: readonly Taken[]): Walk {
  const walk = new Walk(plan, history);
  walk.until('ready', {});
  return walk;
}

describe('a modem that gives no sensible answer', () => {
  test('is opened anew twice, reset over its other port, on the bus, and by its power, then left alone (F11, F39)', () => {
    const walk = working();
    walk.end(MUTE);
    walk.until('waiting', { synchronize: MUTE });
    expect(walk.levels).toEqual(['L2', 'L2', 'L3', 'L5', 'L6', 'L7']);
  });

  test('is left out of what the office has no command for', () => {
    const walk = working({ ...PLAN, means: { L3: false, L5: false, L6: false } });
    walk.end(MUTE);
    walk.until('waiting', { synchronize: MUTE });
    expect(walk.levels).toEqual(['L2', 'L2', 'L7']);
  });

  test('is tried for ever, after 1, 2, 5, 10, 30 and 30 minutes', () => {
    const walk = working({ ...PLAN, means: { L3: false, L5: false, L6: false } });
    const waits: number[] = [];
    walk.end(MUTE);
    while (waits.length < 6) {
      const job: Job = walk.job ?? { job: 'work' };
      if (job.job === 'rest' && walk.state.step?.level === 'L7') waits.push(job.ms / MINUTE_MS);
      walk.end(job.job === 'synchronize' ? MUTE : SMOOTH[job.job]);
    }
    expect(waits).toEqual([1, 2, 5, 10, 30, 30]);
  });

  test('and is told to restart over a port that is not there gets the next step at once', () => {
    const walk = working();
    walk.end(MUTE);
    const noSister: JobEnd = { event: 'stepEnded', outcome: 'failed', note: undefined };
    while (!walk.levels.includes('L5')) {
      const job: Job = walk.job ?? { job: 'work' };
      walk.end(job.job === 'synchronize' ? MUTE : job.job === 'step' ? noSister : SMOOTH[job.job]);
    }
    expect(walk.levels).toEqual(['L2', 'L2', 'L3', 'L5']);
  });

  test('raises an alarm at the second time, which ends with its first answer', () => {
    const walk = working();
    walk.end(MUTE);
    walk.until('syncing', {});
    expect(walk.alarms.filter(([kind]) => kind === 'modem_mute').at(-1)?.[1]).toBe(null);
    walk.end(MUTE);
    expect(walk.alarms.at(-1)).toEqual(['modem_mute', expect.any(String)]);
    walk.until('preparing', {});
    expect(walk.alarms.at(-1)).toEqual(['modem_mute', null]);
  });
});

describe('a modem that answers and cannot be used', () => {
  test('is prepared twice, then reset ever harder (F54)', () => {
    const walk = working();
    walk.end(SICK);
    const refused: JobEnd = { event: 'stepEnded', outcome: 'failed', note: 'no reset' };
    while (!walk.levels.includes('L5')) {
      const job: Job = walk.job ?? { job: 'work' };
      walk.end(
        job.job === 'prepare' ? SICK : job.job === 'step' && job.level === 'L4' ? refused : SMOOTH[job.job],
      );
    }
    expect(walk.levels).toEqual(['B1', 'B1', 'B2', 'B3', 'L4', 'L5']);
  });

  test('is not well before it was in use for ten minutes and did something', () => {
    const walk = working();
    walk.end(SICK);
    walk.until('ready', {});
    walk.nowMs += 11 * MINUTE_MS;
    walk.tick();
    walk.end(SICK);
    walk.until('ready', {});
    walk.nowMs += 9 * MINUTE_MS;
    walk.feed({ event: 'proof', atMs: walk.nowMs });
    walk.tick();
    walk.end(SICK);
    walk.until('ready', {});
    walk.nowMs += 11 * MINUTE_MS;
    walk.feed({ event: 'proof', atMs: walk.nowMs });
    walk.tick();
    walk.end(SICK);
    expect(walk.levels).toEqual(['B1', 'B1', 'B2', 'B1']);
  });

  test('for want of its SIM is asked again each minute and never reset (F34)', () => {
    const walk = working();
    walk.end({ event: 'trouble', trouble: 'settingsLost' });
    const absent: JobEnd = { event: 'held', words: 'SIM tidak terpasang', sick: false };
    for (let minutes = 0; minutes < 600; minutes += 1) {
      walk.until('waiting', { prepare: absent });
      expect(walk.job).toEqual({ job: 'rest', ms: 60_000 });
      walk.nowMs += 60_000;
      walk.end({ event: 'rested' });
    }
    expect(walk.taken).toEqual([]);
  });

  test('is told of when its reset has failed, after its power was cut, and each six hours', () => {
    const walk = working();
    walk.end(SICK);
    while (walk.nowMs < 13 * 60 * MINUTE_MS) {
      const job: Job = walk.job ?? { job: 'work' };
      walk.nowMs += job.job === 'rest' ? job.ms : 1000;
      walk.tick({ network: undefined });
      walk.end(job.job === 'prepare' ? SICK : SMOOTH[job.job]);
    }
    const told = walk.alarms
      .filter(([kind, text]) => kind === 'recovery_failed' && text)
      .map(([, text]) => text);
    expect(told).toHaveLength(4);
    expect(told[0]).toMatch(/^Modem belum pulih: /);
    expect(told[1]).toMatch(/walau listriknya sudah diputus: /);
    expect(told[2]).toContain('setelah 6 jam');
    expect(told[3]).toContain('setelah 12 jam');
  });
});

describe('a modem that is gone', () => {
  test('is looked for each second, told of after two minutes, and pushed after one, if there is something to push with (F49)', () => {
    const walk = working();
    walk.end(LOST);
    while (walk.nowMs < 150_000) {
      const job: Job = walk.job ?? { job: 'work' };
      if (job.job === 'rest') expect(job.ms).toBeLessThanOrEqual(1000);
      walk.nowMs += job.job === 'rest' ? job.ms : 0;
      walk.tick({ network: undefined });
      walk.end(job.job === 'open' ? GONE : SMOOTH[job.job]);
    }
    expect(walk.levels).toEqual(['L5', 'L6']);
    const told = walk.alarms.filter(([kind]) => kind === 'modem_missing');
    expect(told.at(-1)?.[1]).toMatch(/^Modem tidak tersambung/);
    walk.until('ready', {});
    walk.tick();
    expect(walk.alarms.filter(([kind]) => kind === 'modem_missing').at(-1)?.[1]).toBe(null);
  });

  test('or restarts by itself more than five times a day is told of (F19)', () => {
    const walk = working();
    for (let losses = 0; losses < 6; losses += 1) {
      walk.nowMs += 60 * MINUTE_MS;
      walk.end(losses % 2 === 0 ? LOST : { event: 'trouble', trouble: 'rebooted' });
      walk.until('ready', {});
      walk.tick();
      expect(walk.alarms.filter(([kind, text]) => kind === 'restarts_often' && text)).toHaveLength(
        losses < 5 ? 0 : 1,
      );
    }
    expect(walk.taken).toEqual([]);
  });

  test('because it was reset is no loss, and is waited for', () => {
    const walk = working();
    walk.feed({ event: 'restartAsked', atMs: 0 });
    walk.end({ event: 'released' });
    expect(walk.job).toEqual({ job: 'step', level: 'L4' });
    walk.until('opening', {});
    walk.end(GONE);
    walk.until('ready', {});
    expect(walk.levels).toEqual(['L4']);
    expect(walk.state.history.map(({ level }) => level)).toEqual(['L4']);
  });
});

describe('a modem without a network', () => {
  const over = (walk: Walk, minutes: number, network: Sight['network']): void => {
    for (let ticks = 0; ticks < minutes * 6; ticks += 1) {
      walk.nowMs += 10_000;
      const { effects } = walk.tick({ network });
      if (!effects.some(({ effect }) => effect === 'letGo')) continue;
      walk.end({ event: 'released' });
      walk.until('ready', {});
    }
  };

  test.each([
    ['searching', 9, []],
    ['searching', 45, ['B3', 'B3']],
    ['idle', 4, ['N1']],
    ['idle', 36, ['N1', 'B3', 'B3']],
    ['denied', 100, ['N1']],
    ['denied', 125, ['N1', 'B3']],
    ['registered', 600, []],
  ] as const)('(%s, for %i minutes) gets %j and never a reset (F38)', (network, minutes, levels) => {
    const walk = working();
    over(walk, minutes, network);
    expect(walk.levels).toEqual(levels);
  });

  test('for a moment again and again is left alone (F38)', () => {
    const walk = working();
    for (let round = 0; round < 60; round += 1) over(walk, 0.5, round % 2 === 0 ? 'searching' : 'registered');
    expect(walk.levels).toEqual([]);
  });
});

test('a modem that refuses every text is restarted once, held, and told of (DLR-03)', () => {
  const walk = working();
  walk.nowMs += 10_000;
  const { effects } = walk.tick({ refusing: true });
  expect(effects).toContainEqual({ effect: 'letGo' });
  expect(walk.alarms).toContainEqual(['sends_refused', expect.any(String)]);
  walk.end({ event: 'released' });
  walk.until('ready', {});
  walk.nowMs += 10_000;
  walk.tick({ refusing: true });
  expect(walk.state.place).toBe('degraded');
  expect(walk.levels).toEqual(['L4']);
});

describe('whatever happens', () => {
  const jobEnd: fc.Arbitrary<JobEnd> = fc.oneof(
    fc.constantFrom<JobEnd>(
      { event: 'opened' },
      { event: 'inStep' },
      { event: 'prepared' },
      { event: 'released' },
      { event: 'rested' },
      MUTE,
      SICK,
      LOST,
      { event: 'trouble', trouble: 'rebooted' },
      { event: 'trouble', trouble: 'settingsLost' },
      { event: 'held', words: 'SIM', sick: false },
      { event: 'held', words: 'sakit', sick: true },
    ),
    fc.record({ event: fc.constant('closed' as const), stuck: fc.boolean() }),
    fc.record({
      event: fc.constant('openFailed' as const),
      code: fc.constantFrom('ENOENT', 'EBUSY', 'EHELDBYUS', 'EACCES', undefined),
    }),
    fc.record({
      event: fc.constant('stepEnded' as const),
      outcome: fc.constantFrom('done' as const, 'failed' as const, 'skipped' as const),
      note: fc.constant(undefined),
    }),
  );
  const sight: fc.Arbitrary<Sight> = fc.record({
    network: fc.constantFrom('registered', 'searching', 'idle', 'denied', undefined),
    refusing: fc.boolean(),
    weakPower: fc.boolean(),
    foreign: fc.constantFrom(undefined, 'ModemManager'),
  });
  const moment = fc.record({
    afterMs: fc.integer({ min: 0, max: 20 * MINUTE_MS }),
    end: jobEnd,
    sight,
    /** Mostly the job ends as it should. */
    smooth: fc.boolean(),
  });
  const walked = (
    moments: readonly (typeof moment extends fc.Arbitrary<infer M> ? M : never)[],
    plan = PLAN,
  ): Walk => {
    const walk = new Walk(plan);
    for (const { afterMs, end, sight: seen, smooth } of moments) {
      walk.nowMs += afterMs;
      walk.tick(seen);
      walk.end(smooth && walk.job ? SMOOTH[walk.job.job] : end);
    }
    return walk;
  };

  test('every job that ends is followed by another one, until a stop is asked for', () => {
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 80 }), (moments) => {
        const walk = walked(moments);
        expect(walk.job).toBeDefined();
        expect(walk.state.place).not.toBe('stopped');
      }),
    );
  });

  test('a modem that is in order again is in use again', () => {
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 80 }), (moments) => {
        const walk = new Walk();
        for (const { afterMs, end, sight: seen } of moments) {
          walk.nowMs += afterMs;
          walk.tick(seen);
          const { job }: Job = walk.job ?? { job: 'work' };
          walk.end(POSSIBLE[job].includes(end.event) ? end : SMOOTH[job]);
        }
        walk.until('ready', {}, 30);
        expect(walk.state.portOpen).toBe(true);
      }),
    );
  });

  test('no interruption begins a second job', () => {
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 40 }), sight, (moments, seen) => {
        const walk = walked(moments);
        expect(walk.tick(seen).job).toBeUndefined();
        for (const event of ['proof', 'restartAsked', 'stopAsked'] as const) {
          expect(walk.feed({ event, atMs: walk.nowMs }).job).toBeUndefined();
        }
      }),
    );
  });

  test('no step is taken beyond its budget, over restarts of the process', () => {
    fc.assert(
      fc.property(fc.array(fc.array(moment, { maxLength: 60 }), { maxLength: 4 }), (lives) => {
        let history: readonly Taken[] = [];
        let nowMs = 0;
        const all: Taken[] = [];
        for (const moments of lives) {
          const walk = new Walk(PLAN, history);
          walk.nowMs = nowMs;
          for (const { afterMs, end, sight: seen, smooth } of moments) {
            walk.nowMs += afterMs;
            walk.tick(seen);
            walk.end(smooth && walk.job ? SMOOTH[walk.job.job] : end);
          }
          for (const taken of walk.taken) {
            if (RESETS.includes(taken.level)) expect(isAffordable(all, taken.level, taken.atMs)).toBe(true);
            all.push(taken);
          }
          history = all;
          nowMs = walk.nowMs;
        }
      }),
    );
  });

  test('a stop that is asked for is had after the end of the running job and of one more, and nothing comes after it', () => {
    fc.assert(
      fc.property(
        fc.array(moment, { maxLength: 60 }),
        fc.array(jobEnd, { minLength: 3, maxLength: 6 }),
        (moments, ends) => {
          const walk = walked(moments);
          walk.feed({ event: 'stopAsked', atMs: walk.nowMs });
          let jobs = 0;
          for (const end of ends) {
            if (walk.job) jobs += 1;
            walk.end(walk.job?.job === 'close' ? { event: 'closed', stuck: false } : end);
          }
          expect(jobs).toBeLessThanOrEqual(3);
          expect(walk.state.place).toBe('stopped');
          expect(walk.job).toBeUndefined();
        },
      ),
    );
  });
});
