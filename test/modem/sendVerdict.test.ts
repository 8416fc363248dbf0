import { describe, expect, test } from 'vitest';
import type { PromptedAnswer } from '../../daemon/at/command.ts';
import { parseFinalResult } from '../../daemon/at/finalResult.ts';
import { lookUpError } from '../../daemon/modem/errorTable.ts';
import { recognise } from '../../daemon/modem/profiles/table.ts';
import { judgeSend, parseReference, type SendSituation } from '../../daemon/modem/sendVerdict.ts';

const HERE: SendSituation = { registered: true, vendor: undefined };

function answer(end: PromptedAnswer['end'], extras: Partial<PromptedAnswer> = {}): PromptedAnswer {
  return {
    end,
    error: undefined,
    lines: [],
    submitted: true,
    sinceSubmitMs: 5000,
    doubtful: false,
    ...extras,
  };
}

function refused(line: string, extras: Partial<PromptedAnswer> = {}): PromptedAnswer {
  const result = parseFinalResult(line);
  if (result?.final !== 'error') throw new Error(`${line} is no refusal`);
  return answer('error', { error: result, ...extras });
}

const early = { submitted: false, sinceSubmitMs: undefined };
const quick = { sinceSubmitMs: 500 };

describe('a message', () => {
  test.each([
    ['a reference and OK', answer('ok', { lines: ['+CMGS: 33'] }), 33],
    ['a reference and silence', answer('ok', { lines: ['+CMGS: 0'] }), 0],
    ['a reference and then an error', refused('+CMS ERROR: 500', { lines: ['+CMGS: 33'] }), 33],
    ['a reference and then the end of the wire', answer('closed', { lines: ['+CMGS: 33'] }), 33],
    ['OK without a reference', answer('ok'), undefined],
    ['a reference that cannot be one', answer('ok', { lines: ['+CMGS: 999'] }), undefined],
  ])('with %s is sent', (_what, given, reference) => {
    expect(judgeSend(given, HERE)).toEqual({ kind: 'sent', reference });
  });

  test.each([
    ['silence before the prompt', answer('timeout', early), 'transient-retry'],
    ['a lost wire before Ctrl-Z', answer('closed', early), 'transient-retry'],
    ['a reboot before Ctrl-Z', answer('rebooted', early), 'transient-retry'],
    ['OK in the place of a prompt', answer('noPrompt', early), 'transient-retry'],
    ['a refusal to store the intent', answer('withheld', early), 'transient-retry'],
    ['ERROR before the prompt', refused('ERROR', early), 'transient-retry'],
    ['332 before the prompt', refused('+CMS ERROR: 332', early), 'transient-retry'],
    ['500 before the prompt', refused('+CMS ERROR: 500', early), 'transient-retry'],
    ['512 before the prompt', refused('+CMS ERROR: 512', early), 'transient-retry'],
    ['515 before the prompt', refused('+CME ERROR: 515', early), 'transient-retry'],
    ['no service before the prompt', refused('+CMS ERROR: 331', early), 'retry-after-network'],
    ['a missing SMSC', refused('+CMS ERROR: 330', early), 'fatal-sim'],
    ['a PIN that is asked for', refused('+CME ERROR: 11', early), 'fatal-sim'],
    ['ERROR within a second of Ctrl-Z', refused('ERROR', quick), 'transient-retry'],
    ['500 within two seconds of Ctrl-Z', refused('+CMS ERROR: 500', quick), 'transient-retry'],
    ['the network refusing: unassigned number', refused('+CMS ERROR: 1'), 'permanent'],
    ['the network refusing: out of order', refused('+CMS ERROR: 38'), 'transient-retry'],
    ['the network refusing with an unlisted cause', refused('+CMS ERROR: 34'), 'transient-retry'],
    ['the SMSC refusing with an unlisted cause', refused('+CMS ERROR: 230'), 'transient-retry'],
    ['the account barred', refused('+CMS ERROR: 8'), 'fatal-sim'],
    ['a length that is wrong', refused('+CMS ERROR: 304'), 'permanent'],
    ['a SIM that is busy', refused('+CMS ERROR: 314'), 'transient-retry'],
    ['words for a number', refused('+CMS ERROR: SIM not inserted'), 'fatal-sim'],
    ['words for no service', refused('+CMS ERROR: no network service'), 'retry-after-network'],
  ])('with %s is not sent', (_what, given, faultClass) => {
    expect(judgeSend(given, HERE)).toMatchObject({ kind: 'notSent', fault: { class: faultClass } });
  });

  test.each([
    ['silence after Ctrl-Z', answer('timeout')],
    ['a lost wire after Ctrl-Z', answer('closed')],
    ['a reboot after Ctrl-Z', answer('rebooted')],
    ['OK without a reference on a line in doubt', answer('ok', { doubtful: true })],
    ['ERROR at once on a line in doubt', refused('ERROR', { ...quick, doubtful: true })],
    ['ERROR after more than a second', refused('ERROR', { sinceSubmitMs: 1500 })],
    ['332', refused('+CMS ERROR: 332')],
    ['332, however soon', refused('+CMS ERROR: 332', quick)],
    ['500 after forty seconds', refused('+CMS ERROR: 500', { sinceSubmitMs: 40_000 })],
    ['350 after 135 seconds', refused('+CMS ERROR: 350', { sinceSubmitMs: 135_000 })],
    ['300 after three seconds', refused('+CMS ERROR: 300', { sinceSubmitMs: 3000 })],
    ['127, interworking', refused('+CMS ERROR: 127')],
    ['a number of the maker', refused('+CMS ERROR: 512')],
    ['words that no table holds', refused('+CMS ERROR: halt and catch fire')],
    ['an equipment error without a meaning', refused('+CME ERROR: 100')],
    ['a garbled number', refused('+CME ERROR: 15790320', quick)],
  ])('with %s is unknown', (_what, given) => {
    expect(judgeSend(given, HERE)).toMatchObject({ kind: 'unknown', fault: { class: 'unknown-outcome' } });
  });

  test('with 500 after forty seconds was not sent when the network is gone', () => {
    const late = refused('+CMS ERROR: 500', { sinceSubmitMs: 40_000 });
    expect(judgeSend(late, { ...HERE, registered: false })).toMatchObject({
      kind: 'notSent',
      fault: { code: 500 },
    });
  });

  test.each([
    ['wavecom', 512, 'notSent', 'transient-retry'],
    ['wavecom', 513, 'unknown', 'unknown-outcome'],
    ['mtk', 512, 'unknown', 'unknown-outcome'],
    ['mtk', 515, 'notSent', 'transient-retry'],
    ['mtk', 532, 'notSent', 'transient-retry'],
    ['siemens', 256, 'notSent', 'transient-retry'],
    ['siemens', 500, 'unknown', 'unknown-outcome'],
  ] as const)('on a %s modem with %i is %s', (vendor, code, kind, faultClass) => {
    expect(judgeSend(refused(`+CMS ERROR: ${code}`), { registered: true, vendor })).toMatchObject({
      kind,
      fault: { class: faultClass, code },
    });
  });
});

