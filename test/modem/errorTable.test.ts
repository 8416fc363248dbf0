import { expect, test } from 'vitest';
import { lookUpError } from '../../daemon/modem/errorTable.ts';

const known = (family: 'cms' | 'cme', code: number, vendor?: 'mtk' | 'wavecom' | 'siemens') =>
  lookUpError({ final: 'error', family, code, text: '' }, vendor);

test.each([
  ['cms', 21, undefined, 'permanent', 'rejected'],
  ['cms', 38, undefined, 'transient-retry', 'network'],
  ['cms', 77, undefined, 'transient-retry', 'unlisted-rp-cause'],
  ['cms', 224, undefined, 'transient-retry', 'unlisted-tp-fcs'],
  ['cms', 280, undefined, 'unknown-outcome', 'reserved'],
  ['cms', 345, undefined, 'unknown-outcome', 'unlisted-300'],
  ['cms', 600, undefined, 'unknown-outcome', 'vendor'],
  ['cms', 512, 'wavecom', 'transient-retry', 'collision'],
  ['cms', 515, 'siemens', 'transient-retry', 'modem-busy'],
  ['cms', 532, 'siemens', 'transient-retry', 'sim-busy'],
  ['cms', 512, 'siemens', 'unknown-outcome', 'vendor'],
  ['cms', 322, 'siemens', 'transient-retry', 'local-storage'],
  ['cme', 30, undefined, 'retry-after-network', 'no-service'],
  ['cme', 132, undefined, 'permanent', 'subscription'],
  ['cme', 151, undefined, 'permanent', 'irrelevant'],
  ['cme', 215, undefined, 'retry-after-network', '5gs'],
  ['cme', 999, undefined, 'transient-retry', 'unlisted'],
] as const)(
  '+%s ERROR: %i on a modem of the list %s is %s, %s (ERR-03)',
  (family, code, vendor, errorClass, sub) => {
    expect(known(family, code, vendor)).toMatchObject({ class: errorClass, sub });
  },
);

test.each([
  ['cms', 'Network time-out', 332],
  ['cms', '(U)SIM not inserted', 310],
  ['cms', 'SIM not inserted.', 310],
  ['cms', 'Invalid SME address', 195],
  ['cms', 'Unidentified subscriber', 28],
  ['cms', 'Short Message Transfer Rejected', 21],
  ['cms', 'SC busy', 192],
  ['cms', 'Unknown error', 500],
  ['cme', 'USIM busy', 14],
  ['cme', 'No Network Service!', 30],
  ['cme', 'PH-SIM PIN required', 5],
  ['cme', 'Command aborted by user', 52],
  ['cme', 'unknown', 100],
] as const)('the words +%s ERROR: %s are number %i', (family, text, code) => {
  expect(lookUpError({ final: 'error', family, code: undefined, text }, undefined)).toMatchObject({ code });
});

test.each(['constructor', '__proto__', 'toString', ''])(
  'words that no list has, such as %j, have no number',
  (text) => {
    expect(lookUpError({ final: 'error', family: 'cms', code: undefined, text }, undefined)).toBeUndefined();
  },
);
