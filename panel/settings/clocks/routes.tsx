import { Hono } from 'hono';
import { changeClockSettings } from '../../../db/actions/changeClockSettings.ts';
import { type ClockEffect, clockEffect } from '../../../db/queries/clockEffect.ts';
import { activeCategories, clockSettings } from '../../../db/queries/clockSettings.ts';
import { type ClockSettings, checkClockSettings } from '../../../db/rules/clocks/clockSettings.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../../deps.ts';
import { setFlash, takeFlash } from '../../http/flash.ts';
import { type FormFields, formFields } from '../../http/formFields.ts';
import { problemOf } from '../../http/problem.ts';
import { sendPage } from '../../http/sendPage.tsx';
import { requireRight } from '../../http/session.tsx';
import { frameOf } from '../../views/frame.ts';
import { Alert, Notice } from '../../views/notices.tsx';
import { Page } from '../../views/page.tsx';
import { clocksFields, clocksSettingsIn } from './clocksFields.ts';
import { ClocksForm } from './clocksForm.tsx';

/** `/pengaturan/waktu`: targets and warnings. Their effect is shown first and saved on a second button. */
export function clockSettingsRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  app.use(requireRight('changeSettings'));
  app.get('/', (c) => sendPage(c, settingsView(deps, c, {})));
  app.post('/akibat', (c) =>
    withSettings(deps, c, (settings, fields) => {
      checkClockSettings(settings);
      const effect = clockEffect(db, actorOf(c), settings, clock.nowMs());
      return sendPage(c, settingsView(deps, c, { fields, effect }));
    }),
  );
  app.post('/', (c) =>
    withSettings(deps, c, (settings) => {
      changeClockSettings(db, clock, actorOf(c), settings);
      setFlash(c, 'saved');
      return c.redirect('/pengaturan/waktu', 303);
    }),
  );
  return app;
}

async function withSettings(
  deps: PanelDeps,
  c: PanelContext,
  act: (settings: ClockSettings, fields: FormFields) => Response | Promise<Response>,
): Promise<Response> {
  const fields = await formFields(c);
  try {
    const ids = activeCategories(deps.db).map(({ id }) => id);
    return await act(clocksSettingsIn(fields, clockSettings(deps.db), ids), fields);
  } catch (error) {
    const problem = problemOf(error);
    if (!problem || problem.status === 403) throw error;
    return sendPage(c, settingsView(deps, c, { fields, problem: problem.message }), problem.status);
  }
}

function settingsView(
  deps: PanelDeps,
  c: PanelContext,
  shown: { fields?: FormFields; effect?: ClockEffect; problem?: string },
) {
  const saved = takeFlash(c)?.key === 'saved';
  return (
    <Page frame={frameOf(deps, c)} title="Pengaturan waktu">
      <p>
        <a class="more" href="/pengaturan">
          Pengaturan
        </a>
      </p>
      <div class="page-head">
        <h1>Batas waktu</h1>
      </div>
      <div role="status">
        {saved && <Notice>Pengaturan disimpan. Batas semua tiket terbuka sudah dihitung ulang.</Notice>}
      </div>
      {shown.problem && <Alert id="problem">{shown.problem}</Alert>}
      <ClocksForm
        typed={shown.fields ?? clocksFields(clockSettings(deps.db))}
        categories={activeCategories(deps.db)}
        effect={shown.effect}
      />
    </Page>
  );
}