test.each([
  [['+CMGS: 42'], 42],
  [['+CMGS: 42,"26/03/02,08:15:00+28"'], 42],
  [['+CMGS: 256'], undefined],
  [['+CMGS:'], undefined],
  [[], undefined],
])('%j carries the reference %s', (lines, reference) => {
  expect(parseReference(lines)).toBe(reference);
});

test.each([
  ['SIMCOM_Ltd', 'SIMCOM_SIM800L', 'mtk'],
  ['SIMCOM INCORPORATED', 'SIMCOM_SIM7600E-H', undefined],
  ['FOXCOM MODEM', 'Quectel_M26', 'mtk'],
  ['Quectel', 'EC25', undefined],
  [' WAVECOM MODEM', ' MULTIBAND  900E  1800 ', 'wavecom'],
  ['Cinterion', 'MC75i', 'siemens'],
  ['huawei', 'E173', undefined],
])('%s %s reads its numbers from the list %s', (maker, model, family) => {
  expect(recognise(maker, model).errors).toBe(family);
});

test('whatever number comes with +CMS ERROR, something is known of it', () => {
  const numbers = Array.from({ length: 600 }, (_, code) =>
    lookUpError({ final: 'error', family: 'cms', code, text: '' }, undefined),
  );
  expect(numbers.filter((known) => known === undefined)).toEqual([]);
});
