import type { Logger } from '../../db/logger.ts';
import { monotonicMs } from '../at/wait.ts';
import type { Acquaintance } from './acquaintance.ts';
import type { Desk } from './desk.ts';
import type { ModemFacts } from './modemFacts.ts';
import type { UssdForm } from './profiles/profile.ts';
import { isRegistered } from './registration.ts';
import type { Timing } from './timing.ts';
import { formsFrom, ussdCommand } from './ussdCode.ts';
import { USSD_WORDS, type UssdDesk, type UssdJob, type UssdOutcome } from './ussdDesk.ts';
import type { UssdLine } from './ussdLine.ts';
import { ussdText } from './ussdText.ts';

export interface UssdDeps {
  readonly desk: Desk;
  readonly facts: ModemFacts;
  readonly timing: Timing;
  readonly known: Acquaintance;
  readonly ussdDesk: UssdDesk;
  readonly log: Logger;
  /** Lets other work go on for so long, or until this is wanted again; nothing is sent meanwhile. */
  meanwhile(ms: number, isWanted: () => boolean): Promise<void>;
}

/** <m> of +CUSD after which the network itself has ended the dialogue. */
const DONE = 0;
export const WAITS_FOR_MORE = 1;
const ENDED = 2;
const UNSUPPORTED = 4;
export const END_DIALOGUE = 'AT+CUSD=2';

/** How one way of asking ended. */
interface Try {
  readonly outcome: UssdOutcome;
  /** The network has understood what was dialled. */
  readonly understood: boolean;
  /** It may go better in another form. */
  readonly another: boolean;
}

/**
 * Dials a code and waits for the words of the network (27.007 §7.15, DRIVER §9). Modems differ in the form in which they
 * want the code, and a wrong one is answered with an apology: the forms are tried in turn, the one that worked before
 * first. The dialogue never stays open.
 * @throws {LinkTrouble}
 */
export async function carryOutUssd(deps: UssdDeps, job: UssdJob): Promise<UssdOutcome> {
  const { facts, known, log } = deps;
  if (!isRegistered(facts.registration)) return { kind: 'failed', words: USSD_WORDS.notRegistered };
  let first: UssdOutcome | undefined;
  for (const form of formsFrom(known.learned.ussd ?? facts.profile.ussd)) {
    const tried = await dial(deps, job, form);
    if (!tried) continue;
    const { outcome, understood, another } = tried;
    log.info({ form, outcome: outcome.kind, understood }, 'a code was dialled');
    if (understood) known.learn({ ussd: form });
    if (understood || !another)
      return first?.kind === 'answered' && outcome.kind === 'failed' ? first : outcome;
    if (first?.kind !== 'answered') first = outcome;
  }
  return first ?? { kind: 'failed', words: USSD_WORDS.refused };
}

async function dial(deps: UssdDeps, job: UssdJob, form: UssdForm): Promise<Try | undefined> {
  const { desk, timing, ussdDesk } = deps;
  const text = ussdCommand(job.code, form);
  if (text === undefined) return undefined;
  const heard: UssdLine[] = [];
  const stopListening = ussdDesk.listen((line) => void heard.push(line));
  try {
    // Without a prefix of its own: the answer of the network may come before the OK and be several lines long.
    const answer = await desk.ask(text, timing.ussdCommandMs, { prefixes: [] });
    // Without any answer the code has hardly left the modem: it is not worth holding up what is to be sent.
    const patienceMs = answer.kind === 'ok' ? timing.ussdAnswerMs : timing.ussdProgressMs;
    const said = answer.kind === 'error' ? undefined : await hearOut(deps, heard, patienceMs);
    const last = said ?? heard.at(-1);
    if (last?.kind !== DONE && last?.kind !== ENDED && answer.kind !== 'error')
      await desk.ask(END_DIALOGUE, timing.slowCommandMs, { prefixes: [] });
    return answer.kind === 'error' ? failed(USSD_WORDS.refused, true) : judge(said, last, job);
  } finally {
    stopListening();
  }
}

/** The first line with words, or one that says that there will be none. An empty one is only a sign of progress. */
async function hearOut(
  { timing, meanwhile }: UssdDeps,
  heard: readonly UssdLine[],
  patienceMs: number,
): Promise<UssdLine | undefined> {
  let untilMs = monotonicMs() + patienceMs;
  for (let taken = 0; ; ) {
    const line = heard[taken];
    if (line) {
      if (line.raw !== undefined || (line.kind ?? DONE) > ENDED) return line;
      taken += 1;
      untilMs = Math.min(untilMs, monotonicMs() + timing.ussdProgressMs);
    } else {
      const leftMs = untilMs - monotonicMs();
      if (leftMs <= 0) return undefined;
      const count = taken;
      await meanwhile(leftMs, () => heard.length > count);
      if (heard.length === count && monotonicMs() < untilMs) return undefined;
    }
  }
}

function judge(said: UssdLine | undefined, last: UssdLine | undefined, { accepts }: UssdJob): Try {
  if (said?.raw === undefined) {
    if (last?.kind === UNSUPPORTED) return failed(USSD_WORDS.unsupported, true);
    return failed(USSD_WORDS.unanswered, last?.kind === ENDED);
  }
  const text = ussdText(said.raw, said.dcs);
  const kind = said.kind ?? DONE;
  const understood = kind === DONE || kind === WAITS_FOR_MORE || accepts(text);
  return { outcome: { kind: 'answered', text }, understood, another: true };
}

const failed = (words: string, another: boolean): Try => ({
  outcome: { kind: 'failed', words },
  understood: false,
  another,
});
