import { Hono } from 'hono';
import { noteAlarmSeen } from '../../db/actions/alarm.ts';
import { decideSending } from '../../db/actions/decideSending.ts';
import { pauseSending, resumeSending } from '../../db/actions/pauseSending.ts';
import { askDaemon } from '../../db/actions/requests.ts';
import { queueState, troubledSms, waitingByKind } from '../../db/queries/gatewayStatus.ts';
import { lastMissedCalls, modemWatch, openAlarms } from '../../db/queries/gatewayWatch.ts';
import { waitingForWindow } from '../../db/queries/sendingWork.ts';
import { operatorMessages, quarantine } from '../../db/queries/trays.ts';
import { DomainError } from '../../db/rules/errors.ts';
import type { RequestKind } from '../../db/rules/gatewayRequest.ts';
import { may } from '../../db/rules/permissions.ts';
import { listTraces, readTrace } from '../../db/traces.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { setFlash, takeFlash } from '../http/flash.ts';
import { rowNumber } from '../http/formFields.ts';
import { problemOf } from '../http/problem.ts';
import { byHtmx, sendPage } from '../http/sendPage.tsx';
import { requireRight } from '../http/session.tsx';
import { frameOf } from '../views/frame.ts';
import { GATEWAY_NOTICES, type GatewayData, GatewayView } from './page.tsx';
import { settingsRoutes } from './settings/routes.tsx';

type Notice = keyof typeof GATEWAY_NOTICES;

/** The last path segment of a button that asks something of the daemon. */
const REQUESTS: Readonly<Record<string, RequestKind>> = {
  sapu: 'sweep',
  pulsa: 'balance',
  jejak: 'trace',
  'mulai-ulang': 'restart',
};

const OPERATOR_ROWS = 5;

export function gatewayRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  app.use(requireRight('seeGateway'));
  app.get('/', (c) => sendPage(c, gatewayView(deps, c, { notice: takeFlash(c)?.key })));
  app.post('/sms/:messageId/:decision{kirim-ulang|anggap-terkirim}', (c) =>
    perform(deps, c, () => {
      const resend = c.req.param('decision') === 'kirim-ulang';
      const messageId = numberIn(c, 'messageId', 'SMS ini tidak ada.');
      decideSending(db, clock, actorOf(c), messageId, resend ? 'resend' : 'takeAsSent');
      return resend ? 'resent' : 'takenAsSent';
    }),
  );
  app.post('/modem/:name/:wish{tahan|lanjutkan}', (c) =>
    perform(deps, c, () => {
      const hold = c.req.param('wish') === 'tahan';
      (hold ? pauseSending : resumeSending)(db, clock, actorOf(c), c.req.param('name') ?? '');
      return hold ? 'held' : 'resumed';
    }),
  );
  app.post('/modem/:name/:wish{sapu|pulsa|jejak|mulai-ulang}', (c) =>
    perform(deps, c, () => {
      const kind = REQUESTS[c.req.param('wish') ?? ''];
      const modem = c.req.param('name') ?? '';
      if (kind === undefined || !frameOf(deps, c).health.modems.some(({ name }) => name === modem))
        throw new DomainError('not_found', 'Modem ini tidak ada.');
      askDaemon(db, clock, actorOf(c), { kind, modem });
      return 'asked';
    }),
  );
  app.post('/peringatan/:alarmId/dilihat', (c) =>
    perform(deps, c, () => {
      noteAlarmSeen(db, clock, actorOf(c), numberIn(c, 'alarmId', 'Peringatan ini tidak ada.'));
      return 'seen';
    }),
  );
  app.get('/jejak/:file', requireRight('controlGateway'), (c) => {
    const text = readTrace(deps.dbPath, c.req.param('file'));
    if (text === undefined) throw new DomainError('not_found', 'Jejak ini tidak ada lagi.');
    c.header('Content-Disposition', `attachment; filename="${c.req.param('file')}"`);
    return c.body(text, 200, { 'Content-Type': 'text/plain; charset=utf-8' });
  });
  app.route('/pengaturan', settingsRoutes(deps));
  return app;
}

/** @throws DomainError `not_found` for what is no row's number. */
function numberIn(c: PanelContext, param: string, words: string): number {
  const number = rowNumber(c.req.param(param) ?? '');
  if (number === undefined) throw new DomainError('not_found', words);
  return number;
}

async function perform(deps: PanelDeps, c: PanelContext, act: () => Notice): Promise<Response> {
  try {
    const notice = act();
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
  const notice = Object.entries(GATEWAY_NOTICES).find(([key]) => key === told.notice)?.[1];
  return <GatewayView frame={frameOf(deps, c)} data={read(deps, c)} notice={notice} problem={told.problem} />;
}

function read({ db, clock, dbPath, timeZone }: PanelDeps, c: PanelContext): GatewayData {
  return {
    queue: queueState(db),
    waiting: waitingByKind(db),
    forWindow: waitingForWindow(db, clock.nowMs(), timeZone),
    alarms: openAlarms(db),
    watchOf: (modem) => modemWatch(db, modem, clock.nowMs(), timeZone),
    troubled: troubledSms(db),
    calls: lastMissedCalls(db),
    operator: operatorMessages(db).slice(0, OPERATOR_ROWS),
    quarantined: quarantine(db),
    traces: may(actorOf(c), 'controlGateway') ? listTraces(dbPath) : [],
  };
}
