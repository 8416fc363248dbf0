import type { FinalError } from './finalResult.ts';

/**
 * One exchange as a value. No timer, no port and no logger in here: the channel performs what a state calls for and
 * feeds the next thing it heard.
 *
 * answering: the command is out, its answer is awaited.
 * awaitingPrompt → prompted → writing → answering: the same with a body in between. `writing` begins before the first
 * byte of the body and ends when Ctrl-Z is handed over, which is the point of no return.
 */
export type Exchange = OpenExchange | EndedExchange;

export interface OpenExchange {
  readonly at: 'awaitingPrompt' | 'prompted' | 'writing' | 'answering';
  /** What belongs to the answer. */
  readonly lines: readonly string[];
  readonly submitted: boolean;
  /** A late line of an earlier send was seen, so the next OK is not ours. */
  readonly lateOk: boolean;
}

export interface EndedExchange {
  readonly at: 'ended';
  readonly end: ExchangeEnd;
  readonly lines: readonly string[];
  readonly error: FinalError | undefined;
  readonly submitted: boolean;
}

export type ExchangeEnd = 'ok' | 'error' | 'timeout' | 'rebooted' | 'closed' | 'withheld' | 'noPrompt';

export type Heard =
  | { readonly heard: 'info' | 'data'; readonly line: string }
  | { readonly heard: 'prompt' }
  | { readonly heard: 'ok' }
  | { readonly heard: 'error'; readonly error: FinalError }
  /** The firmware has left its OK out: silence stands for it. */
  | { readonly heard: 'quiet' }
  | { readonly heard: 'timeout' | 'rebooted' | 'closed' }
  /** Our own doing: no more is waited for. */
  | { readonly heard: 'enough' }
  /** Our own doing: onWriting passed, Ctrl-Z was handed over, onWriting threw. */
  | { readonly heard: 'writing' | 'submitted' | 'withheld' };

export const PLAIN: Exchange = { at: 'answering', lines: [], submitted: false, lateOk: false };
export const PROMPTED: Exchange = { at: 'awaitingPrompt', lines: [], submitted: false, lateOk: false };

/** Bounds an answer: nothing that we ask for has more lines (a full SIM of 255 records has 510). */
export const ANSWER_LINES_MAX = 1200;

/** Total: every state takes everything that can be heard, and nothing leaves `ended`. */
export function step(state: Exchange, input: Heard): Exchange {
  if (state.at === 'ended') return state;
  switch (input.heard) {
    case 'timeout':
    case 'rebooted':
    case 'closed':
    case 'withheld':
      return ended(state, input.heard);
    case 'error':
      return ended(state, 'error', input.error);
    case 'quiet':
    case 'enough':
      return state.at === 'answering' ? ended(state, 'ok') : state;
    case 'ok':
      return heardOk(state);
    case 'info':
    case 'data':
      return heardLine(state, input.line);
    case 'prompt':
      return state.at === 'awaitingPrompt' ? { ...state, at: 'prompted' } : state;
    case 'writing':
      return state.at === 'prompted' ? { ...state, at: 'writing' } : state;
    case 'submitted':
      return state.at === 'writing' ? { ...state, at: 'answering', submitted: true } : state;
  }
}

function heardOk(state: OpenExchange): Exchange {
  if (state.lateOk) return { ...state, lateOk: false };
  // An OK without the body having left can never mean that the body was taken.
  return ended(state, state.at === 'answering' ? 'ok' : 'noPrompt');
}

function heardLine(state: OpenExchange, line: string): Exchange {
  // Nothing of ours is out yet, so this is the end of an earlier send and an OK will follow it.
  if (state.at !== 'answering') return { ...state, lateOk: true };
  if (state.lines.length >= ANSWER_LINES_MAX) return ended(state, 'timeout');
  return { ...state, lines: [...state.lines, line] };
}

function ended(state: OpenExchange, end: ExchangeEnd, error?: FinalError): EndedExchange {
  return { at: 'ended', end, lines: state.lines, error, submitted: state.submitted };
}
