import { pause } from '../at/wait.ts';
import type { Bench, Hold } from './bench.ts';
import { announcesTexts, possibleRungs } from './indications.ts';
import { STATE_WORDS } from './stateWords.ts';
import { isSameStorage, parseStorageChoices, parseStorageFills, planStorages } from './storageNames.ts';

const PDU_MODE_TRIES = 10;

/** AT+CMGF=0, read back: SIM800 refuses it until its SMS part is up, some accept it and forget. */
export async function choosePduMode({ desk, timing }: Bench): Promise<Hold | undefined> {
  for (let attempt = 0; attempt < PDU_MODE_TRIES; attempt += 1) {
    if (attempt > 0) await pause(timing.simPollMs);
    if (!(await desk.accepts('AT+CMGF=0', timing.commandMs))) continue;
    const line = await desk.askLine('AT+CMGF?', timing.commandMs);
    if (line === undefined || /: *0\b/.test(line)) return undefined;
  }
  return { hold: STATE_WORDS.refused('AT+CMGF=0') };
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

export async function chooseStorage(bench: Bench): Promise<Hold | undefined> {
  const { desk, timing, facts, log, sweeper } = bench;
  sweeper.forgetSelection();
  const extras = { okAfterQuietMs: timing.okAfterQuietMs };
  const shapes = await desk.askLine('AT+CPMS=?', timing.slowCommandMs);
  const now = await desk.askLine('AT+CPMS?', timing.slowCommandMs, extras);
  const plan = planStorages(parseStorageChoices(shapes ?? ''), parseStorageFills(now ?? '').at(-1)?.name);
  for (const name of plan.candidates) {
    for (const places of [3, 2, 1].filter((count) => count <= plan.places || count === 1)) {
      const text = `AT+CPMS=${Array(places).fill(`"${name}"`).join(',')}`;
      const set = await desk.ask(text, timing.storageMs, extras);
      if (set.kind !== 'ok') continue;
      const line = await desk.askLine('AT+CPMS?', timing.slowCommandMs, extras);
      const fills = parseStorageFills(line ?? '');
      // Accepted and useless: a card without a file for texts, an eSIM.
      if (fills[0]?.total === 0) break;
      if (fills[0] && !isSameStorage(fills[0].name, name)) continue;
      const others = plan.sweep.filter((other) => other !== name);
      const sweep = plan.sweep.includes(name) ? [name, ...others] : others.length > 0 ? others : [name];
      facts.storage = { name, command: text, sweep, readBack: fills.map((fill) => fill.name).join() };
      log.info({ storage: name, places, sweep }, 'storage chosen');
      return undefined;
    }
  }
  return { hold: STATE_WORDS.refused('AT+CPMS') };
}

/** The SMSC's number comes from the card. It is written only where there is none: it is the operator's business. */
export async function checkSmsc({ desk, timing, facts, log, smsc }: Bench): Promise<undefined> {
  const hasNumber = (line: string | undefined): boolean => /^\+CSCA: *"?\+?[0-9A-F]{3,}/i.test(line ?? '');
  const answer = await desk.ask('AT+CSCA?', timing.slowCommandMs);
  facts.smscMissing = answer.kind === 'ok' && !hasNumber(answer.lines[0]);
  if (!facts.smscMissing) return undefined;
  if (smsc === undefined) {
    log.warn({}, 'the SIM holds no SMSC number and none is configured');
    return undefined;
  }
  const text = `AT+CSCA="${smsc}",${smsc.startsWith('+') ? 145 : 129}`;
  await desk.ask(text, timing.slowCommandMs);
  facts.smscMissing = !hasNumber(await desk.askLine('AT+CSCA?', timing.slowCommandMs));
  log.warn({ accepted: !facts.smscMissing }, 'the SIM held no SMSC number: the configured one was set');
  return undefined;
}

/** Down the ladder until a rung is not only accepted but read back. None: the storage is polled. */
export async function chooseIndications({ desk, timing, facts, log }: Bench): Promise<undefined> {
  const shapes = await desk.askLine('AT+CNMI=?', timing.slowCommandMs);
  for (const rung of possibleRungs(shapes)) {
    if (!(await desk.accepts(`AT+CNMI=${rung}`, timing.slowCommandMs))) continue;
    facts.announcesTexts = announcesTexts(await desk.askLine('AT+CNMI?', timing.slowCommandMs));
    if (!facts.announcesTexts) continue;
    log.info({ rung }, 'new texts are announced');
    return undefined;
  }
  facts.announcesTexts = false;
  log.warn({}, 'new texts are not announced: the storage is polled');
  return undefined;
}

export async function sweepAll({ sweeper, log }: Bench): Promise<undefined> {
  const end = await sweeper.sweep('all');
  // The bring-up goes on: a database that is locked for a while is no reason not to listen.
  if (end !== 'clean') log.warn({ end }, 'the sweep is to be repeated');
  return undefined;
}
