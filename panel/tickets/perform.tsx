import { cannedRepliesFor } from '../../db/queries/cannedReplies.ts';
import { activeCategories } from '../../db/queries/categories.ts';
import { leaderReport } from '../../db/queries/leaderReports.ts';
import { linkedTickets } from '../../db/queries/linkedTickets.ts';
import { similarTickets } from '../../db/queries/similarTickets.ts';
import { ticketClocks } from '../../db/queries/ticketClocks.ts';
import { ticketList } from '../../db/queries/ticketList.ts';
import { ticketPage } from '../../db/queries/ticketPage.ts';
import { ticketParts } from '../../db/queries/ticketParts.ts';
import { technicianSuggestions } from '../../db/queries/workload.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { type Actor, may } from '../../db/rules/permissions.ts';
import { actorOf, type PanelContext, type PanelDeps } from '../deps.ts';
import { ticketBinding } from '../directory/whoseTicket.tsx';
import { setFlash } from '../http/flash.ts';
import { formFields, rowNumber } from '../http/formFields.ts';
import { problemOf } from '../http/problem.ts';
import { byHtmx, sendPage } from '../http/sendPage.tsx';
import { frameOf } from '../views/frame.ts';
import { emptyForm, type FormPart, hasWords, leftOver, readForm, type TicketForm } from './ticketForm.ts';
import { TICKET_NOTICES, type TicketNotice } from './ticketNotices.ts';
import { TicketView, type TicketViewProps } from './ticketPage.tsx';

/** @throws DomainError `not_found` for what no ticket can be called. */
export function ticketIdOf(c: PanelContext): number {
  const raw = c.req.param('id') ?? '';
  const id = rowNumber(raw);
  if (id === undefined) throw new DomainError('not_found', 'Tiket ini tidak ditemukan.');
  return id;
}

/** A form that was sent before, with other words. */
export class UsedForm extends DomainError {
  constructor() {
    super(
      'conflict',
      'Formulir ini sudah pernah dikirim dengan teks lain (lihat percakapan). Bila teks di bawah memang balasan baru, tekan Kirim SMS sekali lagi.',
    );
  }
}

/** The ticket's page as this person sees it, with what was typed or told. */
export function ticketView(
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
  const awaiting =
    state.notice && may(frame.actor, 'reply') ? ticketList(deps.db, frame.actor, 'awaiting').rows : [];
  return (
    <TicketView
      frame={frame}
      ticket={ticket}
      suggestions={
        may(frame.actor, 'assign') ? technicianSuggestions(deps.db, frame.actor, ticketId, frame.nowMs) : []
      }
      parts={ticketParts(deps.db, frame.actor, ticketId, state.form?.partSearch ?? '')}
      categories={may(frame.actor, 'editTicket') ? activeCategories(deps.db) : []}
      clocks={ticketClocks(deps.db, ticketId, frame.nowMs)}
      binding={ticketBinding(deps.db, frame.actor, ticket)}
      report={leaderReport(deps.db, ticketId, frame.nowMs)}
      links={linkedTickets(deps.db, frame.actor, ticketId)}
      similar={similarTickets(deps.db, frame.actor, [ticketId]).get(ticketId) ?? []}
      canned={cannedRepliesFor(deps.db, frame.actor, ticket.categoryId)}
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
export async function performOnTicket(
  deps: PanelDeps,
  c: PanelContext,
  at: FormPart,
  act: (actor: Actor, ticketId: number, form: TicketForm) => TicketNotice,
): Promise<Response> {
  const ticketId = ticketIdOf(c);
  const form = readForm(await formFields(c));
  try {
    const notice = act(actorOf(c), ticketId, form);
    const left = leftOver(at, form);
    if (!byHtmx(c) && !hasWords(left)) {
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
