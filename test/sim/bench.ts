import type { SimClock } from '../../scripts/sim/clock.ts';
import { createSimulation, type Simulation, type SimulationOptions } from '../../scripts/sim/simulation.ts';

/** A clock that stands still until it is turned. */
export interface HandClock extends SimClock {
  /** Lets time pass; what falls due meanwhile runs in order. */
  pass(ms: number): void;
}

export function handClock(startMs = Date.UTC(2025, 10, 10, 5, 0, 0)): HandClock {
  let nowMs = startMs;
  let jobs: { dueMs: number; job: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    after(delayMs, job) {
      if (delayMs <= 0) {
        job();
        return () => {};
      }
      const entry = { dueMs: nowMs + delayMs, job };
      jobs.push(entry);
      return () => {
        jobs = jobs.filter((each) => each !== entry);
      };
    },
    pass(ms) {
      const endMs = nowMs + ms;
      for (;;) {
        const [next] = jobs.filter((each) => each.dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs);
        if (!next) break;
        jobs = jobs.filter((each) => each !== next);
        nowMs = next.dueMs;
        next.job();
      }
      nowMs = endMs;
    },
  };
}

export interface Bench extends Simulation {
  readonly clock: HandClock;
  /** Writes text as latin1 and answers what the modem said meanwhile. */
  say(text: string): string;
  /** Writes one command line; answers what came after the echo. */
  at(command: string): string;
  /** Sends a PDU by +CMGS; answers what came after Ctrl-Z. */
  submit(pduHex: string, length?: number): string;
  /** What the modem has said since it was last looked at. */
  heard(): string;
}

/** A modem in memory with a clock turned by hand. */
export function bench(options: SimulationOptions = {}): Bench {
  const clock = handClock();
  const simulation = createSimulation(options, clock);
  let output = '';
  simulation.engine.onOutput((bytes) => {
    output += bytes.toString('latin1');
  });
  const heard = (): string => {
    const all = output;
    output = '';
    return all;
  };
  const say = (text: string): string => {
    heard();
    simulation.engine.write(Buffer.from(text, 'latin1'));
    return heard();
  };
  const at = (command: string): string => {
    const answer = say(`${command}\r`);
    const echo = `${command}\r`;
    return answer.startsWith(echo) ? answer.slice(echo.length) : answer;
  };
  const submit = (
    pduHex: string,
    length = pduHex.length / 2 - 1 - Number.parseInt(pduHex.slice(0, 2), 16),
  ): string => {
    at(`AT+CMGS=${length}`);
    const answer = say(`${pduHex}\x1a`);
    return answer.startsWith(pduHex) ? answer.slice(pduHex.length) : answer;
  };
  return { ...simulation, clock, say, at, submit, heard };
}
