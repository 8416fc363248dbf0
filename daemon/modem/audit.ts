import type { Bench } from './bench.ts';
import { type Desk, LinkTrouble } from './desk.ts';
import type { ModemFacts } from './modemFacts.ts';
import { askSimId, parsePinState } from './simIdentity.ts';
import { checkSmsc } from './smsSteps.ts';
import { parseStorageFills } from './storageNames.ts';

/**
 * Are the settings still what they were (DRIVER §5)? A difference is the trace of a silent reset (brown-out), or of a
 * modem that has switched announcements off by itself. What can be put right alone, is; the rest begins anew.
 * @throws {LinkTrouble}
 */
export async function auditSettings(bench: Bench): Promise<void> {
  const { desk, facts, timing, known } = bench;
  await auditSim(bench);
  const mode = await desk.askLine('AT+CMGF?', timing.commandMs);
  if (mode !== undefined && !/: *0\b/.test(mode)) lost('the message mode');
  const indications = await desk.askLine('AT+CNMI?', timing.slowCommandMs);
  const wanted = facts.indications?.readBack;
  if (indications !== undefined && wanted !== undefined && digits(indications) !== digits(wanted))
    lost('the announcement of texts');
  const storage = await desk.askLine('AT+CPMS?', timing.slowCommandMs, quiet(bench));
  const names = parseStorageFills(storage ?? '')
    .map((fill) => fill.name)
    .join();
  if (storage !== undefined && names !== facts.storage.readBack) lost('the storage');
  await checkSmsc(bench);
  await auditEcho(bench);
  known.settle();
}

const lost = (what: string): never => {
  throw new LinkTrouble('settingsLost', `${what} is not what was set`);
};

const quiet = ({ timing }: Bench) => ({ okAfterQuietMs: timing.okAfterQuietMs });
const digits = (line: string): string => line.replace(/\D/g, '');

async function auditSim(bench: Bench): Promise<void> {
  const { desk, facts, timing, known } = bench;
  const lock = await desk.ask('AT+CPIN?', timing.slowCommandMs, quiet(bench));
  // A bare ERROR is a modem that does not know the question; a number says that the card is gone.
  if (lock.kind === 'error' && lock.error.family !== 'none') lost('the SIM');
  const state = lock.kind === 'ok' ? parsePinState(lock.lines[0]) : undefined;
  if (state !== undefined && !['READY', 'SIM PIN2', 'SIM PUK2'].includes(state)) lost('the lock of the SIM');
  const simId = await askSimId(desk, timing, known.learned.simIdCommand);
  if (simId !== undefined && simId !== 'busy' && simId.id !== facts.simId) lost('the SIM');
}

/** It comes back by ATZ, AT&F, or a restart that left no other trace; some have it whatever is set. */
async function auditEcho({ desk, facts, timing }: Bench): Promise<void> {
  if (!isEchoing(desk, facts)) return;
  await desk.ask('ATE0', timing.commandMs);
  facts.echoes = desk.channel.echoes;
  await desk.ask('AT', timing.commandMs);
  if (isEchoing(desk, facts)) facts.echoes = undefined;
}

/** Echo was switched off and is there: the first trace of a restart without a sign. */
export const isEchoing = (desk: Desk, { echoes }: ModemFacts): boolean =>
  echoes !== undefined && desk.channel.echoes !== echoes;
