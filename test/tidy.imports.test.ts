import { beforeAll, describe, expect, test } from 'vitest';
import { lintPlanted } from './support/planted.ts';

/** Each row: where the import stands, what is imported. All of these must be caught. */
const FORBIDDEN: readonly (readonly [string, string])[] = [
  // The two processes meet in db/ only.
  ['daemon/main.ts', '../panel/app.tsx'],
  ['daemon/inbound/ingest.ts', '../../panel/app.tsx'],
  ['daemon/jobs/sweep.ts', '../../panel/app.tsx'],
  ['panel/app.tsx', '../daemon/config.ts'],
  ['panel/tickets/routes.tsx', '../../daemon/pdu/decode.ts'],
  ['db/open.ts', '../daemon/config.ts'],
  ['db/open.ts', '../panel/config.ts'],
  // db/
  ['db/rules/slaClock.ts', '../open.ts'],
  ['db/rules/slaClock.ts', '../schema/tickets.ts'],
  ['db/rules/slaClock.ts', 'node:fs'],
  ['db/rules/slaClock.ts', 'drizzle-orm'],
  ['db/schema/tickets.ts', '../actions/openTicket.ts'],
  ['db/queries/inboxPage.ts', '../actions/openTicket.ts'],
  ['db/actions/openTicket.ts', '../queries/inboxPage.ts'],
  ['db/actions/openTicket.ts', '../../daemon/pdu/decode.ts'],
  // The ladder of the daemon.
  ['daemon/serial/port.ts', '../at/dialogue.ts'],
  ['daemon/serial/port.ts', '../../db/open.ts'],
  ['daemon/at/dialogue.ts', '../modem/gateway.ts'],
  ['daemon/at/dialogue.ts', '../pdu/decode.ts'],
  ['daemon/at/dialogue.ts', '../../db/rules/smsText.ts'],
  ['daemon/at/dialogue.ts', '../../db/actions/openTicket.ts'],
  ['daemon/modem/gateway.ts', '../pdu/decode.ts'],
  ['daemon/modem/gateway.ts', '../inbound/ingest.ts'],
  ['daemon/modem/gateway.ts', '../../db/queries/inboxPage.ts'],
  ['daemon/modem/gateway.ts', '../../db/schema/tickets.ts'],
  ['daemon/pdu/decode.ts', '../modem/gateway.ts'],
  ['daemon/pdu/decode.ts', '../../db/open.ts'],
  ['daemon/inbound/ingest.ts', '../serial/port.ts'],
  ['daemon/outbound/pump.ts', '../at/dialogue.ts'],
  ['daemon/serial/port.ts', '../trace/maskWire.ts'],
  ['daemon/trace/maskWire.ts', '../modem/gateway.ts'],
  ['daemon/trace/maskWire.ts', '../at/dialogue.ts'],
  ['daemon/trace/maskWire.ts', '../../db/open.ts'],
  // scripts/ is for people and tests.
  ['daemon/main.ts', '../scripts/service.ts'],
  ['daemon/jobs/sweep.ts', '../../scripts/service.ts'],
  ['panel/app.tsx', '../scripts/service.ts'],
  ['db/open.ts', '../scripts/service.ts'],
  ['scripts/helpdesk.ts', '../test/support/browser.ts'],
  // A codec cannot prove itself.
  ['scripts/sim/simulator.ts', '../../daemon/pdu/decode.ts'],
  ['scripts/sim/simulator.ts', '../../db/rules/gsm7.ts'],
  ['scripts/sim/simulator.ts', '../service.ts'],
  ['scripts/sim/codec/tpdu.ts', '../../../daemon/pdu/decode.ts'],
  ['scripts/sim/codec/tpdu.ts', '../../../db/rules/smsText.ts'],
  ['scripts/sim/phone/page.tsx', '../../../db/rules/smsText.ts'],
  // Each third-party package has one owner.
  ['daemon/at/dialogue.ts', 'serialport'],
  ['daemon/modem/gateway.ts', '@serialport/parser-readline'],
  ['daemon/main.ts', 'serialport'],
  ['daemon/inbound/ingest.ts', 'node-pdu'],
  ['scripts/sim/codec/tpdu.ts', 'node-pdu'],
  ['db/rules/smsText.ts', 'node-pdu'],
  ['panel/app.tsx', 'better-sqlite3'],
  ['panel/app.tsx', 'drizzle-orm/better-sqlite3'],
  ['daemon/inbound/ingest.ts', 'drizzle-orm'],
  ['scripts/helpdesk.ts', 'better-sqlite3'],
  ['daemon/main.ts', 'hono'],
  ['scripts/sim/simulator.ts', '@hono/node-server'],
  ['scripts/helpdesk.ts', 'htmx.org'],
  ['db/open.ts', 'pino'],
  ['daemon/main.ts', 'pino'],
  ['panel/app.tsx', 'pino'],
  ['daemon/jobs/sweep.ts', 'node-cron'],
  ['daemon/main.ts', 'node-cron'],
  ['scripts/service.ts', 'koffi'],
  ['daemon/serial/port.ts', 'koffi'],
  ['daemon/main.ts', 'koffi'],
  ['db/actions/openTicket.ts', 'zod'],
  ['daemon/inbound/ingest.ts', 'libphonenumber-js'],
  ['panel/app.tsx', 'libphonenumber-js/max'],
  // What only tests are built with.
  ['panel/app.tsx', 'playwright-core'],
  ['scripts/helpdesk.ts', 'vitest'],
];

