import type { Answer, Command } from './command.ts';
import type { Dialogue } from './dialogue.ts';
import { type EndedExchange, PLAIN } from './exchange.ts';
import { lateLine } from './lateLine.ts';

/** Writes one command and waits for its end. Ends at the command's deadline at the latest, whatever traffic there is. */
export async function performPlain(dialogue: Dialogue, command: Command): Promise<Answer> {
  const { text, prefixes, bare, dataLines, lateLineMs } = command;
  const expected = { text, prefixes, bare, dataLines, body: undefined };
  let silence: NodeJS.Timeout | undefined;
  const watchSilence = (): void => {
    clearTimeout(silence);
    if (command.okAfterQuietMs !== undefined) {
      silence = setTimeout(() => dialogue.hear({ heard: 'quiet' }), command.okAfterQuietMs);
    } else if (command.idleMs !== undefined) {
      silence = setTimeout(() => dialogue.hear({ heard: 'timeout' }), command.idleMs);
    }
  };
  if (command.firstLineMs !== undefined) {
    silence = setTimeout(() => dialogue.hear({ heard: 'timeout' }), command.firstLineMs);
  }
  const deadline = setTimeout(() => dialogue.hear({ heard: 'timeout' }), command.timeoutMs);
  const ended = await new Promise<EndedExchange>((settle) => {
    dialogue.begin(PLAIN, expected, (state, input) => {
      if (state.at === 'ended') settle(state);
      else if (input.heard === 'info' || input.heard === 'data') watchSilence();
    });
    dialogue.writeCommand(`${text}\r`);
  });
  clearTimeout(deadline);
  clearTimeout(silence);
  const isEmpty = ended.end === 'ok' && ended.lines.length === 0 && prefixes.length > 0;
  return toAnswer(
    isEmpty && lateLineMs !== undefined ? await lateLine(dialogue, expected, lateLineMs) : ended,
  );
}

function toAnswer({ end, lines, error }: EndedExchange): Answer {
  switch (end) {
    case 'ok':
    case 'timeout':
      return { kind: end, lines };
    case 'error':
      if (error) return { kind: 'error', error, lines };
      throw new Error('an exchange failed without a reason');
    case 'rebooted':
    case 'closed':
      return { kind: end };
    case 'withheld':
    case 'noPrompt':
      throw new Error(`a plain exchange cannot end with ${end}`);
  }
}
