import type { Logger } from '../../db/logger.ts';
import type { AtEvent } from '../at/unsolicited.ts';
import type { ModemFacts } from './modemFacts.ts';
import type { PushedTexts } from './pushedTexts.ts';
import { parseRegistration, withNews } from './registration.ts';
import type { SendDesk } from './sendDesk.ts';
import { parseReference } from './sendVerdict.ts';
import type { SweepScope } from './storage.ts';
import { isSameStorage } from './storageNames.ts';
import type { Timing } from './timing.ts';

/** What news of the modem set in motion. All of it returns at once; the work is done in turn. */
export interface NewsEffects {
  /** A text came in, or one could not. */
  arrival(scope: SweepScope): void;
  wantSweep(scope: SweepScope): void;
  hurry(vital: 'storage' | 'operator' | 'settings'): void;
  /** A text was pushed and is durable. */
  acknowledge(): void;
  rebooted(line: string): void;
  simChanged(): void;
  powerAlarm(line: string): void;
  registrationChanged(): void;
  lateReference(reference: number): void;
  /** How long the modem has been in use; undefined while it is not. */
  readyForMs(): number | undefined;
}

export interface NewsDeps {
  readonly facts: ModemFacts;
  readonly timing: Timing;
  readonly log: Logger;
  readonly sendDesk: SendDesk;
  readonly pushed: PushedTexts;
  readonly effects: NewsEffects;
}

/** Takes what the modem says unasked, in the order of the wire. */
export function takeNews(event: AtEvent, deps: NewsDeps): void {
  const { facts, effects, timing, log } = deps;
  const line = event.lines[0] ?? '';
  switch (event.name) {
    case 'smsStored':
    case 'reportStored':
      // An index of -1 says that it could not be stored: the storages may be full.
      if (/,\s*-/.test(line)) effects.hurry('storage');
      effects.arrival(isPlainArrival(line, facts.storage.name) ? 'announced' : 'all');
      break;
    case 'storageFull':
      effects.hurry('storage');
      effects.arrival('all');
      break;
    case 'smsPushed':
    case 'reportPushed':
      takePushed(event, deps);
      break;
    case 'registration':
      takeRegistration(line, deps);
      break;
    case 'rebooted':
      effects.rebooted(line);
      break;
    case 'bootProgress':
      if ((effects.readyForMs() ?? 0) > timing.bootProgressMs) effects.rebooted(line);
      break;
    case 'simState':
      effects.simChanged();
      break;
    case 'lateReference':
      takeLateReference(event.lines, deps);
      break;
    case 'powerAlarm':
      effects.powerAlarm(line);
      break;
    // Calls and network dialogues have no taker yet; broadcasts never have.
    case 'call':
    case 'ussd':
    case 'broadcastPushed':
      log.debug({ event: event.name }, 'an event without a taker');
      break;
  }
}

function takePushed(event: AtEvent, { facts, pushed, effects }: NewsDeps): void {
  const isDurable = pushed.take(event.lines, event.name === 'smsPushed' ? 'CMT' : 'CDS');
  if (!isDurable) effects.wantSweep('chosen');
  else if (facts.wantsAcknowledgement) effects.acknowledge();
}

function takeRegistration(line: string, { facts, effects }: NewsDeps): void {
  const news = parseRegistration(line);
  if (!news) return;
  facts.registration = withNews(facts.registration, news);
  effects.registrationChanged();
}

function takeLateReference(lines: readonly string[], { sendDesk, log, effects }: NewsDeps): void {
  const reference = parseReference(lines);
  if (reference === undefined || !sendDesk.claimLateReference()) {
    log.warn({}, 'a reference came that no message waits for');
    return;
  }
  log.info({ reference }, 'a reference came late');
  effects.lateReference(reference);
}

/** `+CMTI: "ME",3`, naming the storage that was chosen. */
function isPlainArrival(line: string, storage: string): boolean {
  const name = /^\+CMTI: *"([A-Z_]+)", *\d+$/i.exec(line)?.[1];
  return name !== undefined && isSameStorage(name.toUpperCase(), storage);
}
