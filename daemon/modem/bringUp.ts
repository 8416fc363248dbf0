import type { Bench, Hold } from './bench.ts';
import { chooseStorage } from './chooseStorage.ts';
import type { AskExtras, Settled } from './desk.ts';
import { identifyAgain, identifyModem, quieten } from './identify.ts';
import { parseRegistration, withNews } from './registration.ts';
import { awaitSmsReady, identifySim, lookAtLock, openSim } from './simSteps.ts';
import { checkSmsc, chooseIndications, choosePduMode, chooseService, sweepAll } from './smsSteps.ts';
import type { Timing } from './timing.ts';

/** One command and what is made of its answer, or a procedure. A step that cannot succeed now holds the list. */
export type BringUpStep =
  | {
      readonly name: string;
      readonly command: string;
      readonly timeout: keyof Timing;
      readonly extras?: AskExtras;
      /** Undefined: refusals and silence are ignored. */
      readonly take?: (answer: Settled, bench: Bench) => void;
      readonly when?: (bench: Bench) => boolean;
    }
  | { readonly name: string; readonly act: (bench: Bench) => Promise<Hold | undefined> };

const noteShape = (answer: Settled, { facts }: Bench): void => {
  if (answer.kind === 'error') facts.shapeRefused = true;
};
const noteEcho = (answer: Settled, bench: Bench): void => {
  noteShape(answer, bench);
  bench.facts.echoes = answer.kind === 'ok' ? bench.desk.channel.echoes : undefined;
};
const wasRefused = ({ facts }: Bench): boolean => facts.shapeRefused;

/**
 * From a line in step to a modem in use (DRIVER §1). The order matters: the lock of the SIM first, because some sticks
 * refuse everything else before it (what they refused is set again then); a sweep before announcements are switched on, for what came while we were away,
 * and one after, for what came in between.
 */
export const BRING_UP: readonly BringUpStep[] = [
  { name: 'look at the lock', act: lookAtLock },
  { name: 'echo off', command: 'ATE0', timeout: 'commandMs', take: noteEcho },
  { name: 'words for results', command: 'ATV1', timeout: 'commandMs' },
  { name: 'results on', command: 'ATQ0', timeout: 'commandMs' },
  { name: 'numbered errors', command: 'AT+CMEE=1', timeout: 'commandMs', take: noteShape },
  { name: 'which modem', act: identifyModem },
  { name: 'quiet', act: quieten },
  { name: 'radio on', act: switchRadioOn },
  { name: 'open the SIM', act: openSim },
  { name: 'echo off, again', command: 'ATE0', timeout: 'commandMs', take: noteEcho, when: wasRefused },
  { name: 'numbered errors, again', command: 'AT+CMEE=1', timeout: 'commandMs', when: wasRefused },
  { name: 'which modem, again', act: identifyAgain },
  { name: 'which SIM', act: identifySim },
  { name: 'wait for texts', act: awaitSmsReady },
  { name: 'PDU mode', act: choosePduMode },
  { name: 'message service', act: chooseService },
  { name: 'storage', act: chooseStorage },
  { name: 'sweep before announcements', act: sweepAll },
  { name: 'character set', command: 'AT+CSCS="GSM"', timeout: 'commandMs' },
  { name: 'SMSC', act: checkSmsc },
  { name: 'network news', command: 'AT+CREG=1', timeout: 'slowCommandMs' },
  { name: 'LTE news', command: 'AT+CEREG=1', timeout: 'slowCommandMs' },
  { name: 'network', command: 'AT+CREG?', timeout: 'slowCommandMs', take: noteRegistration },
  { name: 'LTE network', command: 'AT+CEREG?', timeout: 'slowCommandMs', take: noteRegistration },
  { name: 'announcements', act: chooseIndications },
  { name: 'operator by name', command: 'AT+COPS=3,0', timeout: 'slowCommandMs' },
  { name: 'callers by number', command: 'AT+CLIP=1', timeout: 'slowCommandMs' },
  { name: 'own number', command: 'AT+CNUM', timeout: 'slowCommandMs', take: noteOwnNumber },
  { name: 'sweep after announcements', act: sweepAll },
];

/**
 * Works through the list.
 * @param onStep told of each step before it begins.
 * @throws {LinkTrouble}
 */
export async function bringUp(
  bench: Bench,
  onStep: (name: string) => void,
  steps: readonly BringUpStep[] = BRING_UP,
): Promise<Hold | undefined> {
  for (const step of steps) {
    onStep(step.name);
    bench.log.debug({ step: step.name }, 'bring-up');
    if ('act' in step) {
      const hold = await step.act(bench);
      if (hold) return hold;
    } else if (step.when?.(bench) ?? true) {
      const timeoutMs = bench.timing[step.timeout];
      const answer = await bench.desk.ask(step.command, timeoutMs, step.extras);
      step.take?.(answer, bench);
    }
  }
  return undefined;
}

/** ZTE answers the question with the list of choices: then it is unknown, and set. */
async function switchRadioOn({ desk, timing }: Bench): Promise<undefined> {
  const answer = await desk.ask('AT+CFUN?', timing.slowCommandMs);
  if (answer.kind !== 'ok' || /^\+CFUN: *1\b/i.test(answer.lines[0] ?? '')) return undefined;
  await desk.ask('AT+CFUN=1', timing.radioMs);
  return undefined;
}

function noteRegistration(answer: Settled, { facts }: Bench): void {
  const news = answer.kind === 'ok' ? parseRegistration(answer.lines[0] ?? '') : undefined;
  if (news) facts.registration = withNews(facts.registration, news);
}

/** Most SIMs do not hold it; the first of several counts (27.007 §7.1). */
function noteOwnNumber(answer: Settled, { facts }: Bench): void {
  if (answer.kind !== 'ok') return;
  const numbers = answer.lines.map((line) => /^\+CNUM:[^,]*, *"?(\+?\d{7,15})\b/i.exec(line)?.[1]);
  facts.ownNumber = numbers.find((number) => number !== undefined);
}
