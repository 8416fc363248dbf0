import { command } from '../../at/command.ts';
import { pause } from '../../at/wait.ts';
import type { Bench } from '../bench.ts';
import { pinAttemptOf } from '../simSteps.ts';
import type { Level } from './levels.ts';
import type { StepOutcome } from './supervision.ts';

export interface StepEnd {
  readonly outcome: StepOutcome;
  readonly note: string | undefined;
}

export interface WireStepDeps {
  readonly bench: Bench;
  /** Marks of a restart that were heard on this port. */
  rebootsHeard(): number;
}

const done: StepEnd = { outcome: 'done', note: undefined };
const failed = (note: string): StepEnd => ({ outcome: 'failed', note });
const skipped = (note: string): StepEnd => ({ outcome: 'skipped', note });

/** Carries out a step that needs a modem that answers. @throws {LinkTrouble} */
export async function takeWireStep(level: Level, deps: WireStepDeps): Promise<StepEnd> {
  const { desk, timing } = deps.bench;
  switch (level) {
    case 'B2':
      return (await desk.accepts('ATZ', timing.slowCommandMs)) ? done : failed('ATZ ditolak');
    case 'B3':
      return cycleRadio(deps.bench);
    case 'N1':
      return (await desk.accepts('AT+COPS=0', timing.networkMs)) ? done : failed('AT+COPS=0 ditolak');
    case 'L4':
      return resetModem(deps);
    default:
      return skipped('bukan langkah lewat modem');
  }
}

async function cycleRadio({ desk, facts, timing }: Bench): Promise<StepEnd> {
  await desk.ask(facts.profile.radioOff, timing.radioMs);
  await pause(timing.radioOffMs);
  return (await desk.accepts('AT+CFUN=1', timing.radioMs)) ? done : failed('AT+CFUN=1 ditolak');
}

/** The make's own command; whether it did anything is seen, not believed: some say OK and go on as before. */
async function resetModem(deps: WireStepDeps): Promise<StepEnd> {
  const { bench } = deps;
  if (!(await mayLoseItsPin(bench))) return skipped('SIM akan meminta PIN yang tidak diketahui');
  const { channel } = bench.desk;
  const before = await settingsOf(bench);
  const heard = deps.rebootsHeard();
  for (const text of bench.facts.profile.reset) {
    const answer = await channel.run(command(text, bench.timing.slowCommandMs));
    if (answer.kind === 'closed' || answer.kind === 'rebooted') return done;
    if (answer.kind === 'error') continue;
    const isGone = (): boolean => channel.isClosed || deps.rebootsHeard() > heard;
    for (let ms = 0; ms < bench.timing.resetGoneMs && !isGone(); ms += POLL_MS) await pause(POLL_MS);
    if (isGone()) return done;
    const ping = await channel.run(command('AT', bench.timing.commandMs));
    if (ping.kind !== 'ok' || (await settingsOf(bench)) !== before) return done;
  }
  return failed('modem tidak menyala ulang');
}

const POLL_MS = 250;

/** Three settings of ours that hardly any modem keeps over a restart. */
async function settingsOf({ desk, timing }: Bench): Promise<string> {
  const lines: string[] = [];
  for (const text of ['AT+CNMI?', 'AT+CMGF?', 'AT+CREG?']) {
    const answer = await desk.channel.run(command(text, timing.commandMs));
    const line = answer.kind === 'ok' ? (answer.lines[0] ?? '') : answer.kind;
    // Of the network only how it is told, not how it is.
    lines.push(line.replace(/^(\+CREG: *\d).*$/i, '$1'));
  }
  return lines.join();
}

/** A restart locks the SIM again: without its PIN, or while the guard holds it back, the cure would be worse. */
async function mayLoseItsPin(bench: Bench): Promise<boolean> {
  const { desk, timing, pin } = bench;
  const lock = await desk.channel.run(command('AT+CLCK="SC",2', timing.commandMs));
  const isLocked = lock.kind === 'ok' && /^\+CLCK: *1/i.test(lock.lines[0] ?? '');
  if (!isLocked) return true;
  return pin !== undefined && (await pinAttemptOf(bench)).permission() === 'granted';
}
