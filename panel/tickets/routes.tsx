import { Hono } from 'hono';
import { acceptTicket } from '../../db/actions/acceptTicket.ts';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { decideSending } from '../../db/actions/decideSending.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import { fieldNews } from '../../db/queries/fieldNews.ts';
import { similarTickets } from '../../db/queries/similarTickets.ts';
import { dueMarks } from '../../db/queries/ticketClocks.ts';
import { ticketList } from '../../db/queries/ticketList.ts';
import { ticketPage } from '../../db/queries/ticketPage.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { takeFlash } from '../http/flash.ts';
import { formFields, rowNumber, typedText } from '../http/formFields.ts';
import type { KeptForms } from '../http/keptForms.ts';
import { sendPage } from '../http/sendPage.tsx';
import { frameOf } from '../views/frame.ts';
import { TicketListView } from './listPage.tsx';
import { moveRoutes } from './moveRoutes.ts';
import { performOnTicket, ticketIdOf, ticketView, UsedForm } from './perform.tsx';
import { SmsSize } from './smsSize.tsx';
import { parseAssignment, parsePriority, parseSeen, readForm } from './ticketForm.ts';
import { TICKET_NOTICES, type TicketNotice } from './ticketNotices.ts';
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
    return sendPage(c, ticketView(deps, c, ticketIdOf(c), { form, notice }));
  });

  app.post('/:id/balasan', (c) =>
    performOnTicket(deps, c, 'reply', (actor, ticketId, form) => {
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
    performOnTicket(deps, c, 'priority', (actor, ticketId, form) => {
      setPriority(db, clock, actor, ticketId, parsePriority(form), parseSeen(form));
      return 'prioritySet';
    }),
  );
  app.post('/:id/penugasan', (c) =>
    performOnTicket(deps, c, 'assign', (actor, ticketId, form) => {
      assignTicket(db, clock, actor, { ticketId, ...parseAssignment(form) });
      return 'assigned';
    }),
  );
  app.post('/:id/terima', (c) =>
    performOnTicket(deps, c, 'accept', (actor, ticketId) => {
      acceptTicket(db, clock, actor, ticketId);
      return 'accepted';
    }),
  );
  app.post('/:id/selesai', (c) =>
    performOnTicket(deps, c, 'close', (actor, ticketId, form) => {
      closeTicket(db, clock, actor, { ticketId, note: form.note });
      return 'closed';
    }),
  );
  app.route('/', moveRoutes(deps));
  app.post('/:id/sms/:messageId/:decision{kirim-ulang|anggap-terkirim}', (c) =>
    performOnTicket(deps, c, 'sms', (actor, ticketId) => {
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

function showList(deps: PanelDeps, c: PanelContext) {
  const actor = actorOf(c);
  const view = viewNamed(actor, c.req.query('daftar'));
  const after = c.req.query('sesudah') || undefined;
  const frame = frameOf(deps, c);
  const list = ticketList(deps.db, actor, view, after);
  const ids = list.rows.map(({ id }) => id);
  const due = dueMarks(deps.db, actor, ids, frame.nowMs);
  const similar = similarTickets(deps.db, actor, ids);
  const news = fieldNews(deps.db, actor, frame.nowMs);
  return sendPage(
    c,
    <TicketListView
      frame={frame}
      view={view}
      after={after}
      list={list}
      due={due}
      similar={similar}
      news={news}
    />,
  );
}

const isNotice = (key: string | undefined): key is TicketNotice =>
  key !== undefined && Object.hasOwn(TICKET_NOTICES, key);
