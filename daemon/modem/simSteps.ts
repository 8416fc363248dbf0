import { pause } from '../at/wait.ts';
import type { Bench, Hold } from './bench.ts';
import type { Settled } from './desk.ts';
import { lookUpError } from './errorTable.ts';
import type { PinAttempt } from './pinAttempts.ts';
import { parsePinTries, pinCounterCommand } from './pinCounters.ts';
import { askSimId, parsePinState } from './simIdentity.ts';
import { STATE_WORDS } from './stateWords.ts';

/** Below this many tries a machine must not use one up. */
const PIN_TRIES_MIN = 3;
/** Novatel's number for a card that is not there. */
const NOVATEL_MISSING = 3517;

const SIM_ID_POLLS = 4;

type SimState = string | 'UNSUPPORTED' | undefined;

/** The state of the lock, READY and the rest of 27.007 §8.3; undefined: it will not say yet. @throws {LinkTrouble} */
async function askSimState(bench: Bench): Promise<SimState> {
  const { desk, timing } = bench;
  const extras = { okAfterQuietMs: timing.okAfterQuietMs }; // Wavecom answers without OK.
  return readSimState(await desk.ask('AT+CPIN?', timing.slowCommandMs, extras));
}

function readSimState(answer: Settled): SimState {
  if (answer.kind !== 'error') return parsePinState(answer.lines[0]);
  const { code, text, family } = answer.error;
  const sub = lookUpError(answer.error, undefined)?.sub;
  if (sub === 'sim-absent' || code === NOVATEL_MISSING || /not inserted|absent/i.test(text))
    return 'NOT INSERTED';
  if (sub === 'sim-failure' || /sim failure/i.test(text)) return 'FAILURE';
  if (sub === 'puk') return 'SIM PUK';
  return family === 'none' ? 'UNSUPPORTED' : undefined;
}

/**
 * Only for the log: a modem whose radio is off denies that it has a card, so nothing is decided before it is on.
 * @throws {LinkTrouble}
 */
export async function lookAtLock(bench: Bench): Promise<undefined> {
  const state = await askSimState(bench);
  if (state !== 'READY') bench.log.info({ state }, 'the SIM is not open yet');
  return undefined;
}

/**
 * Waits until the card says what it wants and gives the PIN at most once (DRIVER §6). Never a PUK, and never a PIN to
 * a card that does not ask for exactly that: as PIN2 it would count as a wrong try.
 */
export async function openSim(bench: Bench): Promise<Hold | undefined> {
  const { timing } = bench;
  const polls = Math.max(1, Math.ceil(timing.simReadyMs / timing.simPollMs));
  for (let poll = 0; poll < polls; poll += 1) {
    const state = await askSimState(bench);
    const verdict = state === 'SIM PIN' ? await givePin(bench) : judgeSimState(state);
    if (verdict === 'open') return tell(bench, undefined);
    if (verdict !== 'wait') return tell(bench, verdict);
    await pause(timing.simPollMs);
  }
  return { hold: STATE_WORDS.simNotReady(), sick: true };
}

/** Also to people who do not look at the page. */
function tell({ hooks }: Bench, hold: Hold | undefined): Hold | undefined {
  hooks.alarm('sim_missing', hold?.alarm === 'sim_missing' ? hold.hold : null);
  hooks.alarm('sim_pin', hold?.alarm === 'sim_pin' ? hold.hold : null);
  return hold;
}

function judgeSimState(state: SimState): 'open' | 'wait' | Hold {
  switch (state) {
    case 'READY':
    case 'UNSUPPORTED':
    // The second PIN guards nothing that we use.
    case 'SIM PIN2':
    case 'SIM PUK2':
      return 'open';
    case undefined:
    case 'NOT READY':
    case 'SIM BUSY':
      return 'wait';
    case 'NOT INSERTED':
    case 'SIM NOT INSERTED':
    case 'SIM REMOVED':
      return { hold: STATE_WORDS.simMissing(), alarm: 'sim_missing' };
    case 'FAILURE':
    case 'SIM FAILURE':
      return { hold: STATE_WORDS.simFailure(), alarm: 'sim_missing' };
    case 'SIM PUK':
      return { hold: STATE_WORDS.simPuk(), alarm: 'sim_pin' };
    default:
      return { hold: STATE_WORDS.simLocked(state), alarm: 'sim_pin' };
  }
}

async function givePin(bench: Bench): Promise<'open' | 'wait' | Hold> {
  const { log, pin } = bench;
  if (pin === undefined) return { hold: STATE_WORDS.simPinMissing(), alarm: 'sim_pin' };
  // The name of this pair is what is remembered, so it must be known before the try.
  const attempt = await pinAttemptOf(bench);
  const permission = attempt.permission();
  if (permission === 'denied') return { hold: STATE_WORDS.simPinHeld(), alarm: 'sim_pin' };
  const tries = await askPinTries(bench);
  if (tries !== undefined && tries < PIN_TRIES_MIN) {
    log.error({ tries }, 'the PIN is not tried: too few tries are left');
    return { hold: STATE_WORDS.simPinFewTries(tries), alarm: 'sim_pin' };
  }
  if (permission === 'ifUntouched' && tries === undefined) {
    return { hold: STATE_WORDS.simPinHeld(), alarm: 'sim_pin' };
  }
  // Whatever was answered meanwhile: no other state than this one gets a PIN.
  if ((await askSimState(bench)) !== 'SIM PIN') return 'wait';
  try {
    attempt.opened();
  } catch (error) {
    log.error({ err: error }, 'the PIN is not tried: the try cannot be stored');
    return { hold: STATE_WORDS.notPersisted() };
  }
  return tryPin(bench, pin, attempt);
}