/** Of the same places, what they are there to import. */
const ALLOWED: readonly (readonly [string, string])[] = [
  ['daemon/main.ts', '../db/open.ts'],
  ['daemon/main.ts', './modem/gateway.ts'],
  ['daemon/serial/port.ts', 'serialport'],
  ['daemon/serial/port.ts', '../../db/log.ts'],
  ['daemon/at/dialogue.ts', '../serial/bytePort.ts'],
  ['daemon/modem/gateway.ts', '../at/dialogue.ts'],
  ['daemon/pdu/decode.ts', 'node-pdu'],
  ['daemon/pdu/decode.ts', '../../db/rules/smsText.ts'],
  ['daemon/trace/maskWire.ts', '../serial/wireTrace.ts'],
  ['daemon/trace/maskWire.ts', '../pdu/decode.ts'],
  ['daemon/trace/maskWire.ts', '../inbound/grammar.ts'],
  ['daemon/trace/maskWire.ts', '../../db/rules/readableText.ts'],
  ['daemon/inbound/ingest.ts', '../pdu/decode.ts'],
  ['daemon/inbound/ingest.ts', '../../db/actions/openTicket.ts'],
  ['daemon/jobs/schedule.ts', 'node-cron'],
  ['daemon/jobs/schedule.ts', '../outbound/pump.ts'],
  ['panel/tickets/routes.tsx', 'hono'],
  ['panel/tickets/routes.tsx', '../views/page.tsx'],
  ['panel/tickets/routes.tsx', '../../db/queries/inboxPage.ts'],
  ['panel/tickets/routes.tsx', 'zod'],
  ['db/rules/phoneNumber.ts', 'libphonenumber-js/max'],
  ['db/log.ts', 'pino'],
  ['db/open.ts', 'better-sqlite3'],
  ['db/queries/inboxPage.ts', 'drizzle-orm'],
  ['db/actions/openTicket.ts', '../rules/ticketLifecycle.ts'],
  ['scripts/helpdesk.ts', '../daemon/main.ts'],
  ['scripts/sdNotify.ts', 'koffi'],
  ['scripts/sim/pty.ts', 'koffi'],
  ['scripts/sim/phone/page.tsx', 'hono/jsx'],
  ['test/journeys/whole.test.ts', '../../scripts/sim/simulator.ts'],
  ['test/journeys/whole.test.ts', 'fast-check'],
];

/** One file each, named after its row, so that a finding tells which row it answers. */
const plantedAt = (kind: string, path: string, row: number): string =>
  path.replace(/\/([^/]+)$/, `/${kind}${row}-$1`);

/** Some rules name single files: those keep their name and hold one import. */
const OWNERS = ['daemon/jobs/schedule.ts', 'db/log.ts', 'scripts/sdNotify.ts'];

