import { Hono } from 'hono';
import { changeCommandSettings } from '../../../db/actions/changeCommandSettings.ts';
import { setTechnicianPin } from '../../../db/actions/technicianPin.ts';
import { commandSettings, pinStates } from '../../../db/queries/technicianPins.ts';
import { DomainError } from '../../../db/rules/errors.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../../deps.ts';
import { setFlash, takeFlash } from '../../http/flash.ts';
import { formFields, rowNumber } from '../../http/formFields.ts';
import { problemOf } from '../../http/problem.ts';
import { sendPage } from '../../http/sendPage.tsx';
import { requireRight } from '../../http/session.tsx';
import { frameOf } from '../../views/frame.ts';
import { type CommandsForm, CommandsView, type FailedPart } from './page.tsx';

const DONE_WORDS = {
  saved: 'Pengaturan disimpan dan berlaku mulai SMS berikutnya.',
  pinSet: 'PIN disimpan. Sampaikan kepada teknisinya; ia bisa menggantinya di halaman Tugas saya.',
} as const;

const isDone = (key: string | undefined): key is keyof typeof DONE_WORDS =>
  key !== undefined && Object.hasOwn(DONE_WORDS, key);

/** `/pengaturan/perintah-sms`: whether technicians' commands need a PIN, and how long a ticket may be opened again. */
export function commandSettingsRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  app.use(requireRight('changeSettings'));
  app.get('/', (c) => {
    const done = takeFlash(c)?.key;
    return sendPage(c, commandsView(deps, c, isDone(done) ? { notice: DONE_WORDS[done] } : {}));
  });
  app.post('/', async (c) => {
    const fields = await formFields(c);
    const form = { pinWanted: fields.get('pinWanted') === 'on', reopenDays: fields.get('reopenDays').trim() };
    return perform(deps, c, { at: 'settings', form }, () => {
      const reopenDays = form.reopenDays === '' ? Number.NaN : Number(form.reopenDays);
      changeCommandSettings(db, clock, actorOf(c), { ...form, reopenDays });
      return 'saved';
    });
  });
  app.post('/:id/pin', async (c) => {
    const technicianId = rowNumber(c.req.param('id'));
    if (technicianId === undefined) throw new DomainError('not_found', 'Teknisi ini tidak ada.');
    const pin = (await formFields(c)).get('pin');
    return perform(deps, c, { at: technicianId }, () => {
      setTechnicianPin(db, clock, actorOf(c), { technicianId, pin });
      return 'pinSet';
    });
  });
  return app;
}

interface PageState {
  form?: CommandsForm;
  problem?: FailedPart;
  notice?: string;
}

function commandsView(deps: PanelDeps, c: PanelContext, state: PageState) {
  const frame = frameOf(deps, c);
  const { pinWanted, reopenDays } = commandSettings(deps.db, frame.actor);
  return (
    <CommandsView
      frame={frame}
      form={state.form ?? { pinWanted, reopenDays: String(reopenDays) }}
      technicians={pinStates(deps.db, frame.actor, frame.nowMs)}
      problem={state.problem}
      notice={state.notice}
    />
  );
}

/** A PIN that was refused is not shown again; all else that was typed is. */
async function perform(
  deps: PanelDeps,
  c: PanelContext,
  { at, form }: { at: FailedPart['at']; form?: CommandsForm },
  act: () => keyof typeof DONE_WORDS,
): Promise<Response> {
  try {
    setFlash(c, act());
    return c.redirect('/pengaturan/perintah-sms', 303);
  } catch (error) {
    const problem = problemOf(error);
    if (!problem || problem.status === 403 || problem.status === 404) throw error;
    const state = { problem: { at, message: problem.message }, ...(form ? { form } : {}) };
    return sendPage(c, commandsView(deps, c, state), problem.status);
  }
}
