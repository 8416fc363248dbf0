import { Hono } from 'hono';
import { changeSendingSettings } from '../../../db/actions/changeSendingSettings.ts';
import { changeWatchSettings } from '../../../db/actions/changeWatchSettings.ts';
import { sendingSettings } from '../../../db/queries/sendingSettings.ts';
import { watchSettings } from '../../../db/queries/watchSettings.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../../deps.ts';
import { setFlash, takeFlash } from '../../http/flash.ts';
import { type FormFields, formFields } from '../../http/formFields.ts';
import { problemOf } from '../../http/problem.ts';
import { sendPage } from '../../http/sendPage.tsx';
import { requireRight } from '../../http/session.tsx';
import { frameOf } from '../../views/frame.ts';
import { Alert, Notice } from '../../views/notices.tsx';
import { Page } from '../../views/page.tsx';
import { SendingForm, sendingFields, sendingSettingsIn } from './sendingForm.tsx';
import { WatchForm, watchFields, watchSettingsIn } from './watchForm.tsx';

/** What was typed into one of the two forms, and why it was refused. */
interface Refused {
  form: 'pengiriman' | 'pengawasan';
  fields: FormFields;
  words: string;
}

export function settingsRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  app.use(requireRight('changeSettings'));
  app.get('/', (c) => sendPage(c, settingsView(deps, c)));
  app.post('/pengiriman', (c) =>
    save(deps, c, 'pengiriman', (fields) =>
      changeSendingSettings(db, clock, actorOf(c), sendingSettingsIn(fields)),
    ),
  );
  app.post('/pengawasan', (c) =>
    save(deps, c, 'pengawasan', (fields) =>
      changeWatchSettings(db, clock, actorOf(c), watchSettingsIn(fields)),
    ),
  );
  return app;
}

async function save(
  deps: PanelDeps,
  c: PanelContext,
  form: Refused['form'],
  change: (fields: FormFields) => void,
): Promise<Response> {
  const fields = await formFields(c);
  try {
    change(fields);
    setFlash(c, 'saved');
    return c.redirect('/gateway/pengaturan', 303);
  } catch (error) {
    const problem = problemOf(error);
    if (!problem || problem.status === 403) throw error;
    return sendPage(c, settingsView(deps, c, { form, fields, words: problem.message }), problem.status);
  }
}

function settingsView(deps: PanelDeps, c: PanelContext, refused?: Refused) {
  const typedIn = (form: Refused['form']) => (refused?.form === form ? refused.fields : undefined);
  const saved = takeFlash(c)?.key === 'saved';
  return (
    <Page frame={frameOf(deps, c)} title="Pengaturan gateway">
      <p>
        <a class="more" href="/gateway">
          Gateway
        </a>
      </p>
      <div class="page-head">
        <h1>Pengaturan gateway</h1>
      </div>
      <div role="status">{saved && <Notice>Pengaturan disimpan dan langsung berlaku.</Notice>}</div>
      {refused && <Alert id="problem">{refused.words}</Alert>}
      <SendingForm typed={typedIn('pengiriman') ?? sendingFields(sendingSettings(deps.db))} />
      <WatchForm typed={typedIn('pengawasan') ?? watchFields(watchSettings(deps.db))} />
    </Page>
  );
}
