import type { Logger } from '../../db/logger.ts';
import type { AtChannel } from '../at/channel.ts';
import { pause } from '../at/wait.ts';
import { lookUpError } from './errorTable.ts';
import type { OutgoingPdu } from './gatewayContract.ts';
import type { ModemFacts } from './modemFacts.ts';
import { isRegistered } from './registration.ts';
import type { SendOutcome } from './sendOutcome.ts';
import { isDoubtful, judgeSend } from './sendVerdict.ts';
import type { Timing } from './timing.ts';

export interface TransmitDeps {
  readonly channel: AtChannel;
  readonly facts: ModemFacts;
  readonly timing: Timing;
  readonly log: Logger;
}

export interface Transmitted {
  readonly outcome: SendOutcome;
  /** It was submitted and nothing came back: a late reference would be its. */
  readonly answerOpen: boolean;
  /** No prompt came: once is bad luck, twice in a row is a sick modem. */
  readonly promptMissing: boolean;
  /** What ended it besides an answer, so that the session knows where it stands. */
  readonly trouble: 'closed' | 'mute' | 'rebooted' | undefined;
}

const BUSY: ReadonlySet<string> = new Set(['modem-busy', 'sim-busy']);

/**
 * One part to the network (27.005 §3.5.1, DRIVER §3.1). A modem that is still busy with the radio procedure of the
 * last one refuses before the prompt; that is asked once more, since nothing was written. Never rejects.
 */
export async function transmit(
  deps: TransmitDeps,
  pdu: OutgoingPdu,
  onWriting: () => void,
): Promise<Transmitted> {
  const first = await attempt(deps, pdu, onWriting);
  if (!first.busy) return first;
  deps.log.info({ code: first.code }, 'the modem is busy: asking once more');
  await pause(deps.timing.busyRetryMs);
  return attempt(deps, pdu, onWriting);
}

async function attempt(
  { channel, facts, timing, log }: TransmitDeps,
  pdu: OutgoingPdu,
  onWriting: () => void,
): Promise<Transmitted & { busy: boolean; code: number | undefined }> {
  const answer = await channel.submit({
    text: `AT+CMGS=${pdu.tpduLength}`,
    prefix: '+CMGS:',
    body: pdu.pduHex,
    promptTimeoutMs: timing.promptMs,
    promptPauseMs: timing.promptPauseMs,
    slowPromptPauseMs: timing.slowPromptPauseMs,
    writeTimeoutMs: timing.writeMs,
    resultTimeoutMs: timing.sendMs,
    okTimeoutMs: timing.sendOkMs,
    lateLineMs: timing.lateLineMs,
    onWriting,
  });
  const outcome = judgeSend(answer, {
    registered: isRegistered(facts.registration),
    vendor: facts.profile.errors,
  });
  const known = answer.error && lookUpError(answer.error, facts.profile.errors);
  const { end, submitted, sinceSubmitMs } = answer;
  const tookMs = sinceSubmitMs === undefined ? undefined : Math.round(sinceSubmitMs);
  log.info({ outcome: outcome.kind, end, tookMs, code: known?.code }, 'a part was handed to the modem');
  return {
    outcome,
    answerOpen: (submitted && (end === 'timeout' || end === 'closed')) || isDoubtful(answer),
    promptMissing: !submitted && (end === 'timeout' || end === 'noPrompt'),
    trouble: end === 'closed' || end === 'mute' || end === 'rebooted' ? end : undefined,
    busy: !submitted && known !== undefined && BUSY.has(known.sub),
    code: known?.code,
  };
}
