import type { Dialogue } from './dialogue.ts';
import { type EndedExchange, PLAIN } from './exchange.ts';
import type { Expectation } from './sorter.ts';

/** The first line that comes for an exchange whose OK is there already. Ends with what came, after so long at the latest. */
export async function lateLine(
  dialogue: Dialogue,
  expected: Expectation,
  ms: number,
): Promise<EndedExchange> {
  const timer = setTimeout(() => dialogue.hear({ heard: 'enough' }), ms);
  const ended = await new Promise<EndedExchange>((settle) => {
    dialogue.begin(PLAIN, expected, (state, input) => {
      if (input.heard === 'ok' || input.heard === 'error') dialogue.confused('a second final result came');
      if (state.at !== 'ended') dialogue.hear({ heard: 'enough' });
      else settle(input.heard === 'error' ? { ...state, end: 'ok', error: undefined } : state);
    });
  });
  clearTimeout(timer);
  return ended;
}
