import { Hono } from 'hono';
import { linkTickets, unlinkTickets } from '../../db/actions/linkTickets.ts';
import { mergeTickets } from '../../db/actions/mergeTickets.ts';
import { splitTicket } from '../../db/actions/splitTicket.ts';
import { unmergeTicket } from '../../db/actions/unmergeTicket.ts';
import { cannedReplyFor } from '../../db/queries/cannedReplies.ts';
import { DomainError } from '../../db/rules/errors.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { formFields, rowNumber } from '../http/formFields.ts';
import { problemOf } from '../http/problem.ts';
import { sendPage } from '../http/sendPage.tsx';
import { performOnTicket, ticketIdOf, ticketView } from '../tickets/perform.tsx';
import { emptyForm, readForm, type TicketForm } from '../tickets/ticketForm.ts';
import { TICKET_NOTICES, type TicketNotice } from '../tickets/ticketNotices.ts';

/** What is done to a ticket together with others, and the answers that are put into its box. */
export function linkRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  const on = (
    path: string,
    notice: TicketNotice,
    act: (actor: Actor, ticketId: number, form: TicketForm, other: number) => void,
  ) =>
    app.post(`/:id/${path}`, (c: PanelContext) =>
      performOnTicket(deps, c, 'links', (actor, ticketId, form) => {
        act(actor, ticketId, form, rowNumber(c.req.param('other') ?? '') ?? 0);
        return notice;
      }),
    );

  on('gabung', 'merged', (actor, ticketId, form) =>
    mergeTickets(db, clock, actor, { mainId: numberIn(form.mergeInto), ticketIds: [ticketId] }),
  );
  on('gabung/:other', 'merged', (actor, ticketId, _, mainId) =>
    mergeTickets(db, clock, actor, { mainId, ticketIds: [ticketId] }),
  );
  on('lepas/:other', 'unmerged', (actor, _, __, other) => unmergeTicket(db, clock, actor, other));
  on('kaitkan', 'linked', (actor, ticketId, form) =>
    linkTickets(db, clock, actor, { ticketId, otherId: numberIn(form.linkTo), reason: form.linkReason }),
  );
  on('lepas-kaitan/:other', 'unlinked', (actor, ticketId, _, other) =>
    unlinkTickets(db, clock, actor, ticketId, other),
  );
  on('pecah', 'split', (actor, ticketId, form) => {
    const messageIds = form.splitChosen.split(',').flatMap((id) => rowNumber(id) ?? []);
    splitTicket(db, clock, actor, { ticketId, messageIds });
  });
  app.post('/:id/sisipkan', (c) => insertReply(deps, c));
  return app;
}

/** `#12` and `12` alike. */
function numberIn(typed: string): number {
  const id = rowNumber(typed.trim().replace(/^#/, '').replace(/^0+/, ''));
  if (id === undefined) throw new DomainError('invalid', 'Tulis nomor tiketnya, misalnya 12.');
  return id;
}

/** Puts a canned reply behind what is typed already; nothing is sent. */
async function insertReply(deps: PanelDeps, c: PanelContext): Promise<Response> {
  const ticketId = ticketIdOf(c);
  const form = readForm(await formFields(c));
  try {
    const words = cannedReplyFor(deps.db, actorOf(c), rowNumber(form.cannedReply), ticketId);
    const text = [form.text.trimEnd(), words].filter((each) => each !== '').join('\n');
    // A box of its own number takes the place of the one that is being typed in.
    const filled = { ...form, text, cannedReply: '', formId: emptyForm().formId };
    return await sendPage(
      c,
      ticketView(deps, c, ticketId, { form: filled, notice: TICKET_NOTICES.inserted }),
    );
  } catch (error) {
    const problem = problemOf(error);
    if (!problem || problem.status === 404 || problem.status === 403) throw error;
    const page = ticketView(deps, c, ticketId, {
      form,
      problem: { at: 'reply', message: problem.message },
    });
    return sendPage(c, page, problem.status);
  }
}
