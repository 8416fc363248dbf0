import { type Answer, type Command, command } from './command.ts';
import type { AtTiming } from './timing.ts';
import { monotonicMs, pause } from './wait.ts';

/** What the procedure needs of the channel that it repairs. */
export interface ResyncLine {
  write(text: string): Promise<void>;
  /** One exchange without the question whether the line is in step. */
  perform(command: Command): Promise<Answer>;
  lastByteAtMs(): number;
  /** Final results heard so far, whoever they belonged to. */
  finalsHeard(): number;
  isClosed(): boolean;
}

const ESCAPE = '\x1b';
const GREETING = 'AT';
/** Results on, and in words (V.250 §6.2.5, §6.2.6): one that was set otherwise has no answer that we could read. */
const RESULTS_IN_WORDS = 'ATQ0V1';
/** Unanswered greetings in a row, after which that may be the reason. */
const UNREADABLE_AT = 3;
const MARKER_ROUNDS = 3;
/** Half a minute: what hangs for no longer is back in use at once, and its port need not be closed. */
const ATTEMPTS = 20;
/** Three quarters of a minute. */
const PATIENT_ATTEMPTS = 30;
/** Unanswered AT in a row, after which the modem may be taking them for data. */
const LEAVE_DATA_AT = 4;

/**
 * Brings both sides to one view of whose turn it is (DRIVER §7 L1): silence, leave a prompt that may still be open,
 * clean answers to AT, and a question whose answer cannot be mistaken. What arrives meanwhile still goes to the
 * events; answers to older commands are dropped.
 *
 * ESC and never Ctrl-Z: Ctrl-Z would send a half written message.
 * @param patient for the first time after opening: a stick may be mute for forty seconds.
 */
export async function resync(line: ResyncLine, timing: AtTiming, patient: boolean): Promise<boolean> {
  for (let round = 0; round < MARKER_ROUNDS; round += 1) {
    if (line.isClosed()) return false;
    await drain(line, timing);
    if (!(await writeOrGiveUp(line, ESCAPE, timing))) return false;
    await pause(timing.escapePauseMs);
    if (!(await writeOrGiveUp(line, '\r', timing))) return false;
    await quiet(line, Math.max(timing.returnPauseMs, timing.drainQuietMs), timing.drainMaxMs);
    if (!(await greet(line, timing, patient))) return false;
    const marker = await askMarker(line, timing);
    if (marker !== 'odd') return marker === 'fits';
  }
  return false;
}

async function drain(line: ResyncLine, timing: AtTiming): Promise<void> {
  await quiet(line, timing.drainQuietMs, timing.drainMaxMs);
}

async function quiet(line: ResyncLine, quietMs: number, maxMs: number): Promise<void> {
  const startedAtMs = monotonicMs();
  let since = startedAtMs;
  while (!line.isClosed() && monotonicMs() - since < quietMs && monotonicMs() - startedAtMs < maxMs) {
    await pause(Math.max(1, quietMs - (monotonicMs() - since)));
    since = Math.max(startedAtMs, line.lastByteAtMs());
  }
}

/** A write that does not finish must not hang the repair. */
async function writeOrGiveUp(line: ResyncLine, text: string, timing: AtTiming): Promise<boolean> {
  const written = line.write(text).then(
    () => true,
    () => false,
  );
  return Promise.race([written, pause(timing.drainMaxMs).then(() => false)]);
}

/** Two clean answers in a row: one final each, and nothing behind it. */
async function greet(line: ResyncLine, timing: AtTiming, patient: boolean): Promise<boolean> {
  let clean = 0;
  let unanswered = 0;
  const attempts = patient ? PATIENT_ATTEMPTS : ATTEMPTS;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const waitMs = attempt < ATTEMPTS ? timing.syncAnswerMs : 2 * timing.syncAnswerMs;
    const text = unanswered === UNREADABLE_AT ? RESULTS_IN_WORDS : GREETING;
    const answer = await line.perform(command(text, waitMs));
    if (answer.kind === 'closed') return false;
    // ERROR will do: before the PIN some ZTE sticks refuse everything but AT+CPIN.
    const answered = answer.kind === 'ok' || answer.kind === 'error';
    const heard = line.finalsHeard();
    // Late answers to earlier attempts may trail in as slowly as the modem is.
    await quiet(line, unanswered > 1 ? 2 * timing.syncAnswerMs : timing.syncQuietMs, timing.drainMaxMs);
    clean = answered && line.finalsHeard() === heard ? clean + 1 : 0;
    unanswered = answered ? 0 : unanswered + 1;
    // A modem that was just plugged in has not been given anything that it could take for a call.
    if (unanswered === LEAVE_DATA_AT && !patient && !(await leaveData(line, timing))) return false;
    if (clean === 2) return true;
  }
  return false;
}

/** A `CONNECT` by mistake: between two seconds of silence `+++` leads back; in command mode it is half a line. */
async function leaveData(line: ResyncLine, timing: AtTiming): Promise<boolean> {
  await pause(timing.guardMs);
  if (!(await writeOrGiveUp(line, '+++', timing))) return false;
  await pause(timing.guardMs);
  // Ends that half line.
  return writeOrGiveUp(line, '\r', timing);
}

/** The serial number: digits that no other command answers with. */
async function askMarker(line: ResyncLine, timing: AtTiming): Promise<'fits' | 'odd' | 'silent'> {
  const answer = await line.perform(command('AT+CGSN', timing.markerMs, { bare: true }));
  if (answer.kind === 'closed' || answer.kind === 'mute') return 'silent';
  // Refused, but answered at once and with one final: in step (locked SIM, modem without CGSN).
  if (answer.kind === 'error') return 'fits';
  if (answer.kind !== 'ok') return 'odd';
  return answer.lines.some((text) => /^(?:\+CGSN: *)?"?[0-9A-F]{8,20}"?$/i.test(text)) ? 'fits' : 'odd';
}
