import type { Category } from '../../db/queries/categories.ts';
import type { LeaderReport } from '../../db/queries/leaderReports.ts';
import type { TicketLinks } from '../../db/queries/linkedTickets.ts';
import type { SimilarTicket } from '../../db/queries/similarTickets.ts';
import type { ClockView } from '../../db/queries/ticketClocks.ts';
import type { TicketRow } from '../../db/queries/ticketList.ts';
import type { TicketPage } from '../../db/queries/ticketPage.ts';
import type { TicketParts } from '../../db/queries/ticketParts.ts';
import type { TechnicianOffer } from '../../db/queries/workload.ts';
import { isPauseReason, pauseReasonLabel } from '../../db/rules/pauseReason.ts';
import { may } from '../../db/rules/permissions.ts';
import { takesSms } from '../../db/rules/phoneNumber.ts';
import { showDate } from '../../db/rules/zonedTime.ts';
import { type TicketBinding, WhoseTicket } from '../directory/whoseTicket.tsx';
import { LateReportNote } from '../late/lateReport.tsx';
import { LinkForms, LinksSection } from '../links/linksSection.tsx';
import { MergedConversations } from '../links/mergedConversations.tsx';
import { TicketPartsSection } from '../stock/ticketParts.tsx';
import { TravelMark } from '../tasks/fieldNews.tsx';
import type { Frame } from '../views/frame.ts';
import { PriorityLabel, StatusLabel } from '../views/labels.tsx';
import { Alert, Notice } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';
import { reporterWords } from '../views/reporter.tsx';
import { Ago } from '../views/time.tsx';
import { AwaitsReplyMark } from './awaiting.tsx';
import { Clocks, StandingLabel } from './clocks.tsx';
import { Composer } from './composer.tsx';
import { Conversation } from './conversation.tsx';
import { FactsForm, InternalNote, VisitForm } from './details.tsx';
import { Facts, History } from './facts.tsx';
import { allowed, OtherMoves, PendForm } from './moves.tsx';
import { TechnicianChoice } from './technicianChoice.tsx';
import type { FormPart, TicketForm } from './ticketForm.ts';
import { Closing, FieldWork, PriorityChoice } from './work.tsx';

export interface TicketViewProps {
  frame: Frame;
  ticket: TicketPage;
  /** Whom to give it to; empty for who may not. */
  suggestions: readonly TechnicianOffer[];
  parts: TicketParts;
  categories: readonly Category[];
  clocks: readonly ClockView[];
  report: LeaderReport | undefined;
  /** What may be chosen and meant as the unit; undefined for who may not say. */
  binding: TicketBinding | undefined;
  links: TicketLinks;
  similar: readonly SimilarTicket[];
  canned: readonly { id: number; title: string }[];
  form: TicketForm;
  problem: { at: FormPart; message: string } | undefined;
  notice: string | undefined;
  /** What this person may turn to when the notice says that something is done. */
  next: TicketRow | undefined;
}

export const TicketView = (props: TicketViewProps) => {
  const { frame, ticket, form, notice, next } = props;
  const { actor } = frame;
  const mayClose = allowed(actor, ticket, 'close');
  const mayAccept = allowed(actor, ticket, 'accept');
  // An SMS needs a number.
  const mayReply = may(actor, 'reply') && ticket.reporterPhone !== null && takesSms(ticket.reporterPhone);
  const mayAssign = ticket.open && may(actor, 'assign');
  const mayPrioritise = ticket.open && may(actor, 'setPriority');
  const mayEdit = may(actor, 'editTicket');
  const mayNote = may(actor, 'note');
  const problemAt = (part: FormPart): string | undefined =>
    props.problem?.at === part ? props.problem.message : undefined;
  // A failure is told where it was caused, unless that part of the form is gone by now.
  const placed: readonly [FormPart, boolean][] = [
    ['reply', mayReply],
    ['assign', mayAssign],
    ['priority', mayPrioritise],
    ['close', mayClose],
    ['facts', mayEdit],
    ['visit', mayEdit && ticket.open],
    ['note', mayNote],
    ['parts', true],
    ['links', may(actor, 'merge')],
    ['bind', props.binding !== undefined],
    ['pend', allowed(actor, ticket, 'pend') || allowed(actor, ticket, 'resume')],
    [
      'end',
      (['reopen', 'restore', 'decline', 'cancel'] as const).some((move) => allowed(actor, ticket, move)),
    ],
  ];
  const isPlaced = placed.some(([part, there]) => there && part === props.problem?.at);
  const elsewhere = props.problem && !isPlaced ? props.problem.message : undefined;
  return (
    <Page
      frame={frame}
      title={`#${ticket.id} ${ticket.subject}`}
      live={{
        path: `/tiket/${ticket.id}`,
        main: '#conversation',
        also: ['#ticket-head', '#merged', '#late-report', '#clocks', '#facts', '#links', '#history'],
      }}
    >
      <form id="ticket" class="ticket" method="post" action={`/tiket/${ticket.id}/balasan`}>
        {/* Of many buttons none is meant by Enter in a field: a first one that is disabled keeps the browser from choosing. */}
        {mayNote && <button type="submit" disabled hidden />}
        <input type="hidden" name="seenEventId" value={ticket.lastEventId} />
        <Head frame={frame} ticket={ticket} clocks={props.clocks} />
        <div class="ticket-main">
          <Conversation frame={frame} ticket={ticket} />
          <MergedConversations frame={frame} ticket={ticket} merged={props.links.merged} />
          <div id="dock" class={mayReply ? 'dock' : undefined}>
            <div id="told" role="status">
              {notice && (
                <Notice>
                  {notice}
                  {next && <Next row={next} />}
                </Notice>
              )}
            </div>
            {elsewhere && <Elsewhere problem={elsewhere} note={mayClose ? '' : form.note} />}
            {mayReply && (
              <Composer ticket={ticket} form={form} problem={problemAt('reply')} canned={props.canned} />
            )}
          </div>
          {mayNote && <InternalNote ticket={ticket} form={form} problem={problemAt('note')} />}
          {may(actor, 'closeOwn') && mayClose && (
            <FieldWork
              actor={actor}
              ticket={ticket}
              form={form}
              problem={problemAt('close')}
              mayAccept={mayAccept}
            />
          )}
        </div>
        <Side {...props} problemAt={problemAt} />
      </form>
    </Page>
  );
};

