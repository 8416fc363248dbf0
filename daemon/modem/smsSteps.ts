import { pause } from '../at/wait.ts';
import type { Bench, Hold } from './bench.ts';
import { announcesTexts, rungsToTry } from './indications.ts';
import { STATE_WORDS } from './stateWords.ts';

const PDU_MODE_TRIES = 10;

/** AT+CMGF=0, read back: SIM800 refuses it until its SMS part is up, some accept it and forget. */
export async function choosePduMode({ desk, timing }: Bench): Promise<Hold | undefined> {
  for (let attempt = 0; attempt < PDU_MODE_TRIES; attempt += 1) {
    if (attempt > 0) await pause(timing.simPollMs);
    if (!(await desk.accepts('AT+CMGF=0', timing.commandMs))) continue;
    const line = await desk.askLine('AT+CMGF?', timing.commandMs);
    if (line === undefined || /: *0\b/.test(line)) return undefined;
  }
  return { hold: STATE_WORDS.refused('AT+CMGF=0'), sick: true };
}

/** Service 0: the modem acknowledges for itself. With 1 it would switch announcements off if we were late once. */
export async function chooseService({ desk, timing, facts }: Bench): Promise<undefined> {
  const isPhase2Plus = (line: string | undefined): boolean => /^\+CSMS: *1\b/i.test(line ?? '');
  if (isPhase2Plus(await desk.askLine('AT+CSMS?', timing.commandMs))) {
    await desk.ask('AT+CSMS=0', timing.slowCommandMs);
    facts.wantsAcknowledgement = isPhase2Plus(await desk.askLine('AT+CSMS?', timing.commandMs));
  } else {
    facts.wantsAcknowledgement = false;
  }
  return undefined;
}

/** The number in `+CSCA: "+6281100000",145`; some give it in hexadecimal (of UCS-2, of octets), or without the plus. */
export function parseSmsc(line: string | undefined): string | undefined {
  const text = /^\+CSCA:"?(\+?[0-9A-F]+)/i.exec(line?.replace(/[ -]/g, '') ?? '')?.[1] ?? '';
  const plain = /^(?:(?:00(?:2B|3\d))+|2B(?:3\d)+)$/i.test(text)
    ? Buffer.from(text, 'hex').toString('latin1')
    : text;
  const number = plain.replaceAll('\0', '');
  return /^\+?\d{3,}$/.test(number) ? number : undefined;
}

/**
 * The SMSC's number comes from the card, and is written only where there is none: it is the operator's business. What
 * is put back is the configured one, or what this very SIM had in it before.
 */
export async function checkSmsc(bench: Bench): Promise<undefined> {
  const { desk, timing, facts, log, known, smsc } = bench;
  const ask = async (): Promise<string | undefined> =>
    parseSmsc(await desk.askLine('AT+CSCA?', timing.slowCommandMs));
  const answer = await desk.ask('AT+CSCA?', timing.slowCommandMs);
  const number = answer.kind === 'ok' ? parseSmsc(answer.lines[0]) : undefined;
  facts.smscMissing = answer.kind === 'ok' && number === undefined;
  const { simId = '' } = facts;
  const { smscs = {} } = known.learned;
  if (number !== undefined) known.learn({ smscs: { ...smscs, [simId]: number } });
  if (!facts.smscMissing) return undefined;
  const before = smsc ?? smscs[simId];
  if (before === undefined) {
    log.warn({}, 'the SIM holds no SMSC number and none is known');
    return undefined;
  }
  await desk.ask(`AT+CSCA="${before}",${before.startsWith('+') ? 145 : 129}`, timing.slowCommandMs);
  facts.smscMissing = (await ask()) === undefined;
  log.warn({ accepted: !facts.smscMissing }, 'the SIM held no SMSC number: the one that is known was set');
  return undefined;
}

/** Down the ladder until a rung is not only accepted but read back. None: the storage is polled. */
export async function chooseIndications({ desk, timing, facts, log, known }: Bench): Promise<undefined> {
  const shapes = await desk.askLine('AT+CNMI=?', timing.slowCommandMs);
  const { indications: remembered, deafRungs: deaf = [], quirks = [] } = known.learned;
  for (const rung of rungsToTry(shapes, { remembered, preferred: facts.profile.indications, deaf })) {
    if (!(await desk.accepts(`AT+CNMI=${rung}`, timing.slowCommandMs))) continue;
    const line = await desk.askLine('AT+CNMI?', timing.slowCommandMs);
    if (!announcesTexts(line)) continue;
    facts.indications = { rung, readBack: line };
    // One that was silent before has to announce a text before it is believed again.
    facts.announcesTexts = !quirks.includes('announcesNothing');
    known.learn({ indications: rung });
    log.info({ rung }, 'new texts are announced');
    return undefined;
  }
  facts.indications = undefined;
  facts.announcesTexts = false;
  log.warn({}, 'new texts are not announced: the storage is polled');
  return undefined;
}

export async function sweepAll({ sweeper, log, known, facts }: Bench): Promise<undefined> {
  const { end } = await sweeper.sweep('all');
  // The bring-up goes on: a database that is locked for a while is no reason not to listen.
  if (end === 'clean') known.emptied(facts.simId);
  else log.warn({ end }, 'the sweep is to be repeated');
  return undefined;
}
