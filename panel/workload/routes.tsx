import { Hono } from 'hono';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { saveTechnician } from '../../db/actions/saveTechnician.ts';
import { activeCategories } from '../../db/queries/categories.ts';
import { technicianLoads } from '../../db/queries/technicianLoads.ts';
import { workload } from '../../db/queries/workload.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { saveOrShow } from '../directory/saveOrShow.tsx';
import { setFlash, takeFlash } from '../http/flash.ts';
import { type FormFields, formFields, rowNumber, typedText } from '../http/formFields.ts';
import { problemOf } from '../http/problem.ts';
import { byHtmx, sendPage } from '../http/sendPage.tsx';
import { requireRight } from '../http/session.tsx';
import { wholeNumber } from '../stock/wholeNumber.ts';
import { frameOf } from '../views/frame.ts';
import { AbilitiesView } from './abilitiesPage.tsx';
import { absenceRoutes } from './absenceRoutes.tsx';
import { BoardView, type MoveForm } from './boardPage.tsx';

const MOVED = 'Tiket ditugaskan. Teknisi menerima SMS; teknisi sebelumnya diberi tahu.';

/** `/beban`: who has how much, whom to give the next ticket, who is away, who is good at what. */
export function workloadRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  app.use(requireRight('seeWorkload'));
  app.get('/', (c) =>
    sendPage(c, boardView(deps, c, { notice: takeFlash(c)?.key === 'moved' ? MOVED : undefined })),
  );
  app.post('/:id/alihkan', requireRight('assign'), async (c) => {
    const ticketId = numberIn(c);
    const form = moveForm(await formFields(c));
    try {
      const technicianId = rowNumber(form.technicianId);
      if (technicianId === undefined) throw new DomainError('invalid', 'Pilih seorang teknisi.');
      assignTicket(db, clock, actorOf(c), {
        ticketId,
        technicianId,
        seenTechnicianId: rowNumber(form.seenTechnicianId) ?? null,
        note: form.handOver,
        evenIfUnavailable: form.evenIfUnavailable !== '',
      });
    } catch (error) {
      const problem = problemOf(error);
      if (!problem || problem.status === 403 || problem.status === 404) throw error;
      const refused = { ticketId, form, words: problem.message };
      return sendPage(c, boardView(deps, c, { refused }), problem.status);
    }
    if (byHtmx(c)) return sendPage(c, boardView(deps, c, { notice: MOVED }));
    setFlash(c, 'moved');
    return c.redirect('/beban', 303);
  });

  app.route('/ketidakhadiran', absenceRoutes(deps));

  app.get('/kemampuan', (c) => sendPage(c, abilitiesView(deps, c)));
  app.post('/kemampuan/:id', requireRight('changeAbsences'), async (c) => {
    const fields = await formFields(c);
    const form = {
      technicianId: numberIn(c),
      categoryIds: activeCategories(db)
        .map(({ id }) => id)
        .filter((id) => fields.get(`kategori-${id}`) !== ''),
      ticketsMax: typedText(fields.get('ticketsMax')).trim(),
    };
    const ticketsMax = form.ticketsMax === '' ? null : wholeNumber(form.ticketsMax);
    return saveOrShow(
      c,
      () => {
        saveTechnician(db, clock, actorOf(c), { ...form, ticketsMax });
        return { to: '/beban/kemampuan', told: 'saved' };
      },
      (words) => abilitiesView(deps, c, { form, words }),
    );
  });
  return app;
}

function boardView(
  deps: PanelDeps,
  c: PanelContext,
  state: {
    notice?: string | undefined;
    refused?: { ticketId: number; form: MoveForm; words: string };
  },
) {
  const frame = frameOf(deps, c);
  return (
    <BoardView
      frame={frame}
      board={workload(deps.db, frame.actor, frame.nowMs)}
      notice={state.notice}
      refused={state.refused}
    />
  );
}

function abilitiesView(
  deps: PanelDeps,
  c: PanelContext,
  refused?: Parameters<typeof AbilitiesView>[0]['refused'],
) {
  const frame = frameOf(deps, c);
  return (
    <AbilitiesView
      frame={frame}
      technicians={technicianLoads(deps.db, frame.nowMs)}
      categories={activeCategories(deps.db)}
      notice={takeFlash(c)?.key === 'saved' ? 'Disimpan.' : undefined}
      refused={refused}
    />
  );
}

const moveForm = (fields: FormFields): MoveForm => ({
  technicianId: fields.get('technicianId'),
  seenTechnicianId: fields.get('seenTechnicianId'),
  handOver: typedText(fields.get('handOver')),
  evenIfUnavailable: fields.get('evenIfUnavailable'),
});

/** @throws DomainError `not_found` for what no row can be called */
function numberIn(c: PanelContext): number {
  const id = rowNumber(c.req.param('id') ?? '');
  if (id === undefined) throw new DomainError('not_found', 'Halaman ini tidak ada.');
  return id;
}