const OTHER = {
  'daemon/floats.ts': 'const send = async () => 1;\nexport function pump() {\n  send();\n}\n',
  'daemon/cycleA.ts': "import { b } from './cycleB.ts';\nexport const a = () => b;\n",
  'daemon/cycleB.ts': "import { a } from './cycleA.ts';\nexport const b = () => a;\n",
  'daemon/default.ts': 'export default 1;\n',
  'daemon/talks.ts': "console.log('hello');\n",
  'daemon/any.ts': 'export const loose = (x: any) => x;\n',
  'daemon/requires.ts': "export const fs = require('node:fs');\n",
  'daemon/long.ts': `${'export {};\n'.repeat(301)}`,
  'daemon/longFunction.ts': `export function long() {\n${'  long();\n'.repeat(61)}}\n`,
  'db/rules/looks.ts': 'export const now = () => Date.now();\n',
  'db/queries/looks.ts': 'export const now = () => new Date();\n',
  'db/actions/looks.ts': 'export const now = () => Date.now();\n',
  'db/rules/told.ts': 'export const day = (nowMs: number) => new Date(nowMs).getUTCDay();\n',
  'daemon/looks.ts': 'export const now = () => Date.now();\n',
  'scripts/talks.ts': "console.log('hello');\n",
  'test/only.test.ts': "import { test } from 'vitest';\ntest.only('one', () => {});\n",
  'test/skip.test.ts': "import { test } from 'vitest';\ntest.skip('none', () => {});\n",
};

const FORMS: Record<string, string> = {
  'daemon/forms/value.ts': "import { app } from '../../panel/app.tsx';\nexport const x = app;\n",
  'daemon/forms/type.ts': "import type { App } from '../../panel/app.tsx';\nexport type X = App;\n",
  'daemon/forms/again.ts': "export * from '../../panel/app.tsx';\n",
  'daemon/forms/later.ts': "export const x = () => import('../../panel/app.tsx');\n",
  'daemon/forms/effect.ts': "import '../../panel/app.tsx';\n",
};

let broken: Map<string, string[]>;

beforeAll(() => {
  const sources: Record<string, string> = { ...OTHER };
  for (const [path, source] of Object.entries(FORMS)) sources[path.replace('forms', 'inbound')] = source;
  const plant = (kind: string, rows: typeof FORBIDDEN) => {
    for (const [row, [path, specifier]] of rows.entries()) {
      const at = OWNERS.includes(path) ? path : plantedAt(kind, path, row);
      sources[at] = `${sources[at] ?? ''}import '${specifier}';\n`;
    }
  };
  plant('bad', FORBIDDEN);
  plant('good', ALLOWED);
  broken = lintPlanted(sources);
});

const rulesAt = (path: string): string[] => broken.get(path) ?? [];

describe('a planted import against the directions is caught', () => {
  test.each(FORBIDDEN.map(([path, specifier], row) => [path, specifier, row] as const))(
    '%s ✗ %s',
    (path, _, row) => {
      expect(rulesAt(plantedAt('bad', path, row))).toContain('style/noRestrictedImports');
    },
  );

  test.each(Object.keys(FORMS))('whatever its form: %s', (path) => {
    expect(rulesAt(path.replace('forms', 'inbound'))).toContain('style/noRestrictedImports');
  });
});

describe('an import along the directions is let through', () => {
  test.each(ALLOWED.map(([path, specifier], row) => [path, specifier, row] as const))(
    '%s ✓ %s',
    (path, _, row) => {
      const at = OWNERS.includes(path) ? path : plantedAt('good', path, row);
      expect(rulesAt(at)).not.toContain('style/noRestrictedImports');
    },
  );
});

describe('other planted faults are caught', () => {
  test.each([
    ['daemon/floats.ts', 'nursery/noFloatingPromises'],
    ['daemon/cycleA.ts', 'suspicious/noImportCycles'],
    ['daemon/default.ts', 'style/noDefaultExport'],
    ['daemon/talks.ts', 'suspicious/noConsole'],
    ['daemon/any.ts', 'suspicious/noExplicitAny'],
    ['daemon/requires.ts', 'style/noCommonJs'],
    ['daemon/long.ts', 'style/noExcessiveLinesPerFile'],
    ['daemon/longFunction.ts', 'complexity/noExcessiveLinesPerFunction'],
    ['db/rules/looks.ts', 'plugin'],
    ['db/queries/looks.ts', 'plugin'],
    ['db/actions/looks.ts', 'plugin'],
    ['test/only.test.ts', 'suspicious/noFocusedTests'],
    ['test/skip.test.ts', 'suspicious/noSkippedTests'],
  ])('%s breaks %s', (path, rule) => {
    expect(rulesAt(path)).toContain(rule);
  });

  test.each(['db/rules/told.ts', 'daemon/looks.ts', 'scripts/talks.ts'])('%s is fine', (path) => {
    expect(rulesAt(path)).toEqual([]);
  });
});
