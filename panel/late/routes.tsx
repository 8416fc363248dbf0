import { Hono } from 'hono';
import { acknowledgeReport } from '../../db/actions/acknowledgeReport.ts';
import { lateTickets } from '../../db/queries/lateTickets.ts';
import { acknowledgedReports, printedReport, reportsToAcknowledge } from '../../db/queries/leaderReports.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { setFlash, takeFlash } from '../http/flash.ts';
import { formFields, rowNumber, typedText } from '../http/formFields.ts';
import { problemOf } from '../http/problem.ts';
import { sendPage } from '../http/sendPage.tsx';
import { requireRight } from '../http/session.tsx';
import { frameOf } from '../views/frame.ts';
import { LateView } from './latePage.tsx';
import { PrintedReport } from './printedReport.tsx';
import { ReportsView } from './reportsPage.tsx';

/** `/terlambat`: what is past a deadline; a technician sees the own. */
export function lateRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const app = new Hono<PanelEnv>();
  app.get('/', (c) => {
    const frame = frameOf(deps, c);
    return sendPage(c, <LateView frame={frame} late={lateTickets(deps.db, frame.actor, frame.nowMs)} />);
  });
  return app;
}

/** `/laporan`: the reports to the leader. */
export function reportRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const app = new Hono<PanelEnv>();
  app.get('/', requireRight('seeLate'), (c) => sendPage(c, reportsView(deps, c)));
  app.get('/:id', (c) => {
    const frame = frameOf(deps, c);
    return sendPage(c, <PrintedReport frame={frame} report={printedReport(deps.db, frame.actor, idOf(c))} />);
  });
  app.post('/:id/diketahui', requireRight('acknowledgeReports'), async (c) => {
    const ticketId = idOf(c);
    const instruction = typedText((await formFields(c)).get('instruction'));
    try {
      acknowledgeReport(deps.db, deps.clock, actorOf(c), { ticketId, instruction });
      setFlash(c, 'acknowledged', ticketId);
      return c.redirect('/laporan', 303);
    } catch (error) {
      const problem = problemOf(error);
      if (!problem || problem.status === 403) throw error;
      return sendPage(
        c,
        reportsView(deps, c, { ticketId, instruction, words: problem.message }),
        problem.status,
      );
    }
  });
  return app;
}

function reportsView(
  deps: PanelDeps,
  c: PanelContext,
  refused?: { ticketId: number; instruction: string; words: string },
) {
  const frame = frameOf(deps, c);
  const flash = takeFlash(c);
  const notice =
    flash?.key === 'acknowledged'
      ? `Laporan tiket #${flash.row ?? '?'} dicatat sebagai diketahui.`
      : undefined;
  return (
    <ReportsView
      frame={frame}
      waiting={reportsToAcknowledge(deps.db, frame.actor)}
      done={acknowledgedReports(deps.db, frame.actor)}
      notice={notice}
      refused={refused}
    />
  );
}

/** @throws DomainError `not_found` for what no ticket can be called. */
function idOf(c: PanelContext): number {
  const id = rowNumber(c.req.param('id') ?? '');
  if (id === undefined) throw new DomainError('not_found', 'Laporan ini tidak ada.');
  return id;
}