/** The end of a try is what the card then says. As long as it says nothing the try stays open. */
async function tryPin(bench: Bench, pin: string, attempt: PinAttempt): Promise<'open' | Hold> {
  const { desk, timing, log } = bench;
  const answer = await desk.ask(`AT+CPIN="${pin}"`, timing.pinMs, { secret: true });
  await pause(timing.pinSettleMs);
  const polls = Math.max(1, Math.ceil(timing.simReadyMs / timing.simPollMs));
  for (let poll = 0; poll < polls; poll += 1) {
    const state = await askSimState(bench);
    if (answer.kind === 'error' || state === 'SIM PIN' || state === 'SIM PUK') {
      attempt.refused();
      log.error({ state }, 'the SIM has refused the PIN; it is not tried again');
      const hold = state === 'SIM PUK' ? STATE_WORDS.simPuk() : STATE_WORDS.simPinWrong();
      return { hold, alarm: 'sim_pin' };
    }
    if (state !== undefined && judgeSimState(state) === 'open') {
      attempt.accepted();
      log.info({}, 'the SIM has accepted the PIN');
      return 'open';
    }
    await pause(timing.simPollMs);
  }
  return { hold: STATE_WORDS.simNotReady(), sick: true };
}

/** How the try of the PIN on this card is remembered. @throws {LinkTrouble} */
export async function pinAttemptOf(bench: Bench): Promise<PinAttempt> {
  const { desk, timing, board, pinAttempts } = bench;
  const sim = await askSimId(desk, timing, undefined);
  const simId = typeof sim === 'object' ? sim.id : undefined;
  const places = [`gateway ${board.state.name}`, await askSerialNumber(bench)];
  return pinAttempts.for({ simId, places });
}

/** Undefined where the modem tells in none of the forms of its make. */
async function askPinTries({ desk, timing, facts }: Bench): Promise<number | undefined> {
  for (const counter of facts.profile.pinCounters) {
    const answer = await desk.ask(pinCounterCommand(counter), timing.commandMs);
    const tries = answer.kind === 'ok' ? parsePinTries(counter, answer.lines) : undefined;
    if (tries !== undefined) return tries;
  }
  return undefined;
}

async function askSerialNumber({ desk, timing, fallbackSimId }: Bench): Promise<string> {
  const line = await desk.askLine('AT+CGSN', timing.commandMs, { bare: true });
  return line === undefined ? fallbackSimId : `modem ${line}`;
}

/** A card that is busy after its PIN says nothing at first; who it is decides whose texts these are, so it is asked again. */
export async function identifySim(bench: Bench): Promise<undefined> {
  const { desk, timing, facts, log, known, fallbackSimId } = bench;
  const { simIdCommand } = known.learned;
  const busyPolls = Math.ceil(timing.simReadyMs / timing.simPollMs);
  let sim = await askSimId(desk, timing, simIdCommand);
  for (let poll = 1; poll < (sim === 'busy' ? busyPolls : SIM_ID_POLLS); poll += 1) {
    if (typeof sim === 'object') break;
    await pause(timing.simPollMs);
    const isLast = poll >= SIM_ID_POLLS - 1;
    sim = await askSimId(desk, timing, isLast && sim === undefined ? undefined : simIdCommand);
  }
  if (typeof sim === 'object') {
    known.learn({ simIdCommand: sim.command });
    known.meetSim(sim.id);
    facts.simId = sim.id;
  } else {
    log.warn({}, 'the SIM does not say who it is; the configured name stands in');
    facts.simId = fallbackSimId;
  }
  return undefined;
}

/** After the PIN or a boot the texts on the card cannot be read for a while (CME 14, CMS 314, 515). */
export async function awaitSmsReady(bench: Bench): Promise<Hold | undefined> {
  const { desk, timing } = bench;
  const polls = Math.max(1, Math.ceil(timing.simReadyMs / timing.simPollMs));
  for (let poll = 0; poll < polls; poll += 1) {
    const extras = { okAfterQuietMs: timing.okAfterQuietMs };
    const answer = await desk.ask('AT+CPMS?', timing.slowCommandMs, extras);
    if (answer.kind === 'ok') return undefined;
    if (answer.kind === 'error' && readSimState(answer) === 'NOT INSERTED')
      return tell(bench, { hold: STATE_WORDS.simMissing(), alarm: 'sim_missing' });
    await pause(timing.simPollMs);
  }
  return { hold: STATE_WORDS.simNotReady(), sick: true };
}
