import { and, eq } from 'drizzle-orm';
import { near } from '../near.ts';
import type { Db } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import { DAY_MS } from '../rules/access/codeLimits.ts';
import { type ReporterPagesSettings, readReporterPages } from '../rules/access/reporterPages.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { oneTimeCodes } from '../schema/access.ts';
import { readSetting } from '../setting.ts';

/** The settings of the reporters' pages, and how many codes the last 24 hours have cost. */
export function reporterPages(
  db: Db,
  actor: Actor,
  nowMs: number,
): ReporterPagesSettings & { sentLately: number } {
  demand(actor, 'changeSettings');
  return {
    ...readReporterPages(readSetting(db, 'reporter_pages')),
    sentLately: rowCount(
      db,
      oneTimeCodes,
      and(eq(oneTimeCodes.sent, true), near(oneTimeCodes.madeAtMs, nowMs, DAY_MS)),
    ),
  };
}
