import { Hono } from 'hono';
import { addHoursRange, changeHoursRange } from '../../../db/actions/saveHoursRange.ts';
import { newestChangeId } from '../../../db/calendars.ts';
import { hoursRange } from '../../../db/queries/officeCalendar.ts';
import { DomainError } from '../../../db/rules/errors.ts';
import { localDate } from '../../../db/rules/zonedTime.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../../deps.ts';
import { keptFields } from '../../directory/keptFields.ts';
import { rowIn } from '../../directory/rowIn.ts';
import { type FormFields, formFields } from '../../http/formFields.ts';
import type { KeptForms } from '../../http/keptForms.ts';
import { sendPage } from '../../http/sendPage.tsx';
import { frameOf } from '../../views/frame.ts';
import { RangeView, rangeFields, rangeIn } from './rangePage.tsx';
import { saveChange } from './saveChange.ts';
import { seenIn } from './seenChange.ts';
import { presetNamed, weekEntries } from './weekGrid.tsx';
import { withPreset } from './withPreset.ts';

/** `/pengaturan/kalender/rentang`: other hours from a date to a date. */
export function rangeRoutes(deps: PanelDeps, keptForms: KeptForms): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  const today = (): string => localDate(clock.nowMs(), deps.timeZone);

  app.get('/baru', (c) =>
    sendPage(c, view(deps, c, undefined, keptFields(keptForms, c) ?? rangeFields(undefined))),
  );
  app.post('/baru', (c) =>
    save(deps, c, undefined, (typed) => addHoursRange(db, clock, actorOf(c), rangeIn(typed, today()))),
  );
  app.get('/:id', (c) => {
    const id = rowIn(c.req.param('id'));
    const range = hoursRange(db, actorOf(c), id);
    if (!range) throw new DomainError('not_found', 'Rentang ini sudah tidak ada.');
    return sendPage(c, view(deps, c, id, keptFields(keptForms, c) ?? rangeFields(range)));
  });
  app.post('/:id', (c) => {
    const id = rowIn(c.req.param('id'));
    return save(deps, c, id, (typed) =>
      changeHoursRange(db, clock, actorOf(c), {
        ...rangeIn(typed, today()),
        id,
        seenChangeId: seenIn(typed),
      }),
    );
  });
  return app;
}

/** A preset only fills the grid; everything else saves. */
async function save(
  deps: PanelDeps,
  c: PanelContext,
  id: number | undefined,
  change: (typed: FormFields) => number | undefined,
): Promise<Response> {
  const typed = await formFields(c);
  const preset = presetNamed(typed.get('pola'));
  if (preset) return sendPage(c, view(deps, c, id, withPreset(typed, weekEntries(preset))));
  return saveChange(
    c,
    undefined,
    () => change(typed),
    (problem) => view(deps, c, id, typed, problem),
  );
}

const view = (
  deps: PanelDeps,
  c: PanelContext,
  id: number | undefined,
  typed: FormFields,
  problem?: string,
) => (
  <RangeView
    frame={frameOf(deps, c)}
    id={id}
    typed={typed}
    seenChangeId={newestChangeId(deps.db)}
    problem={problem}
  />
);
