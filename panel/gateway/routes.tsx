import { Hono } from 'hono';
import { decideSending } from '../../db/actions/decideSending.ts';
import { queueState, troubledSms } from '../../db/queries/gatewayStatus.ts';
import { quarantine } from '../../db/queries/trays.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { setFlash, takeFlash } from '../http/flash.ts';
import { rowNumber } from '../http/formFields.ts';
import { problemOf } from '../http/problem.ts';
import { byHtmx, sendPage } from '../http/sendPage.tsx';
import { requireRight } from '../http/session.tsx';
import { frameOf } from '../views/frame.ts';
import { GATEWAY_NOTICES, GatewayView } from './page.tsx';

export function gatewayRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const app = new Hono<PanelEnv>();
  app.use(requireRight('seeGateway'));
  app.get('/', (c) => sendPage(c, gatewayView(deps, c, { notice: takeFlash(c)?.key })));
  app.post('/sms/:messageId/:decision{kirim-ulang|anggap-terkirim}', (c) => decide(deps, c));
  return app;
}

async function decide(deps: PanelDeps, c: PanelContext): Promise<Response> {
  try {
    const messageId = rowNumber(c.req.param('messageId') ?? '');
    if (messageId === undefined) throw new DomainError('not_found', 'SMS ini tidak ada.');
    const resend = c.req.param('decision') === 'kirim-ulang';
    decideSending(deps.db, deps.clock, actorOf(c), messageId, resend ? 'resend' : 'takeAsSent');
    const notice = resend ? 'resent' : 'takenAsSent';
    if (byHtmx(c)) return await sendPage(c, gatewayView(deps, c, { notice }));
    setFlash(c, notice);
    return c.redirect('/gateway', 303);
  } catch (error) {
    const problem = problemOf(error);
    if (!problem || problem.status === 404 || problem.status === 403) throw error;
    return sendPage(c, gatewayView(deps, c, { problem: problem.message }), problem.status);
  }
}

function gatewayView(
  deps: PanelDeps,
  c: PanelContext,
  told: { notice?: string | undefined; problem?: string },
) {
  const frame = frameOf(deps, c);
  const notice = Object.entries(GATEWAY_NOTICES).find(([key]) => key === told.notice)?.[1];
  return (
    <GatewayView
      frame={frame}
      queue={queueState(deps.db)}
      troubled={troubledSms(deps.db)}
      quarantined={quarantine(deps.db)}
      notice={notice}
      problem={told.problem}
    />
  );
}
