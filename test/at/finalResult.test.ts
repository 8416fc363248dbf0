import { expect, test } from 'vitest';
import { parseFinalResult } from '../../daemon/at/finalResult.ts';

test.each([
  ['+CMS ERROR: 38', 'cms', 38, '38'],
  ['+CMS ERROR:38', 'cms', 38, '38'],
  ['+CMS ERROR 332', 'cms', 332, '332'],
  ['+CMS ERROR: 38 (Network out of order)', 'cms', 38, '38 (Network out of order)'],
  ['+CME ERROR: 14, SIM busy', 'cme', 14, '14, SIM busy'],
  ['+CME ERROR: SIM busy', 'cme', undefined, 'SIM busy'],
  ['+CMS ERROR: 3G only', 'cms', undefined, '3G only'],
  ['+CMS ERROR:', 'cms', undefined, ''],
  ['+EXT ERROR: 3', 'none', undefined, '+EXT ERROR: 3'],
] as const)('%s has a number where it gives one', (line, family, code, text) => {
  expect(parseFinalResult(line)).toEqual({ final: 'error', family, code, text });
});