/** The narrow column: who, when, how urgent, the clocks, and what else may be done. */
const Side = (props: TicketViewProps & { problemAt: (part: FormPart) => string | undefined }) => {
  const { frame, ticket, form, problemAt } = props;
  const { actor } = frame;
  const mayEdit = may(actor, 'editTicket');
  // Asked for first while nobody knows it.
  const whose = (
    <WhoseTicket ticket={ticket} form={form} binding={props.binding} problem={problemAt('bind')} />
  );
  // The next thing to do while nobody has it; afterwards what is left of its time comes first.
  const assigning = ticket.open && may(actor, 'assign') && (
    <TechnicianChoice
      frame={frame}
      ticket={ticket}
      form={form}
      suggestions={props.suggestions}
      problem={problemAt('assign')}
    />
  );
  return (
    <aside class="ticket-side" aria-label="Rincian">
      {!ticket.unit && whose}
      {!ticket.technician && assigning}
      <LateReportNote frame={frame} report={props.report} />
      <LinksSection frame={frame} ticket={ticket} links={props.links} similar={props.similar} />
      <Clocks frame={frame} ticketId={ticket.id} clocks={props.clocks} />
      {ticket.technician && assigning}
      {ticket.open && may(actor, 'setPriority') && (
        <PriorityChoice ticket={ticket} form={form} problem={problemAt('priority')} />
      )}
      {mayEdit && ticket.open && (
        <VisitForm frame={frame} ticket={ticket} form={form} problem={problemAt('visit')} />
      )}
      {mayEdit && (
        <FactsForm
          frame={frame}
          ticket={ticket}
          form={form}
          categories={props.categories}
          problem={problemAt('facts')}
        />
      )}
      <Facts frame={frame} ticket={ticket} />
      {may(actor, 'merge') && (
        <LinkForms frame={frame} ticket={ticket} form={form} problem={problemAt('links')} />
      )}
      {ticket.unit && whose}
      <TicketPartsSection
        frame={frame}
        ticket={ticket}
        parts={props.parts}
        form={form}
        problem={problemAt('parts')}
      />
      {allowed(actor, ticket, 'close') && may(actor, 'closeAny') && (
        <Closing actor={actor} ticket={ticket} form={form} problem={problemAt('close')} />
      )}
      <PendForm actor={actor} ticket={ticket} form={form} problem={problemAt('pend')} />
      <OtherMoves actor={actor} ticket={ticket} form={form} problem={problemAt('end')} />
      <History frame={frame} ticket={ticket} />
    </aside>
  );
};

const Elsewhere = ({ problem, note }: { problem: string; note: string }) => (
  <Alert id="problem">
    {problem}
    {note.trim() !== '' && (
      <>
        <label for="kept-note">Catatan Anda, supaya tidak hilang:</label>
        <textarea id="kept-note" rows={3} readonly>
          {`\n${note}`}
        </textarea>
      </>
    )}
  </Alert>
);

const Next = ({ row }: { row: TicketRow }) => (
  <>
    {' Berikutnya: '}
    <a href={`/tiket/${row.id}`}>
      #{row.id} <span dir="auto">{reporterWords(row)}</span>
    </a>
  </>
);

const Head = ({ frame, ticket, clocks }: Pick<TicketViewProps, 'frame' | 'ticket' | 'clocks'>) => {
  const reply = clocks.find(({ clock, state }) => clock === 'reply' && state !== 'stopped');
  const awaits = ticket.open && ticket.awaitsReply && may(frame.actor, 'seeAllTickets');
  return (
    <div id="ticket-head" class="page-head ticket-head">
      <p class="crumb">
        <a href="/tiket">Tiket</a>
      </p>
      <h1>
        <span class="number">#{ticket.id}</span>{' '}
        <span dir="auto">{reporterWords({ ...ticket, unit: ticket.unit?.shortName })}</span>
      </h1>
      <p class="head-facts">
        <StatusLabel status={ticket.status} />
        {pauseWords(ticket) !== '' && <span>{pauseWords(ticket)}</span>}
        <PriorityLabel priority={ticket.priority} />
        <span role="status">
          <TravelMark ticket={ticket} timeZone={frame.timeZone} />
        </span>
        {awaits && (
          <>
            <AwaitsReplyMark />
            {reply && <StandingLabel view={reply} />}
            <span>
              masuk <Ago atMs={ticket.createdAtMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
            </span>
          </>
        )}
      </p>
    </div>
  );
};

/** What a ticket that is set aside waits for, and until when. */
const pauseWords = ({ pendingReason, pendingUntil }: TicketPage): string => {
  if (!isPauseReason(pendingReason)) return '';
  const until = pendingUntil === null ? '' : ` s.d. ${showDate(pendingUntil)}`;
  return `${pauseReasonLabel(pendingReason).toLowerCase()}${until}`;
};
