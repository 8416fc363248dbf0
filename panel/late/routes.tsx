import { Hono } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { acknowledgeReport } from '../../db/actions/acknowledgeReport.ts';
import { reportLate } from '../../db/actions/reportLate.ts';
import { lateTickets } from '../../db/queries/lateTickets.ts';
import { acknowledgedReports, reportPage, reportsToAcknowledge } from '../../db/queries/leaderReports.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { setFlash, takeFlash } from '../http/flash.ts';
import { type FormFields, formFields, rowNumber, typedText } from '../http/formFields.ts';
import { problemOf } from '../http/problem.ts';
import { sendPage } from '../http/sendPage.tsx';
import { requireRight } from '../http/session.tsx';
import { frameOf } from '../views/frame.ts';
import { LateView } from './latePage.tsx';
import { lateReportIn } from './reportForm.tsx';
import { ReportView } from './reportPage.tsx';
import { type RefusedInstruction, ReportsView } from './reportsPage.tsx';

/** `/terlambat`: what is past a deadline; a technician sees the own. */
export function lateRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const app = new Hono<PanelEnv>();
  app.get('/', (c) => {
    const frame = frameOf(deps, c);
    return sendPage(c, <LateView frame={frame} late={lateTickets(deps.db, frame.actor, frame.nowMs)} />);
  });
  return app;
}

/** `/laporan`: the reports to the leader, and the one of a ticket to be written, read and printed. */
export function reportRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  app.get('/', requireRight('seeLate'), (c) => sendPage(c, listView(deps, c)));
  app.get('/:id', (c) => sendPage(c, reportView(deps, c)));
  app.post('/:id', async (c) => {
    const fields = await formFields(c);
    const ticketId = idOf(c);
    return refusable(c, () => reportLate(db, clock, actorOf(c), { ticketId, ...lateReportIn(fields) }), {
      done: { flash: 'reported', path: `/laporan/${ticketId}` },
      refused: (words) => reportView(deps, c, { typed: fields, words }),
    });
  });
  app.post('/:id/diketahui', requireRight('acknowledgeReports'), async (c) => {
    const ticketId = idOf(c);
    const instruction = typedText((await formFields(c)).get('instruction'));
    return refusable(c, () => acknowledgeReport(db, clock, actorOf(c), { ticketId, instruction }), {
      done: { flash: 'acknowledged', path: '/laporan' },
      refused: (words) => listView(deps, c, { ticketId, instruction, words }),
    });
  });
  return app;
}

const NOTICES: Readonly<Record<string, string>> = {
  acknowledged: 'Laporan dicatat sebagai diketahui.',
  reported: 'Laporan disimpan dan diteruskan kepada pimpinan.',
};

/** Done and redirected, or refused with everything that was typed still there. */
async function refusable(
  c: PanelContext,
  act: () => void,
  then: { done: { flash: string; path: string }; refused: (words: string) => JSX.Element },
): Promise<Response> {
  try {
    act();
    setFlash(c, then.done.flash);
    return c.redirect(then.done.path, 303);
  } catch (error) {
    const problem = problemOf(error);
    if (!problem || problem.status === 403 || problem.status === 404) throw error;
    return sendPage(c, then.refused(problem.message), problem.status);
  }
}

function listView(deps: PanelDeps, c: PanelContext, refused?: RefusedInstruction) {
  const frame = frameOf(deps, c);
  return (
    <ReportsView
      frame={frame}
      waiting={reportsToAcknowledge(deps.db, frame.actor)}
      done={acknowledgedReports(deps.db, frame.actor)}
      notice={NOTICES[takeFlash(c)?.key ?? '']}
      refused={refused}
    />
  );
}

function reportView(deps: PanelDeps, c: PanelContext, refused?: { typed: FormFields; words: string }) {
  const frame = frameOf(deps, c);
  const report = reportPage(deps.db, frame.actor, idOf(c), frame.nowMs);
  return (
    <ReportView frame={frame} report={report} notice={NOTICES[takeFlash(c)?.key ?? '']} refused={refused} />
  );
}

/** @throws DomainError `not_found` for what no ticket can be called. */
function idOf(c: PanelContext): number {
  const id = rowNumber(c.req.param('id') ?? '');
  if (id === undefined) throw new DomainError('not_found', 'Laporan ini tidak ada.');
  return id;
}
