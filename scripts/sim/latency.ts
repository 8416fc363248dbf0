/** The steps of a modem and its network that take time. */
export type LatencyStep =
  | 'command'
  | 'read'
  | 'delete'
  | 'memory'
  | 'prompt'
  | 'send'
  | 'report'
  | 'arrival'
  | 'boot'
  | 'register'
  | 'ussd';

/** Milliseconds per step. */
export type Latency = Readonly<Record<LatencyStep, number>>;

/** Shortest, typical and longest time of a step in milliseconds. */
export type StepTimes = readonly [least: number, typical: number, most: number];

const ZERO: Latency = {
  command: 0,
  read: 0,
  delete: 0,
  memory: 0,
  prompt: 0,
  send: 0,
  report: 0,
  arrival: 0,
  boot: 0,
  register: 0,
  ussd: 0,
};

/** Typical times of a stick on a 2G network, in milliseconds. */
const REALISTIC: Latency = {
  command: 20,
  read: 170,
  delete: 220,
  memory: 100,
  prompt: 90,
  send: 6000,
  report: 6000,
  arrival: 500,
  boot: 8000,
  register: 6000,
  ussd: 4000,
};

/** All steps in milliseconds, those not named being 0. */
export function latencyOf(named: Partial<Latency> = {}): Latency {
  return { ...ZERO, ...named };
}

/** 'zero', 'realistic', or 'realistic:0.1' for a tenth of it. Throws RangeError on anything else. */
export function parseLatency(text: string): Latency {
  if (text === 'zero') return ZERO;
  const found = /^realistic(?::(\d+(?:\.\d+)?))?$/.exec(text);
  if (!found)
    throw new RangeError(`--latency: expected zero, realistic or realistic:<factor>, got "${text}"`);
  const factor = Number(found[1] ?? 1);
  const scaled = Object.entries(REALISTIC).map(([step, ms]) => [step, Math.round(ms * factor)] as const);
  return latencyOf(Object.fromEntries(scaled));
}

/** The typical time of every step of a make. */
export function typicalLatency(times: Readonly<Record<LatencyStep, StepTimes>>): Latency {
  const typical = Object.entries(times).map(([step, [, ms]]) => [step, ms] as const);
  return latencyOf(Object.fromEntries(typical));
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Times drawn anew at each step: half of them up to the typical one, the longest ones rare. */
export function drawnLatency(times: Readonly<Record<LatencyStep, StepTimes>>, seed: number): Latency {
  const random = seeded(seed);
  const draw = ([least, typical, most]: StepTimes): number => {
    const luck = 2 * random();
    const ms = luck < 1 ? least + (typical - least) * luck : typical + (most - typical) * (luck - 1) ** 6;
    return Math.round(ms);
  };
  return {
    get command() {
      return draw(times.command);
    },
    get read() {
      return draw(times.read);
    },
    get delete() {
      return draw(times.delete);
    },
    get memory() {
      return draw(times.memory);
    },
    get prompt() {
      return draw(times.prompt);
    },
    get send() {
      return draw(times.send);
    },
    get report() {
      return draw(times.report);
    },
    get arrival() {
      return draw(times.arrival);
    },
    get boot() {
      return draw(times.boot);
    },
    get register() {
      return draw(times.register);
    },
    get ussd() {
      return draw(times.ussd);
    },
  };
}
