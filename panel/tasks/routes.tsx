import { Hono } from 'hono';
import { doFieldWork } from '../../db/actions/fieldWork.ts';
import { ownTasks } from '../../db/queries/ownTasks.ts';
import { ownPinState } from '../../db/queries/technicianPins.ts';
import { dueMarks } from '../../db/queries/ticketClocks.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { localDate } from '../../db/rules/zonedTime.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { setFlash, takeFlash } from '../http/flash.ts';
import { formFields, rowNumber } from '../http/formFields.ts';
import type { KeptForms } from '../http/keptForms.ts';
import { problemOf } from '../http/problem.ts';
import { byHtmx, sendPage } from '../http/sendPage.tsx';
import { requireRight } from '../http/session.tsx';
import { frameOf } from '../views/frame.ts';
import { pinRoutes } from './pinRoutes.tsx';
import { emptyTaskForm, isTaskVerb, readTaskForm, type TaskForm, type TaskVerb, workOf } from './taskForm.ts';
import { TasksView } from './tasksPage.tsx';

/** More would not be light enough for a village's network, and nobody does them in one day. */
const CARDS_MAX = 9;

const DONE_WORDS: Record<TaskVerb, string> = {
  terima: 'diterima.',
  tolak: 'ditolak. Admin mencari teknisi lain.',
  berangkat: 'berangkat. Operator melihatnya sekarang.',
  tiba: 'tiba di lokasi.',
  tunda: 'ditunda. Pelapor diberi tahu.',
  lanjut: 'dilanjutkan.',
  selesai: 'selesai. Operator dan pelapor diberi tahu.',
};

/** `/tugas`: what a technician does on the way. */
export function taskRoutes(deps: PanelDeps, keptForms: KeptForms): Hono<PanelEnv> {
  const app = new Hono<PanelEnv>();
  app.use(requireRight('acceptOwn'));
  app.route('/pin', pinRoutes(deps));
  app.get('/', (c) => {
    const kept = keptForms.read(actorOf(c).userId, c.req.query('isian') ?? '');
    const typed = kept && {
      ticketId: rowNumber(kept['taskId'] ?? ''),
      form: readTaskForm({ get: (name) => kept[name] ?? '' }),
    };
    const flash = takeFlash(c);
    const notice = kept
      ? 'Isian Anda dari sebelum masuk ada lagi di bawah ini; belum dikirim.'
      : doneWords(flash?.key, flash?.row);
    return sendPage(c, tasksView(deps, c, { typed, notice }));
  });
  app.post('/:id/:verb', (c) => perform(deps, c));
  return app;
}

interface PageState {
  /** What was typed on one card, and is not done yet. */
  typed?: { ticketId: number | undefined; form: TaskForm } | undefined;
  problem?: string;
  notice?: string | undefined;
}

function tasksView(deps: PanelDeps, c: PanelContext, { typed, problem, notice }: PageState) {
  const frame = frameOf(deps, c);
  const { db } = deps;
  const tasks = ownTasks(db, frame.actor);
  const shown = tasks.slice(0, CARDS_MAX);
  const marks = dueMarks(
    db,
    frame.actor,
    shown.map(({ id }) => id),
    frame.nowMs,
  );
  const cards = shown.map((task) => {
    const own = typed?.ticketId === task.id;
    return {
      task,
      due: marks.get(task.id),
      form: own ? typed.form : emptyTaskForm(),
      problem: own ? problem : undefined,
    };
  });
  const pin = ownPinState(db, frame.actor);
  return (
    <TasksView
      frame={frame}
      cards={cards}
      more={tasks.length - shown.length}
      notice={notice}
      problem={cards.some((card) => card.problem !== undefined) ? undefined : problem}
      pinMissing={pin.wanted && !pin.isSet}
    />
  );
}

/** One button of one card: done once for each form, or refused with all that was typed still there. */
async function perform(deps: PanelDeps, c: PanelContext): Promise<Response> {
  const ticketId = rowNumber(c.req.param('id') ?? '');
  const verb = c.req.param('verb');
  if (ticketId === undefined || !isTaskVerb(verb))
    throw new DomainError('not_found', 'Halaman ini tidak ada.');
  const form = readTaskForm(await formFields(c));
  try {
    doFieldWork(deps.db, deps.clock, actorOf(c), {
      ticketId,
      work: workOf(verb, form, localDate(deps.clock.nowMs(), deps.timeZone)),
      formId: form.formId,
    });
    if (byHtmx(c)) return await sendPage(c, tasksView(deps, c, { notice: doneWords(verb, ticketId) }));
    setFlash(c, verb, ticketId);
    return c.redirect('/tugas', 303);
  } catch (error) {
    const problem = problemOf(error);
    if (!problem || problem.status === 403) throw error;
    const page = tasksView(deps, c, { typed: { ticketId, form }, problem: problem.message });
    return sendPage(c, page, problem.status);
  }
}

const doneWords = (verb: string | undefined, ticketId: number | undefined): string | undefined =>
  isTaskVerb(verb) && ticketId !== undefined ? `Tiket #${ticketId} ${DONE_WORDS[verb]}` : undefined;
