import { Hono } from 'hono';
import { changeAbsence, recordAbsence, undoAbsence, withdrawAbsence } from '../../db/actions/absence.ts';
import { absenceList } from '../../db/queries/absences.ts';
import { technicianLoads } from '../../db/queries/technicianLoads.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { localDate } from '../../db/rules/zonedTime.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { saveOrShow } from '../directory/saveOrShow.tsx';
import { takeFlash } from '../http/flash.ts';
import { formFields, rowNumber } from '../http/formFields.ts';
import { sendPage } from '../http/sendPage.tsx';
import { requireRight } from '../http/session.tsx';
import { frameOf } from '../views/frame.ts';
import { type AbsenceForm, absenceFormOf, absenceIn, readAbsenceForm } from './absenceForm.ts';
import { AbsencesView } from './absencePage.tsx';

const LIST = '/beban/ketidakhadiran';

const NOTICES: Readonly<Record<string, string>> = {
  recorded: 'Ketidakhadiran dicatat.',
  changed: 'Ketidakhadiran diubah.',
  withdrawn: 'Ketidakhadiran dihapus.',
  undone: 'Diurungkan.',
};

/** Who is away; noted, changed, taken back, and each of that undone. */
export function absenceRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const { db, clock, timeZone } = deps;
  const app = new Hono<PanelEnv>();
  const today = () => localDate(clock.nowMs(), timeZone);
  app.get('/', (c) => sendPage(c, listView(deps, c, {})));
  app.post('/', requireRight('changeAbsences'), async (c) => {
    const form = readAbsenceForm(await formFields(c));
    return saveOrShow(
      c,
      () => {
        const actId = recordAbsence(db, clock, actorOf(c), absenceIn(form, today()));
        return { to: LIST, told: 'recorded', actId };
      },
      (problem) => listView(deps, c, { form, problem }),
    );
  });
  app.post('/:id', requireRight('changeAbsences'), async (c) => {
    const id = idOf(c);
    const form = readAbsenceForm(await formFields(c));
    return saveOrShow(
      c,
      () => {
        const actId = changeAbsence(db, clock, actorOf(c), id, absenceIn(form, today()));
        return { to: LIST, told: 'changed', actId };
      },
      (problem) => listView(deps, c, { form, problem, changingId: id }),
    );
  });
  app.post('/:id/hapus', requireRight('changeAbsences'), (c) => {
    const id = idOf(c);
    return saveOrShow(
      c,
      () => {
        withdrawAbsence(db, clock, actorOf(c), id);
        return { to: LIST, told: 'withdrawn', actId: id };
      },
      (problem) => listView(deps, c, { problem }),
    );
  });
  app.post('/:id/urungkan', requireRight('changeAbsences'), (c) =>
    saveOrShow(
      c,
      () => {
        undoAbsence(db, clock, actorOf(c), idOf(c));
        return { to: LIST, told: 'undone' };
      },
      (problem) => listView(deps, c, { problem }),
    ),
  );
  return app;
}

const EMPTY: AbsenceForm = { technicianId: '', kind: 'leave', fromDate: '', toDate: '', absenceNote: '' };

function listView(
  deps: PanelDeps,
  c: PanelContext,
  state: { form?: AbsenceForm; problem?: string; changingId?: number },
) {
  const frame = frameOf(deps, c);
  const changingId = state.changingId ?? rowNumber(c.req.query('ubah') ?? '');
  const list = absenceList(deps.db, frame.actor, frame.nowMs);
  // Somebody else may have taken it back while it was being changed.
  const changing = list.coming.find(({ id }) => id === changingId);
  const flash = takeFlash(c);
  const words = NOTICES[flash?.key ?? ''];
  return (
    <AbsencesView
      frame={frame}
      list={list}
      technicians={technicianLoads(deps.db, frame.nowMs)}
      form={state.form ?? (changing ? absenceFormOf(changing) : EMPTY)}
      changing={changing}
      problem={state.problem}
      notice={words === undefined ? undefined : { words, absenceId: flash?.row }}
    />
  );
}

/** @throws DomainError `not_found` for what no absence can be called */
function idOf(c: PanelContext): number {
  const id = rowNumber(c.req.param('id') ?? '');
  if (id === undefined) throw new DomainError('not_found', 'Ketidakhadiran ini tidak ada.');
  return id;
}
