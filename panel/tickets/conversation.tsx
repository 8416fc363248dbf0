import type { ConversationEntry, TicketPage } from '../../db/queries/ticketPage.ts';
import { may } from '../../db/rules/permissions.ts';
import { showPhoneNumber } from '../../db/rules/phoneNumber.ts';
import type { Frame } from '../views/frame.ts';
import { FateLabel } from '../views/labels.tsx';
import { reporterWords } from '../views/reporter.tsx';
import { IncompleteMark, isUnsettled, SmsFate } from '../views/smsFate.tsx';
import { At } from '../views/time.tsx';
import { CHANNEL_LABELS, KIND_LABELS } from '../views/words.ts';

interface ConversationProps {
  frame: Frame;
  ticket: TicketPage;
  /** It stands on the page of the ticket that this one was merged into. */
  merged?: boolean;
}

interface EntryProps extends ConversationProps {
  entry: ConversationEntry;
}

export const Conversation = ({ frame, ticket, merged = false }: ConversationProps) => (
  <section
    id={merged ? `conversation-${ticket.id}` : 'conversation'}
    class="conversation"
    aria-label={merged ? `Percakapan tiket #${ticket.id}` : 'Percakapan'}
  >
    <ol>
      {ticket.conversation.map((entry) =>
        entry.direction === 'out' && entry.author === null ? (
          <Automatic key={entry.id} entry={entry} frame={frame} ticket={ticket} />
        ) : (
          <Human key={entry.id} entry={entry} frame={frame} ticket={ticket} />
        ),
      )}
    </ol>
  </section>
);

const Human = ({ entry, frame, ticket }: EntryProps) => (
  <li id={`m-${entry.id}`} class={`message message-${entry.direction}`}>
    <p class="message-head">
      <b dir="auto">{whoOf(entry, ticket)}</b>
      <span>
        {CHANNEL_LABELS[entry.channel]} · {KIND_LABELS[entry.kind]}
        {isNotedCall(entry) && `, dicatat ${entry.author}`}
      </span>
      <At atMs={entry.atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
    </p>
    <p class="message-text" dir="auto">
      {entry.text}
    </p>
    {entry.incomplete && <IncompleteMark />}
    {entry.fate && <SmsFate {...entry.fate} path={decisionPath(entry, frame, ticket)} />}
  </li>
);

/** What the program wrote by itself is one line, to be unfolded, unless a human must do something about it. */
const Automatic = ({ entry, frame, ticket }: EntryProps) => {
  const { fate } = entry;
  const unsettled = fate !== undefined && isUnsettled(fate.state);
  const toOther = entry.peer !== null && entry.peer !== ticket.reporterPhone;
  return (
    <li id={`m-${entry.id}`} class="message message-auto">
      <details open={unsettled}>
        <summary class="message-head">
          <span>
            {KIND_LABELS[entry.kind]}
            {toOther && ` (${showPhoneNumber(entry.peer ?? '')})`}
          </span>
          {fate && !unsettled && <FateLabel state={fate.state} />}
          <At atMs={entry.atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
        </summary>
        <p class="message-text" dir="auto">
          {entry.text}
        </p>
      </details>
      {unsettled && <SmsFate {...fate} path={decisionPath(entry, frame, ticket)} />}
    </li>
  );
};

const decisionPath = (entry: ConversationEntry, frame: Frame, ticket: TicketPage): string | undefined =>
  may(frame.actor, 'decideUnknown') ? `/tiket/${ticket.id}/sms/${entry.id}` : undefined;

/** What somebody said on the telephone, written down by one of ours. */
const isNotedCall = (entry: ConversationEntry): boolean =>
  entry.direction === 'in' && entry.channel === 'phone' && entry.author !== null;

function whoOf(entry: ConversationEntry, ticket: TicketPage): string {
  if (isNotedCall(entry)) return reporterWords({ ...ticket, unit: null });
  if (entry.author !== null) return entry.author;
  const number = showPhoneNumber(entry.peer ?? '');
  if (entry.peer === ticket.reporterPhone) return ticket.reporterName ?? number;
  return entry.kind === 'command' ? `Teknisi ${number}` : number;
}
