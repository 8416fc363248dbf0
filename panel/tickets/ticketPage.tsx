import type { TechnicianLoad } from '../../db/queries/technicianLoads.ts';
import type { TicketPage } from '../../db/queries/ticketPage.ts';
import { may } from '../../db/rules/permissions.ts';
import type { Frame } from '../views/frame.ts';
import { PriorityLabel, StatusLabel } from '../views/labels.tsx';
import { Alert, Notice } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';
import { Shape } from '../views/shape.tsx';
import { Composer } from './composer.tsx';
import { Conversation } from './conversation.tsx';
import { Facts, History } from './facts.tsx';
import type { TicketForm } from './ticketForm.ts';
import { Acceptance, Closing, PriorityChoice, TechnicianChoice } from './work.tsx';

/** The part of the form that an action belongs to, and where its failure is told. */
export type FormPart = 'reply' | 'priority' | 'assign' | 'accept' | 'close' | 'sms';

export interface TicketViewProps {
  frame: Frame;
  ticket: TicketPage;
  loads: readonly TechnicianLoad[];
  form: TicketForm;
  problem: { at: FormPart; message: string } | undefined;
  notice: string | undefined;
}

export const TicketView = (props: TicketViewProps) => {
  const { frame, ticket, form, notice } = props;
  const { actor } = frame;
  const own = ticket.technician?.id === actor.userId;
  const mayClose = ticket.open && (may(actor, 'closeAny') || (may(actor, 'closeOwn') && own));
  const mayAccept = ticket.status === 'assigned' && may(actor, 'acceptOwn') && own;
  const problemAt = (part: FormPart): string | undefined =>
    props.problem?.at === part ? props.problem.message : undefined;
  const elsewhere = problemAt('accept') ?? problemAt('sms');
  return (
    <Page
      frame={frame}
      title={`#${ticket.id} ${ticket.subject}`}
      live={{
        path: `/tiket/${ticket.id}`,
        main: '#conversation',
        also: ['#ticket-head', '#facts', '#history'],
      }}
    >
      <form id="ticket" class="ticket" method="post" action={`/tiket/${ticket.id}/balasan`}>
        <Head ticket={ticket} />
        <div class="ticket-main">
          <Conversation frame={frame} ticket={ticket} />
          <div id="told" role="status">
            {notice && <Notice>{notice}</Notice>}
          </div>
          {elsewhere && <Alert id="problem">{elsewhere}</Alert>}
          {may(actor, 'reply') && <Composer ticket={ticket} form={form} problem={problemAt('reply')} />}
          {may(actor, 'closeOwn') && (mayAccept || mayClose) && (
            <section class="composer" aria-label="Pekerjaan Anda">
              {mayAccept && <Acceptance ticket={ticket} />}
              {mayClose && <Closing actor={actor} ticket={ticket} form={form} problem={problemAt('close')} />}
            </section>
          )}
        </div>
        <aside class="ticket-side" aria-label="Rincian">
          {ticket.open && may(actor, 'assign') && (
            <TechnicianChoice ticket={ticket} form={form} loads={props.loads} problem={problemAt('assign')} />
          )}
          {ticket.open && may(actor, 'setPriority') && (
            <PriorityChoice ticket={ticket} form={form} problem={problemAt('priority')} />
          )}
          <Facts frame={frame} ticket={ticket} />
          {mayClose && may(actor, 'closeAny') && (
            <Closing actor={actor} ticket={ticket} form={form} problem={problemAt('close')} />
          )}
          <History frame={frame} ticket={ticket} />
        </aside>
      </form>
    </Page>
  );
};

const Head = ({ ticket }: { ticket: TicketPage }) => (
  <div id="ticket-head" class="page-head ticket-head">
    <p class="crumb">
      <a href="/tiket">Tiket</a>
    </p>
    <h1>
      <span class="number">#{ticket.id}</span>{' '}
      <span dir="auto">{ticket.unit?.shortName ?? ticket.reporterName ?? 'Pelapor baru'}</span>
    </h1>
    <p class="head-facts">
      <StatusLabel status={ticket.status} />
      <PriorityLabel priority={ticket.priority} />
      {ticket.open && ticket.awaitsReply && (
        <span class="mark">
          <Shape name="up" />
          perlu dijawab
        </span>
      )}
    </p>
  </div>
);
