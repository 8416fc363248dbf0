import { Hono } from 'hono';
import { addClosure, changeClosure } from '../../../db/actions/saveClosure.ts';
import { newestChangeId } from '../../../db/calendars.ts';
import { officeClosure } from '../../../db/queries/officeCalendar.ts';
import { DomainError } from '../../../db/rules/errors.ts';
import { typedDate } from '../../../db/rules/typedTime.ts';
import { localDate } from '../../../db/rules/zonedTime.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../../deps.ts';
import { keptFields } from '../../directory/keptFields.ts';
import { rowIn } from '../../directory/rowIn.ts';
import { type FormFields, formFields } from '../../http/formFields.ts';
import type { KeptForms } from '../../http/keptForms.ts';
import { sendPage } from '../../http/sendPage.tsx';
import { frameOf } from '../../views/frame.ts';
import { ClosureView, closureFields, closureIn } from './closurePage.tsx';
import { saveChange } from './saveChange.ts';
import { seenIn } from './seenChange.ts';

/** `/pengaturan/kalender/libur`: a holiday, or some hours of a day on which the office is closed. */
export function closureRoutes(deps: PanelDeps, keptForms: KeptForms): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  const today = (): string => localDate(clock.nowMs(), deps.timeZone);

  app.get('/baru', (c) => {
    const blank = closureFields(undefined);
    return sendPage(c, view(deps, c, undefined, keptFields(keptForms, c) ?? blank));
  });
  app.post('/baru', (c) =>
    save(deps, c, undefined, today(), (typed) =>
      addClosure(db, clock, actorOf(c), closureIn(typed, today())),
    ),
  );
  app.get('/:id', (c) => {
    const id = rowIn(c.req.param('id'));
    const closure = officeClosure(db, actorOf(c), id);
    if (!closure) throw new DomainError('not_found', 'Hari libur ini sudah tidak ada.');
    return sendPage(c, view(deps, c, id, keptFields(keptForms, c) ?? closureFields(closure)));
  });
  app.post('/:id', (c) => {
    const id = rowIn(c.req.param('id'));
    return save(deps, c, id, today(), (typed) =>
      changeClosure(db, clock, actorOf(c), {
        ...closureIn(typed, today()),
        id,
        seenChangeId: seenIn(typed),
      }),
    );
  });
  return app;
}

async function save(
  deps: PanelDeps,
  c: PanelContext,
  id: number | undefined,
  today: string,
  change: (typed: FormFields) => number | undefined,
): Promise<Response> {
  const typed = await formFields(c);
  const year = typedDate(typed.get('date'), today)?.slice(0, 4);
  return saveChange(
    c,
    year === undefined ? undefined : Number(year),
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
  <ClosureView
    frame={frameOf(deps, c)}
    id={id}
    typed={typed}
    seenChangeId={newestChangeId(deps.db)}
    problem={problem}
  />
);
