import { monotonicMs } from '../at/wait.ts';
import { type Desk, LinkTrouble } from './desk.ts';
import { announcesTexts } from './indications.ts';
import type { ModemFacts } from './modemFacts.ts';
import { parseOperator, parseRegistration, parseSignalDbm, withNews } from './registration.ts';
import { askSimId, parsePinState } from './simIdentity.ts';
import { parseStorageFills, type StorageFill } from './storageNames.ts';
import type { Timing } from './timing.ts';

export interface VitalDeps {
  readonly desk: Desk;
  readonly facts: ModemFacts;
  readonly timing: Timing;
  onFills(fills: readonly StorageFill[]): void;
  onSignal(dbm: number | undefined): void;
  onOperator(name: string | undefined): void;
  wantSweep(scope: 'chosen' | 'all'): void;
}

/** Something that is looked after from time to time while the modem is in use. */
export interface Vital {
  readonly name: string;
  readonly everyMs: number;
  /** @throws {LinkTrouble} */
  readonly check: () => Promise<void>;
}

/** DRIVER §5. The recovery that some findings call for begins above, with what is thrown. */
export function vitalsOf(deps: VitalDeps): readonly Vital[] {
  const { timing, facts } = deps;
  return [
    { name: 'liveness', everyMs: timing.livenessMs, check: () => checkLiveness(deps) },
    { name: 'storage', everyMs: timing.storageCheckMs, check: () => checkStorage(deps) },
    { name: 'network', everyMs: timing.registrationMs, check: () => checkNetwork(deps) },
    { name: 'operator', everyMs: timing.auditMs, check: () => checkOperator(deps) },
    { name: 'settings', everyMs: timing.auditMs, check: () => auditSettings(deps) },
    { name: 'full sweep', everyMs: timing.fullSweepMs, check: async () => deps.wantSweep('all') },
    ...(facts.announcesTexts
      ? []
      : [{ name: 'polling', everyMs: timing.pollingSweepMs, check: async () => deps.wantSweep('chosen') }]),
  ];
}

/** Whatever was answered lately is proof enough. */
async function checkLiveness({ desk, timing }: VitalDeps): Promise<void> {
  if (monotonicMs() - desk.lastAnswerAtMs < timing.livenessMs * 0.9) return;
  await desk.ask('AT', timing.commandMs);
}

async function checkStorage(deps: VitalDeps): Promise<void> {
  const { desk, timing } = deps;
  const extras = { okAfterQuietMs: timing.okAfterQuietMs };
  const line = await desk.askLine('AT+CPMS?', timing.slowCommandMs, extras);
  if (line !== undefined) deps.onFills(parseStorageFills(line));
}

export async function checkNetwork(deps: VitalDeps): Promise<void> {
  const { desk, facts, timing } = deps;
  for (const text of ['AT+CREG?', 'AT+CEREG?']) {
    const line = await desk.askLine(text, timing.slowCommandMs);
    // Some firmwares print the line after the OK; it comes as an event then, and the old state stands.
    const news = line === undefined ? undefined : parseRegistration(line);
    if (news) facts.registration = withNews(facts.registration, news);
  }
  const signal = await desk.askLine('AT+CSQ', timing.slowCommandMs);
  deps.onSignal(signal === undefined ? undefined : parseSignalDbm(signal));
}

export async function checkOperator({ desk, timing, onOperator }: VitalDeps): Promise<void> {
  const line = await desk.askLine('AT+COPS?', timing.slowCommandMs);
  if (line !== undefined) onOperator(parseOperator(line));
}

/** A difference is the trace of a silent reset (brown-out), or of a modem that has switched announcements off itself. */
async function auditSettings({ desk, facts, timing }: VitalDeps): Promise<void> {
  const lost = (what: string): never => {
    throw new LinkTrouble('settingsLost', `${what} is not what was set`);
  };
  const quiet = { okAfterQuietMs: timing.okAfterQuietMs };
  const lock = await desk.ask('AT+CPIN?', timing.slowCommandMs, quiet);
  // A bare ERROR is a modem that does not know the question; a number says that the card is gone.
  if (lock.kind === 'error' && lock.error.family !== 'none') lost('the SIM');
  const state = lock.kind === 'ok' ? parsePinState(lock.lines[0]) : undefined;
  if (state !== undefined && !['READY', 'SIM PIN2', 'SIM PUK2'].includes(state)) lost('the lock of the SIM');
  const simId = await askSimId(desk, timing);
  if (simId !== undefined && simId !== facts.simId) lost('the SIM');
  const mode = await desk.askLine('AT+CMGF?', timing.commandMs);
  if (mode !== undefined && !/: *0\b/.test(mode)) lost('the message mode');
  const indications = await desk.askLine('AT+CNMI?', timing.slowCommandMs);
  if (indications !== undefined && announcesTexts(indications) !== facts.announcesTexts)
    lost('the announcement of texts');
  const storage = await desk.askLine('AT+CPMS?', timing.slowCommandMs, quiet);
  const names = parseStorageFills(storage ?? '')
    .map((fill) => fill.name)
    .join();
  if (storage !== undefined && names !== facts.storage.readBack) lost('the storage');
}

/** Which check is due, and when the next one is. Periods are shortened at random, never lengthened. */
export class VitalClock {
  readonly #due: Array<{ vital: Vital; atMs: number }>;
  readonly #jitter: number;

  constructor(vitals: readonly Vital[], jitter: number) {
    this.#jitter = jitter;
    this.#due = vitals.map((vital) => ({ vital, atMs: monotonicMs() + this.#period(vital) }));
  }

  /** The one that has waited longest; it is then due again a period later. */
  takeDue(): Vital | undefined {
    const first = this.#first();
    if (!first || first.atMs > monotonicMs()) return undefined;
    first.atMs = monotonicMs() + this.#period(first.vital);
    return first.vital;
  }

  msToNext(): number {
    const first = this.#first();
    return first ? Math.max(0, first.atMs - monotonicMs()) : Number.POSITIVE_INFINITY;
  }

  hurry(name: string): void {
    for (const entry of this.#due) if (entry.vital.name === name) entry.atMs = monotonicMs();
  }

  #first() {
    return this.#due.toSorted((a, b) => a.atMs - b.atMs)[0];
  }

  #period(vital: Vital): number {
    return vital.everyMs * (1 - this.#jitter * Math.random());
  }
}
