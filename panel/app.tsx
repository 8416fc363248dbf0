import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { except } from 'hono/combine';
import { compress } from 'hono/compress';
import { may } from '../db/rules/permissions.ts';
import { accountRoutes } from './account/routes.tsx';
import { callRoutes } from './calls/routes.tsx';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from './deps.ts';
import { bindRoutes } from './directory/bindRoutes.ts';
import { directoryRoutes } from './directory/routes.tsx';
import { healthRoute } from './gateway/healthRoute.ts';
import { gatewayRoutes } from './gateway/routes.tsx';
import { assetRoutes } from './http/assets.ts';
import { answerError, answerNotFound, answerTooLarge } from './http/failures.tsx';
import { createKeptForms, type KeptForms } from './http/keptForms.ts';
import { sameOrigin } from './http/sameOrigin.ts';
import { securityHeaders } from './http/securityHeaders.ts';
import { recognise, requireSession } from './http/session.tsx';
import { lateRoutes, reportRoutes } from './late/routes.tsx';
import { linkRoutes } from './links/routes.tsx';
import { streamRoutes } from './live/stream.ts';
import { reporterRoutes } from './reporter/routes.tsx';
import { operatorRoutes, reviewRoutes } from './review/routes.tsx';
import { calendarRoutes } from './settings/calendar/routes.tsx';
import { categoryRoutes } from './settings/categories/routes.tsx';
import { clockSettingsRoutes } from './settings/clocks/routes.tsx';
import { commandSettingsRoutes } from './settings/commands/routes.tsx';
import { lifecycleRoutes } from './settings/lifecycle/routes.tsx';
import { noticeRoutes } from './settings/notices/routes.tsx';
import { cannedReplyRoutes } from './settings/replies/routes.tsx';
import { reporterSettingsRoutes } from './settings/reporters/routes.tsx';
import { settingsIndexRoutes } from './settings/settingsIndex.tsx';
import { userRoutes } from './settings/users/routes.tsx';
import { createHalfSignIns } from './signIn/halfSignIns.ts';
import { createPasswordCheck } from './signIn/passwordCheck.ts';
import { signInRoutes } from './signIn/routes.tsx';
import { statusRoutes } from './status/routes.tsx';
import { stockRoutes } from './stock/routes.tsx';
import { ticketPartRoutes } from './stock/ticketPartRoutes.ts';
import { taskRoutes } from './tasks/routes.tsx';
import { calculationRoutes } from './tickets/calculationRoutes.tsx';
import { historyRoutes } from './tickets/historyRoutes.ts';
import { smsSizeRoute, ticketRoutes } from './tickets/routes.tsx';
import { workloadRoutes } from './workload/routes.tsx';

const BODY_BYTES_MAX = 64 * 1024;
/** Ten thousand lines of a table, in UTF-16. */
const TABLE_BYTES_MAX = 8 * 1024 * 1024;

/** The panel's table of contents, grouped by who may ask. */
export function createApp(deps: PanelDeps): Hono<PanelEnv> {
  const keptForms = createKeptForms(deps.clock);
  const checkPassword = createPasswordCheck();
  const app = new Hono<PanelEnv>();

  app.use(compress());
  app.use(securityHeaders);
  app.onError((error, c) => answerError(deps, c, error));
  app.notFound((c) => answerNotFound(deps, c));

  // Anybody.
  app.route('/', healthRoute(deps));
  app.route('/', assetRoutes());
  app.use(recognise(deps));
  app.use('/direktori/impor', bodyLimit(limitOf(deps, TABLE_BYTES_MAX, '8 MB')));
  app.use(except('/direktori/impor', bodyLimit(limitOf(deps, BODY_BYTES_MAX, '64 kB'))));
  app.use(sameOrigin(deps.publicUrl));
  app.route(
    '/',
    signInRoutes(deps, {
      checkPassword,
      halves: createHalfSignIns(deps.clock),
      keptForms,
    }),
  );

  // Reporters: a link, or a code by SMS.
  app.route('/s', statusRoutes(deps));
  app.route('/pelapor', reporterRoutes(deps, keptForms));

  // The signed-in; what each may see or do is decided in the queries and actions (DESIGN 10).
  app.use(requireSession(deps));
  app.get('/', (c) => c.redirect(may(actorOf(c), 'acceptOwn') ? '/tugas' : '/tiket', 303));
  app.route('/tiket', calculationRoutes(deps));
  app.route('/tiket', historyRoutes(deps));
  app.route('/tiket', ticketPartRoutes(deps));
  app.route('/tiket', linkRoutes(deps));
  app.route('/tiket', ticketRoutes(deps, keptForms));
  app.route('/tugas', taskRoutes(deps, keptForms));
  app.route('/sms', smsSizeRoute());
  app.route('/siaran', streamRoutes(deps));
  app.route('/akun', accountRoutes(deps, checkPassword));

  app.route('/beban', workloadRoutes(deps));
  app.route('/stok', stockRoutes(deps));
  app.route('/terlambat', lateRoutes(deps));
  app.route('/laporan', reportRoutes(deps));

  // By right.
  app.route('/periksa', reviewRoutes(deps));
  app.route('/operator', operatorRoutes(deps));
  app.route('/tiket', bindRoutes(deps));
  app.route('/telepon', callRoutes(deps, keptForms));
  app.route('/direktori', directoryRoutes(deps, keptForms));
  app.route('/gateway', gatewayRoutes(deps));
  app.route('/pengaturan', settingsRoutes(deps, keptForms));
  return app;
}

/** `/pengaturan`: all that the office can set, each under its own path. */
function settingsRoutes(deps: PanelDeps, keptForms: KeptForms): Hono<PanelEnv> {
  const app = new Hono<PanelEnv>();
  app.route('/', settingsIndexRoutes(deps));
  app.route('/kalender', calendarRoutes(deps, keptForms));
  app.route('/kategori', categoryRoutes(deps));
  app.route('/alur', lifecycleRoutes(deps));
  app.route('/sms', noticeRoutes(deps, keptForms));
  app.route('/balasan', cannedReplyRoutes(deps, keptForms));
  app.route('/pengguna', userRoutes(deps, keptForms));
  app.route('/pelapor', reporterSettingsRoutes(deps));
  app.route('/perintah-sms', commandSettingsRoutes(deps));
  app.route('/waktu', clockSettingsRoutes(deps));
  return app;
}

const limitOf = (deps: PanelDeps, maxSize: number, words: string) => ({
  maxSize,
  onError: (c: PanelContext) => answerTooLarge(deps, c, words),
});
