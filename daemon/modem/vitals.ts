import { monotonicMs } from '../at/wait.ts';
import { auditSettings, isEchoing } from './audit.ts';
import type { Bench } from './bench.ts';
import {
  parseOperator,
  parseRegistration,
  parseSignalDbm,
  parseTechnology,
  type Technology,
  withNews,
} from './registration.ts';
import { parseStorageFills, type StorageFill } from './storageNames.ts';

export interface VitalDeps {
  readonly bench: Bench;
  onFills(fills: readonly StorageFill[]): void;
  onSignal(dbm: number | undefined): void;
  onOperator(name: string | undefined, technology: Technology | undefined): void;
  wantSweep(scope: 'chosen' | 'all'): void;
  hurry(vital: 'settings'): void;
}

/** Something that is looked after from time to time while the modem is in use. */
export interface Vital {
  readonly name: string;
  readonly everyMs: number;
  /** @default always */
  readonly isWanted?: () => boolean;
  /** @throws {LinkTrouble} */
  readonly check: () => Promise<void>;
}

/** DRIVER §5. The recovery that some findings call for begins above, with what is thrown. */
export function vitalsOf(deps: VitalDeps): readonly Vital[] {
  const { timing, facts } = deps.bench;
  return [
    { name: 'liveness', everyMs: timing.livenessMs, check: () => checkLiveness(deps) },
    { name: 'storage', everyMs: timing.storageCheckMs, check: () => checkStorage(deps) },
    { name: 'network', everyMs: timing.registrationMs, check: () => checkNetwork(deps) },
    { name: 'operator', everyMs: timing.auditMs, check: () => checkOperator(deps) },
    { name: 'settings', everyMs: timing.auditMs, check: () => auditSettings(deps.bench) },
    {
      name: 'full sweep',
      everyMs: timing.fullSweepMs,
      check: async () => deps.wantSweep(facts.slowStorage ? 'chosen' : 'all'),
    },
    { name: 'other storages', everyMs: timing.otherStoragesMs, check: async () => deps.wantSweep('all') },
    {
      name: 'polling',
      everyMs: timing.pollingSweepMs,
      isWanted: () => !facts.announcesTexts,
      check: async () => deps.wantSweep('chosen'),
    },
  ];
}

/** Whatever was answered lately is proof enough. */
async function checkLiveness({ bench: { desk, timing } }: VitalDeps): Promise<void> {
  if (monotonicMs() - desk.lastAnswerAtMs < timing.livenessMs * 0.9) return;
  await desk.ask('AT', timing.commandMs);
}

async function checkStorage(deps: VitalDeps): Promise<void> {
  const { desk, timing } = deps.bench;
  const extras = { okAfterQuietMs: timing.okAfterQuietMs };
  const line = await desk.askLine('AT+CPMS?', timing.slowCommandMs, extras);
  if (isEchoing(desk, deps.bench.facts)) deps.hurry('settings');
  if (line !== undefined) deps.onFills(parseStorageFills(line));
}

export async function checkNetwork(deps: VitalDeps): Promise<void> {
  const { desk, facts, timing } = deps.bench;
  for (const text of ['AT+CREG?', 'AT+CEREG?']) {
    const line = await desk.askLine(text, timing.slowCommandMs);
    // Some firmwares print the line after the OK; it comes as an event then, and the old state stands.
    const news = line === undefined ? undefined : parseRegistration(line);
    if (news) facts.registration = withNews(facts.registration, news);
  }
  const signal = await desk.askLine('AT+CSQ', timing.slowCommandMs);
  deps.onSignal(signal === undefined ? undefined : parseSignalDbm(signal));
}

export async function checkOperator({ bench: { desk, timing }, onOperator }: VitalDeps): Promise<void> {
  const line = await desk.askLine('AT+COPS?', timing.slowCommandMs);
  if (line !== undefined) onOperator(parseOperator(line), parseTechnology(line));
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
    return this.#due.filter(({ vital }) => vital.isWanted?.() ?? true).toSorted((a, b) => a.atMs - b.atMs)[0];
  }

  #period(vital: Vital): number {
    return vital.everyMs * (1 - this.#jitter * Math.random());
  }
}
