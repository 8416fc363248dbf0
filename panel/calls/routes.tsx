import { Hono } from 'hono';
import { openCall, UsedCallForm } from '../../db/actions/openCall.ts';
import { callerSurroundings, phoneHours } from '../../db/queries/callView.ts';
import { activeCategories } from '../../db/queries/categories.ts';
import { unitChoices } from '../../db/queries/unitDirectory.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { keptFields } from '../directory/keptFields.ts';
import { setFlash } from '../http/flash.ts';
import { type FormFields, formFields } from '../http/formFields.ts';
import type { KeptForms } from '../http/keptForms.ts';
import { problemOf } from '../http/problem.ts';
import { sendPage } from '../http/sendPage.tsx';
import { requireRight } from '../http/session.tsx';
import { frameOf } from '../views/frame.ts';
import { callFields, callIn, emptyCall, halfTyped } from './callForm.ts';
import { CallView } from './callPage.tsx';

/** `/telepon`: a ticket for somebody on the telephone or at the desk (SOP 5). */
export function callRoutes(deps: PanelDeps, keptForms: KeptForms): Hono<PanelEnv> {
  const app = new Hono<PanelEnv>();
  app.use(requireRight('openTicket'));
  app.get('/', (c) => {
    const kept = keptFields(keptForms, c);
    return sendPage(c, callView(deps, c, kept ? callFields(kept) : emptyCall()));
  });
  app.post('/lihat', async (c) => sendPage(c, callView(deps, c, callFields(await formFields(c)))));
  app.post('/', async (c) => {
    const typed = callFields(await formFields(c));
    try {
      const { ticketId, opened } = open(deps, c, typed);
      setFlash(c, opened ? 'openedByPhone' : 'openedBefore');
      return c.redirect(`/tiket/${ticketId}`, 303);
    } catch (error) {
      const problem = problemOf(error);
      if (!problem || problem.status === 403 || problem.status === 404) throw error;
      // A form that has opened a ticket gets a new number, so that the next click may open another.
      const shown = callFields(typed, error instanceof UsedCallForm);
      return sendPage(c, callView(deps, c, shown, problem.message), problem.status);
    }
  });
  return app;
}

function open({ db, clock, timeZone }: PanelDeps, c: PanelContext, typed: FormFields) {
  const actor = actorOf(c);
  const nowMs = clock.nowMs();
  const choices = unitChoices(db);
  const { people } = callerSurroundings(db, actor, halfTyped(typed, choices), nowMs);
  return openCall(db, clock, actor, callIn(typed, choices, people, { nowMs, timeZone }));
}

function callView(deps: PanelDeps, c: PanelContext, typed: FormFields, problem?: string) {
  const frame = frameOf(deps, c);
  const choices = unitChoices(deps.db);
  return (
    <CallView
      frame={frame}
      typed={typed}
      hours={phoneHours(deps.db, frame.nowMs)}
      choices={choices}
      categories={activeCategories(deps.db)}
      surroundings={callerSurroundings(deps.db, frame.actor, halfTyped(typed, choices), frame.nowMs)}
      problem={problem}
    />
  );
}
