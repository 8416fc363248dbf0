import { Hono } from 'hono';
import { acceptTicket } from '../../db/actions/acceptTicket.ts';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { decideSending } from '../../db/actions/decideSending.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import { leaderReport } from '../../db/queries/leaderReports.ts';
import { technicianLoads } from '../../db/queries/technicianLoads.ts';
import { dueMarks, ticketClocks } from '../../db/queries/ticketClocks.ts';
import { ticketList } from '../../db/queries/ticketList.ts';
import { ticketPage } from '../../db/queries/ticketPage.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { type Actor, may } from '../../db/rules/permissions.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { setFlash, takeFlash } from '../http/flash.ts';
import { formFields, rowNumber, typedText } from '../http/formFields.ts';
import type { KeptForms } from '../http/keptForms.ts';
import { problemOf } from '../http/problem.ts';
import { byHtmx, sendPage } from '../http/sendPage.tsx';
import { frameOf } from '../views/frame.ts';
import { TicketListView } from './listPage.tsx';
import { SmsSize } from './smsSize.tsx';
import { emptyForm, parseAssignment, parsePriority, readForm, type TicketForm } from './ticketForm.ts';
import { TICKET_NOTICES, type TicketNotice } from './ticketNotices.ts';
import { type FormPart, TicketView, type TicketViewProps } from './ticketPage.tsx';
import { viewNamed } from './views.ts';

export function ticketRoutes(deps: PanelDeps, keptForms: KeptForms): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();

  app.get('/', (c) => showList(deps, c));
  app.get('/:id', (c) => {
    const kept = keptForms.read(actorOf(c).userId, c.req.query('isian') ?? '');
    const form = kept ? readForm({ get: (name) => kept[name] ?? '' }) : undefined;
    const flash = takeFlash(c)?.key;
    const notice = form ? TICKET_NOTICES.restored : isNotice(flash) ? TICKET_NOTICES[flash] : undefined;
    return sendPage(c, ticketView(deps, c, idOf(c), { form, notice }));
  });

  app.post('/:id/balasan', (c) =>
    perform(deps, c, 'reply', (actor, ticketId, form) => {
      const seenReplyId = Number(form.seenReplyId) || 0;
      const queued = replyToTicket(db, clock, actor, { ticketId, ...form, seenReplyId });
      if (queued) return 'replied';
      const sameText = ticketPage(db, actor, ticketId).conversation.some(
        (entry) => entry.kind === 'reply' && entry.text === form.text.trim(),
      );
      if (sameText) return 'alreadyReplied';
      // The page that the browser's "back" shows holds a form that was used up; what is in it now is another text.
      throw new UsedForm();
    }),
  );
  app.post('/:id/prioritas', (c) =>
    perform(deps, c, 'priority', (actor, ticketId, form) => {
      setPriority(db, clock, actor, ticketId, parsePriority(form));
      return 'prioritySet';
    }),
  );
  app.post('/:id/penugasan', (c) =>
    perform(deps, c, 'assign', (actor, ticketId, form) => {
      assignTicket(db, clock, actor, { ticketId, ...parseAssignment(form) });
      return 'assigned';
    }),
  );
  app.post('/:id/terima', (c) =>
    perform(deps, c, 'accept', (actor, ticketId) => {
      acceptTicket(db, clock, actor, ticketId);
      return 'accepted';
    }),
  );
  app.post('/:id/selesai', (c) =>
    perform(deps, c, 'close', (actor, ticketId, form) => {
      closeTicket(db, clock, actor, { ticketId, note: form.note });
      return 'closed';
    }),
  );
  app.post('/:id/sms/:messageId/:decision{kirim-ulang|anggap-terkirim}', (c) =>
    perform(deps, c, 'sms', (actor, ticketId) => {
      const messageId = rowNumber(c.req.param('messageId'));
      const shown = ticketPage(db, actor, ticketId).conversation.some((entry) => entry.id === messageId);
      if (messageId === undefined || !shown) throw new DomainError('not_found', 'SMS ini tidak ada.');
      const resend = c.req.param('decision') === 'kirim-ulang';
      decideSending(db, clock, actor, messageId, resend ? 'resend' : 'takeAsSent');
      return resend ? 'resent' : 'takenAsSent';
    }),
  );
  return app;
}

