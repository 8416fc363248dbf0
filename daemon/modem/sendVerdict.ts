import type { PromptedAnswer } from '../at/command.ts';
import { type KnownError, lookUpError, type VendorFamily } from './errorTable.ts';
import type { SendFault, SendFaultClass, SendOutcome } from './sendOutcome.ts';

/** A bare ERROR this soon after Ctrl-Z is the modem's own parser, not the network. */
const PARSER_REFUSAL_MS = 1000;
/** A code without a meaning this soon after Ctrl-Z cannot have been at the network and back. */
const QUICK_CODE_MS = 2000;
/** Numbers that firmwares use for want of a better one. */
const MEANINGLESS_CMS: ReadonlySet<number> = new Set([0, 300, 350, 500]);

export interface SendSituation {
  /** Registered for SMS when the result came. */
  readonly registered: boolean;
  readonly vendor: VendorFamily | undefined;
}

/**
 * What became of a message. State beats code: before Ctrl-Z nothing was sent, whatever the number says; after it,
 * only a refusal that must have come from the modem or from the network itself proves that nothing was.
 */
export function judgeSend(answer: PromptedAnswer, situation: SendSituation): SendOutcome {
  const reference = parseReference(answer.lines);
  // The number is the network's acknowledgement; whatever follows it (nothing, an error, a lost wire) takes nothing back.
  if (reference !== undefined) return { kind: 'sent', reference };
  const known = answer.error && lookUpError(answer.error, situation.vendor);
  if (!answer.submitted) return notSent(beforeSubmit(answer, known));
  if (isDoubtful(answer)) return unknown(DOUBTFUL);
  if (answer.end === 'ok') return { kind: 'sent', reference: undefined };
  if (answer.end !== 'error') return unknown(ENDS[answer.end]);
  return afterSubmit(answer, known, situation);
}

/** Anything but +CMGS and +CMS ERROR can be what an earlier command, or another program's, had coming. */
export const isDoubtful = ({ submitted, doubtful, end, error, lines }: PromptedAnswer): boolean =>
  submitted &&
  doubtful &&
  parseReference(lines) === undefined &&
  (end === 'ok' || (end === 'error' && error?.family !== 'cms'));

const DOUBTFUL = 'an answer that may be that of another command';

/** Worded for the history of a message; no personal data. */
const ENDS: Readonly<Record<Exclude<PromptedAnswer['end'], 'ok' | 'error'>, string>> = {
  timeout: 'no answer from the modem',
  rebooted: 'the modem rebooted',
  closed: 'the connection to the modem was lost',
  mute: 'the modem does not answer',
  withheld: 'withheld: the intent could not be stored',
  noPrompt: 'the modem did not ask for the message',
};

function beforeSubmit(answer: PromptedAnswer, known: KnownError | undefined): SendFault {
  if (answer.end !== 'error') {
    return linkFault(answer.end === 'ok' ? ENDS.noPrompt : ENDS[answer.end]);
  }
  if (!known) return bareError(answer);
  return faultOf(known, known.class === 'unknown-outcome' ? 'transient-retry' : known.class);
}

function afterSubmit(
  answer: PromptedAnswer,
  known: KnownError | undefined,
  situation: SendSituation,
): SendOutcome {
  const sinceMs = answer.sinceSubmitMs ?? Number.POSITIVE_INFINITY;
  if (!known) {
    const why = bareError(answer);
    return sinceMs <= PARSER_REFUSAL_MS ? notSent(why) : unknown(why.text);
  }
  if (known.accepted === 'no' && known.class !== 'unknown-outcome') {
    return notSent(faultOf(known, known.class));
  }
  if (isMeaningless(answer.error?.family, known) && (sinceMs <= QUICK_CODE_MS || !situation.registered)) {
    return notSent(faultOf(known, 'transient-retry'));
  }
  return unknown(known.name, known.code);
}

/** Does the number say nothing about how far the message came? +CME ERROR was not made for sending. */
function isMeaningless(family: string | undefined, known: KnownError): boolean {
  if (family === 'cme') return known.class !== 'unknown-outcome';
  return known.code !== undefined && MEANINGLESS_CMS.has(known.code);
}

/** `+CMGS: <mr>[,<scts>]`: undefined when there is none that can be read. */
export function parseReference(lines: readonly string[]): number | undefined {
  for (const line of lines) {
    const match = /^\+CMGS: *(\d{1,3})(?:,|\s|$)/i.exec(line);
    if (match && Number(match[1]) <= 255) return Number(match[1]);
  }
  return undefined;
}

const faultOf = ({ code, sub, name }: KnownError, faultClass: SendFaultClass): SendFault => ({
  class: faultClass,
  sub,
  code,
  text: name,
});
const linkFault = (text: string): SendFault => ({
  class: 'transient-retry',
  sub: 'link',
  code: undefined,
  text,
});
const bareError = (answer: PromptedAnswer): SendFault => ({
  class: 'transient-retry',
  sub: 'bare-error',
  code: undefined,
  text: answer.error?.text || 'ERROR',
});
const notSent = (why: SendFault): SendOutcome => ({ kind: 'notSent', fault: why });
const unknown = (text: string, code?: number): SendOutcome => ({
  kind: 'unknown',
  fault: { class: 'unknown-outcome', sub: undefined, code, text },
});
