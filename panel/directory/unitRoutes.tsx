import { Hono } from 'hono';
import { addUnit, changeUnit, setUnitActive } from '../../db/actions/saveUnit.ts';
import { directoryHistory } from '../../db/queries/directoryHistory.ts';
import { unitChoices, unitPage, unitTickets } from '../../db/queries/unitDirectory.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { type Flash, takeFlash } from '../http/flash.ts';
import { type FormFields, formFields, rowNumber } from '../http/formFields.ts';
import type { KeptForms } from '../http/keptForms.ts';
import { sendPage } from '../http/sendPage.tsx';
import { requireRight } from '../http/session.tsx';
import { frameOf } from '../views/frame.ts';
import { keptFields } from './keptFields.ts';
import { rowIn } from './rowIn.ts';
import { saveOrShow } from './saveOrShow.tsx';
import { UnitFormView, unitFields, unitIn } from './unitForm.tsx';
import { UnitTicketsView, UnitView } from './unitPage.tsx';

/** `/direktori/skpd`: a unit, shown, added, changed, taken out of use. */
export function unitRoutes(deps: PanelDeps, keptForms: KeptForms): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  const change = requireRight('changeDirectory');

  app.get('/baru', change, (c) => {
    const typed = keptFields(keptForms, c) ?? unitFields(undefined, undefined, 0);
    return sendPage(c, formView(deps, c, undefined, typed));
  });
  app.post('/baru', change, async (c) => {
    const typed = await formFields(c);
    return saveOrShow(
      c,
      () => {
        const { id, actId } = addUnit(db, clock, actorOf(c), unitIn(typed, unitChoices(db), true));
        return { to: `/direktori/skpd/${id}`, told: 'added', actId };
      },
      (problem) => formView(deps, c, undefined, typed, problem),
    );
  });
  app.get('/:id', (c) => sendPage(c, shownUnit(deps, c, rowIn(c.req.param('id')), takeFlash(c))));
  app.get('/:id/tiket', (c) => {
    const after = rowNumber(c.req.query('sesudah') ?? '');
    const page = unitTickets(db, actorOf(c), rowIn(c.req.param('id')), after);
    return sendPage(c, <UnitTicketsView frame={frameOf(deps, c)} page={page} first={after === undefined} />);
  });
  app.get('/:id/ubah', change, (c) => {
    const id = rowIn(c.req.param('id'));
    const { unit, parent } = unitPage(db, actorOf(c), id);
    const seenChangeId = directoryHistory(db, 'unit', id)[0]?.changeId ?? 0;
    const typed = keptFields(keptForms, c) ?? unitFields(unit, parent, seenChangeId);
    return sendPage(c, formView(deps, c, id, typed));
  });
  app.post('/:id/ubah', change, async (c) => {
    const id = rowIn(c.req.param('id'));
    const typed = await formFields(c);
    const { unit, parent } = unitPage(db, actorOf(c), id);
    return saveOrShow(
      c,
      () => {
        const choices = unitChoices(db, parent?.id);
        const { actId } = changeUnit(db, clock, actorOf(c), { id, ...unitIn(typed, choices, unit.active) });
        return {
          to: `/direktori/skpd/${id}`,
          told: actId === undefined ? 'unchanged' : 'saved',
          actId,
        };
      },
      (problem) => formView(deps, c, id, typed, problem),
    );
  });
  app.post('/:id/:use{aktif|nonaktif}', change, (c) => {
    const id = rowIn(c.req.param('id'));
    const active = c.req.param('use') === 'aktif';
    return saveOrShow(
      c,
      () => {
        const { actId } = setUnitActive(db, clock, actorOf(c), id, active);
        return { to: `/direktori/skpd/${id}`, told: active ? 'activated' : 'deactivated', actId };
      },
      (problem) => shownUnit(deps, c, id, undefined, problem),
    );
  });
  return app;
}

function shownUnit(deps: PanelDeps, c: PanelContext, id: number, flash: Flash | undefined, problem?: string) {
  return (
    <UnitView
      frame={frameOf(deps, c)}
      page={unitPage(deps.db, actorOf(c), id)}
      history={directoryHistory(deps.db, 'unit', id)}
      flash={flash}
      problem={problem}
    />
  );
}

function formView(
  deps: PanelDeps,
  c: PanelContext,
  id: number | undefined,
  typed: FormFields,
  problem?: string,
) {
  const unit = id === undefined ? undefined : unitPage(deps.db, actorOf(c), id).unit;
  return (
    <UnitFormView
      frame={frameOf(deps, c)}
      unit={unit}
      choices={unitChoices(deps.db)}
      typed={typed}
      problem={problem}
    />
  );
}
