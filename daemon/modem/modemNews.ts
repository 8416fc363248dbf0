import type { Logger } from '../../db/logger.ts';
import type { AtEvent } from '../at/unsolicited.ts';
import type { ModemFacts } from './modemFacts.ts';
import type { PushedTexts } from './pushedTexts.ts';
import { parseRegistration, withNews } from './registration.ts';
import type { SendDesk } from './sendDesk.ts';
import { parseReference } from './sendVerdict.ts';
import type { Place, SweepScope } from './storage.ts';
import { isSameStorage } from './storageNames.ts';
import type { Timing } from './timing.ts';
import { parseUssdLine, type UssdLine } from './ussdLine.ts';

/** What news of the modem set in motion. All of it returns at once; the work is done in turn. */
export interface NewsEffects {
  /** A text came in, or one could not. Undefined: it is not said where to. */
  arrival(scope: SweepScope, place: Place | undefined): void;
  wantSweep(scope: SweepScope): void;
  hurry(vital: 'storage' | 'operator' | 'settings'): void;
  /** A text was pushed and is durable. */
  acknowledge(): void;
  rebooted(line: string): void;
  simChanged(): void;
  powerAlarm(line: string): void;
  foreignCommand(): void;
  registrationChanged(): void;
  lateReference(reference: number): void;
  /** The network speaks, asked or unasked. */
  ussd(line: UssdLine): void;
  /** Somebody calls, or has given up. */
  call(line: string): void;
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
  const { effects, timing, log } = deps;
  const line = event.lines[0] ?? '';
  switch (event.name) {
    case 'smsStored':
    case 'reportStored':
      takeArrival(event.name, line, deps);
      break;
    case 'storageFull':
      effects.hurry('storage');
      effects.arrival('all', undefined);
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
    case 'ussd':
      effects.ussd(parseUssdLine(event.lines));
      break;
    case 'call':
      effects.call(line);
      break;
    case 'repaired':
      effects.hurry('storage');
      break;
    case 'foreignCommand':
      effects.foreignCommand();
      break;
    case 'broadcastPushed':
      log.debug({}, 'a broadcast, which nobody wants');
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

function takeArrival(name: AtEvent['name'], line: string, { facts, effects }: NewsDeps): void {
  const place = placeIn(line);
  // Whatever was thought of it: it does announce.
  if (name === 'smsStored') facts.announcesTexts ||= facts.indications !== undefined;
  if (name === 'smsStored' && place) facts.announced += 1;
  // An index of -1 says that it could not be stored: the storages may be full.
  if (/,\s*-/.test(line)) effects.hurry('storage');
  const isExpected = name === 'smsStored' && place && isSameStorage(place.storage, facts.storage.name);
  effects.arrival(isExpected ? 'announced' : 'all', place);
}

/** `+CMTI: "ME",3`. */
function placeIn(line: string): Place | undefined {
  const [, storage, index] = /^\+C(?:MT|DS)I: *"([A-Z_]+)", *(\d+)$/i.exec(line) ?? [];
  return storage && index ? { storage: storage.toUpperCase(), index: Number(index) } : undefined;
}
