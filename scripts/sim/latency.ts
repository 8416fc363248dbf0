/** The steps of a modem and its network that take time. */
export type LatencyStep =
  | 'command'
  | 'read'
  | 'prompt'
  | 'send'
  | 'report'
  | 'arrival'
  | 'boot'
  | 'register'
  | 'ussd';

export type Latency = Readonly<Record<LatencyStep, number>>;

const ZERO: Latency = {
  command: 0,
  read: 0,
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
