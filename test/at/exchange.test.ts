import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Exchange, type Heard, PLAIN, PROMPTED, step } from '../../daemon/at/exchange.ts';

const refusal = { heard: 'error', error: { final: 'error', family: 'cms', code: 38, text: '38' } } as const;
const info = (line: string) => ({ heard: 'info', line }) as const;
const having = (start: Exchange, ...inputs: readonly Heard[]): Exchange => inputs.reduce(step, start);
const SUBMITTED = [{ heard: 'prompt' }, { heard: 'writing' }, { heard: 'submitted' }] as const;

describe('one exchange', () => {
  test.each<[string, Exchange, readonly Heard[], object]>([
    [
      'an answer and its OK',
      PLAIN,
      [info('+CSQ: 21,0'), { heard: 'ok' }],
      { end: 'ok', lines: ['+CSQ: 21,0'] },
    ],
    ['a refusal', PLAIN, [refusal], { end: 'error', error: refusal.error }],
    ['silence after an answer', PLAIN, [info('+CPIN: READY'), { heard: 'quiet' }], { end: 'ok' }],
    ['a deadline', PLAIN, [info('+CMGL: 1,0,,20'), { heard: 'timeout' }], { end: 'timeout' }],
    ['an OK before the prompt', PROMPTED, [{ heard: 'ok' }], { end: 'noPrompt', submitted: false }],
    [
      'an OK at the prompt',
      PROMPTED,
      [{ heard: 'prompt' }, { heard: 'ok' }],
      { end: 'noPrompt', submitted: false },
    ],
    ['a refusal before the prompt', PROMPTED, [refusal], { end: 'error', submitted: false }],
    [
      'a refusal while writing',
      PROMPTED,
      [SUBMITTED[0], SUBMITTED[1], refusal],
      { end: 'error', submitted: false },
    ],
    ['a refusal after Ctrl-Z', PROMPTED, [...SUBMITTED, refusal], { end: 'error', submitted: true }],
    [
      'a reference and its OK',
      PROMPTED,
      [...SUBMITTED, info('+CMGS: 7'), { heard: 'ok' }],
      { end: 'ok', lines: ['+CMGS: 7'], submitted: true },
    ],
    [
      'a reference without an OK',
      PROMPTED,
      [...SUBMITTED, info('+CMGS: 7'), { heard: 'quiet' }],
      { end: 'ok', lines: ['+CMGS: 7'] },
    ],
    [
      'the wire lost after Ctrl-Z',
      PROMPTED,
      [...SUBMITTED, { heard: 'closed' }],
      { end: 'closed', submitted: true },
    ],
    [
      'a reboot after Ctrl-Z',
      PROMPTED,
      [...SUBMITTED, { heard: 'rebooted' }],
      { end: 'rebooted', submitted: true },
    ],
    [
      'a second prompt',
      PROMPTED,
      [...SUBMITTED, { heard: 'prompt' }, { heard: 'ok' }],
      { end: 'ok', submitted: true },
    ],
  ])('%s ends it', (_what, start, inputs, end) => {
    expect(having(start, ...inputs)).toMatchObject({ at: 'ended', ...end });
  });

  test('a late reference and its OK before the prompt do not end the new send', () => {
    const state = having(PROMPTED, info('+CMGS: 9'), { heard: 'ok' }, ...SUBMITTED);
    expect(state).toMatchObject({ at: 'answering', submitted: true, lines: [] });
  });

  test('the OK of a late reference does not end the new send even when it comes after Ctrl-Z', () => {
    const state = having(PROMPTED, info('+CMGS: 9'), ...SUBMITTED, { heard: 'ok' });
    expect(state).toMatchObject({ at: 'answering' });
  });

  const anything: fc.Arbitrary<Heard> = fc.oneof(
    fc.constantFrom<Heard>(
      { heard: 'prompt' },
      { heard: 'ok' },
      refusal,
      { heard: 'quiet' },
      { heard: 'timeout' },
      { heard: 'rebooted' },
      { heard: 'closed' },
      { heard: 'writing' },
      { heard: 'submitted' },
      { heard: 'withheld' },
    ),
    fc.string().map((line) => info(line)),
  );

  test('whatever was heard before, a deadline ends it', () => {
    fc.assert(
      fc.property(fc.constantFrom(PLAIN, PROMPTED), fc.array(anything), (start, inputs) => {
        expect(having(start, ...inputs, { heard: 'timeout' }).at).toBe('ended');
      }),
    );
  });

  test('whatever follows, an ended exchange stays as it ended', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(PLAIN, PROMPTED),
        fc.array(anything),
        fc.array(anything),
        (start, first, later) => {
          const ended = having(start, ...first, { heard: 'timeout' });
          expect(having(ended, ...later)).toBe(ended);
        },
      ),
    );
  });

  test('whatever is heard, a send ends well only after Ctrl-Z', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 12 }), (inputs) => {
        const state = having(PROMPTED, ...inputs);
        if (state.at === 'ended' && state.end === 'ok') expect(state.submitted).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
