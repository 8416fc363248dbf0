import type { Logger } from '../../db/logger.ts';
import type { PromptedAnswer, PromptedCommand } from './command.ts';
import type { Dialogue } from './dialogue.ts';
import { type EndedExchange, type Exchange, PROMPTED } from './exchange.ts';
import { lateLine } from './lateLine.ts';
import { monotonicMs, pause } from './wait.ts';

const CTRL_Z = '\x1a';
const ESCAPE = '\x1b';
/** A prompt that is seen this soon was prompt: this process itself may have been busy meanwhile. */
const PROMPT_MS = 20;

export interface PromptedEffects {
  readonly log: Logger;
  /** The line of an earlier send, which came before this one had written anything. */
  onLateLine(line: string): void;
  /** The modem may still sit in the prompt. */
  onConfusion(reason: string): void;
}

/**
 * A command, its prompt, the body, Ctrl-Z, the result (27.005 §3.5.1). Each leg has a deadline of its own that no
 * traffic extends. The body and Ctrl-Z are two writes: as long as the first has not finished, nothing was submitted.
 */
export async function performPrompted(
  dialogue: Dialogue,
  command: PromptedCommand,
  effects: PromptedEffects,
): Promise<Omit<PromptedAnswer, 'doubtful'>> {
  let current: Exchange = PROMPTED;
  let wasPrompted = false;
  let askedAtMs = 0;
  let submittedAtMs: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  const within = (ms: number, heard: 'timeout' | 'quiet' = 'timeout'): void => {
    clearTimeout(timer);
    timer = setTimeout(() => dialogue.hear({ heard }), ms);
  };

  const expected = {
    text: command.text,
    prefixes: [command.prefix],
    bare: false,
    dataLines: false,
    body: command.body,
  };
  const ended = await new Promise<EndedExchange>((settle) => {
    dialogue.begin(PROMPTED, expected, (state, input) => {
      current = state;
      if (state.at === 'ended') settle(state);
      else if (input.heard === 'info' && state.at === 'answering') within(command.okTimeoutMs, 'quiet');
      else if (input.heard === 'info') effects.onLateLine(input.line);
      else if (input.heard === 'submitted') {
        submittedAtMs = monotonicMs();
        within(command.resultTimeoutMs);
      } else if (input.heard === 'prompt' && !wasPrompted) {
        wasPrompted = true;
        const tookMs = monotonicMs() - askedAtMs;
        const slowMs = tookMs < PROMPT_MS ? 0 : Math.min(command.slowPromptPauseMs, tookMs);
        const pauseMs = Math.max(command.promptPauseMs, slowMs);
        within(pauseMs + command.writeTimeoutMs);
        void writeBody(
          dialogue,
          { ...command, promptPauseMs: pauseMs },
          effects.log,
          () => current.at !== 'ended',
        );
      }
    });
    within(command.promptTimeoutMs);
    askedAtMs = monotonicMs();
    dialogue.writeCommand(`${command.text}\r`);
  });
  clearTimeout(timer);

  const { end, error, submitted } = ended;
  // A refusal before the prompt and a result after Ctrl-Z are clean ends; all others may leave the prompt open.
  const clean = end === 'ok' || (end === 'error' && (submitted || !wasPrompted));
  if (!clean) effects.onConfusion(`sending ended with ${end}`);
  const sinceSubmitMs = submittedAtMs === undefined ? undefined : monotonicMs() - submittedAtMs;
  const isEmpty = end === 'ok' && submitted && ended.lines.length === 0;
  const { lines } = isEmpty ? await lateLine(dialogue, expected, command.lateLineMs) : ended;
  return { end, error, lines, submitted, sinceSubmitMs };
}

async function writeBody(
  dialogue: Dialogue,
  command: PromptedCommand,
  log: Logger,
  isOpen: () => boolean,
): Promise<void> {
  if (command.promptPauseMs > 0) await pause(command.promptPauseMs);
  if (!isOpen()) return;
  try {
    command.onWriting();
  } catch (error) {
    log.error({ err: error }, 'a message was withheld at the prompt');
    dialogue.writeCommand(ESCAPE);
    dialogue.hear({ heard: 'withheld' });
    return;
  }
  dialogue.hear({ heard: 'writing' });
  try {
    await dialogue.write(command.body);
    if (!isOpen()) return;
    // First the mark and then the write: once write is called, Ctrl-Z may have left.
    dialogue.hear({ heard: 'submitted' });
    await dialogue.write(CTRL_Z);
  } catch (error) {
    log.warn({ err: error }, 'writing to the modem failed');
    if (isOpen()) dialogue.hear({ heard: 'closed' });
  }
}