/** `POST /sms/ukuran`: what the text of a form costs, asked while it is typed. */
export function smsSizeRoute(): Hono<PanelEnv> {
  const app = new Hono<PanelEnv>();
  app.post('/ukuran', async (c) => c.html(<SmsSize text={typedText((await formFields(c)).get('text'))} />));
  return app;
}

class UsedForm extends DomainError {
  constructor() {
    super(
      'conflict',
      'Formulir ini sudah pernah dikirim dengan teks lain (lihat percakapan). Bila teks di bawah memang balasan baru, tekan Kirim SMS sekali lagi.',
    );
  }
}

function showList(deps: PanelDeps, c: PanelContext) {
  const actor = actorOf(c);
  const view = viewNamed(actor, c.req.query('daftar'));
  const after = c.req.query('sesudah') || undefined;
  const frame = frameOf(deps, c);
  const list = ticketList(deps.db, actor, view, after);
  const ids = list.rows.map(({ id }) => id);
  const due = dueMarks(deps.db, actor, ids, frame.nowMs);
  return sendPage(c, <TicketListView frame={frame} view={view} after={after} list={list} due={due} />);
}

/** @throws DomainError `not_found` for what no ticket can be called. */
function idOf(c: PanelContext): number {
  const raw = c.req.param('id') ?? '';
  const id = rowNumber(raw);
  if (id === undefined) throw new DomainError('not_found', 'Tiket ini tidak ditemukan.');
  return id;
}

const isNotice = (key: string | undefined): key is TicketNotice =>
  key !== undefined && Object.hasOwn(TICKET_NOTICES, key);

function ticketView(
  deps: PanelDeps,
  c: PanelContext,
  ticketId: number,
  state: {
    form?: TicketForm | undefined;
    problem?: TicketViewProps['problem'];
    notice?: string | undefined;
  },
) {
  const frame = frameOf(deps, c);
  const ticket = ticketPage(deps.db, frame.actor, ticketId);
  const loads = may(frame.actor, 'assign') ? technicianLoads(deps.db) : [];
  const awaiting =
    state.notice && may(frame.actor, 'reply') ? ticketList(deps.db, frame.actor, 'awaiting').rows : [];
  return (
    <TicketView
      frame={frame}
      ticket={ticket}
      loads={loads}
      clocks={ticketClocks(deps.db, ticketId, frame.nowMs)}
      report={leaderReport(deps.db, ticketId, frame.nowMs)}
      form={state.form ?? emptyForm()}
      problem={state.problem}
      notice={state.notice}
      next={awaiting.find((row) => row.id !== ticketId)}
    />
  );
}

/**
 * One action of the ticket's form: done and shown anew, or refused with everything that was typed still there.
 * Without JavaScript a done one ends in a redirect, unless a half-written answer would be lost by it.
 */
async function perform(
  deps: PanelDeps,
  c: PanelContext,
  at: FormPart,
  act: (actor: Actor, ticketId: number, form: TicketForm) => TicketNotice,
): Promise<Response> {
  const ticketId = idOf(c);
  const form = readForm(await formFields(c));
  try {
    const notice = act(actorOf(c), ticketId, form);
    const left = leftOver(at, form);
    if (!byHtmx(c) && left.text.trim() === '' && left.note.trim() === '') {
      setFlash(c, notice);
      return c.redirect(`/tiket/${ticketId}`, 303);
    }
    return await sendPage(c, ticketView(deps, c, ticketId, { form: left, notice: TICKET_NOTICES[notice] }));
  } catch (error) {
    const problem = problemOf(error);
    if (!problem || problem.status === 404 || problem.status === 403) throw error;
    // A form that is used up gets a new number, every other keeps its own, so that nothing is sent twice.
    const kept = error instanceof UsedForm ? { ...form, formId: emptyForm().formId } : form;
    const page = ticketView(deps, c, ticketId, { form: kept, problem: { at, message: problem.message } });
    return sendPage(c, page, problem.status);
  }
}

/** What of the form is still to be done after an action of it. */
function leftOver(at: FormPart, form: TicketForm): TicketForm {
  const choices = { priority: '', technicianId: '' };
  switch (at) {
    case 'reply':
      return { ...emptyForm(), note: form.note };
    case 'close':
      return { ...form, ...choices, note: '' };
    default:
      return { ...form, ...choices };
  }
}
