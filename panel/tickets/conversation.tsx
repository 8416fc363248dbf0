import type { ConversationEntry, TicketPage } from '../../db/queries/ticketPage.ts';
import { may } from '../../db/rules/permissions.ts';
import { showPhoneNumber } from '../../db/rules/phoneNumber.ts';
import { ActionButton } from '../views/actionButton.tsx';
import type { Frame } from '../views/frame.ts';
import { FateLabel } from '../views/labels.tsx';
import { Shape } from '../views/shape.tsx';
import { At } from '../views/time.tsx';
import { KIND_LABELS } from '../views/words.ts';

interface ConversationProps {
  frame: Frame;
  ticket: TicketPage;
}

export const Conversation = ({ frame, ticket }: ConversationProps) => (
  <section id="conversation" class="conversation" aria-label="Percakapan">
    <ol>
      {ticket.conversation.map((entry) => (
        <Entry key={entry.id} entry={entry} frame={frame} ticket={ticket} />
      ))}
    </ol>
  </section>
);

const Entry = ({ entry, frame, ticket }: ConversationProps & { entry: ConversationEntry }) => (
  <li
    id={`m-${entry.id}`}
    class={`message message-${entry.direction}${entry.author === null && entry.direction === 'out' ? ' message-auto' : ''}`}
  >
    <p class="message-head">
      <b dir="auto">{whoOf(entry, ticket)}</b>
      <span>SMS · {KIND_LABELS[entry.kind]}</span>
      <At atMs={entry.atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
    </p>
    <p class="message-text" dir="auto">
      {entry.text}
    </p>
    {entry.incomplete && (
      <p class="message-foot">
        <span class="mark">
          <Shape name="half" />
          tidak lengkap: sebagian SMS belum tiba
        </span>
      </p>
    )}
    {entry.fate && <Fate entry={entry} frame={frame} ticket={ticket} />}
  </li>
);

const Fate = ({ entry, frame, ticket }: ConversationProps & { entry: ConversationEntry }) => {
  const { fate } = entry;
  if (!fate) return null;
  const decidable =
    may(frame.actor, 'decideUnknown') && ['unknown', 'failed', 'expired'].includes(fate.state);
  const path = `/tiket/${ticket.id}/sms/${entry.id}`;
  return (
    <div class="message-foot">
      <FateLabel state={fate.state} />
      {fate.parts > 1 && <span>{fate.parts} SMS</span>}
      {fate.fault && <span class="fault">{fate.fault}</span>}
      {decidable && (
        <span class="buttons">
          <ActionButton action={`${path}/kirim-ulang`} class="small">
            Kirim ulang
          </ActionButton>
          {fate.state === 'unknown' && (
            <ActionButton action={`${path}/anggap-terkirim`} class="small">
              Anggap terkirim
            </ActionButton>
          )}
        </span>
      )}
    </div>
  );
};

function whoOf(entry: ConversationEntry, ticket: TicketPage): string {
  if (entry.author !== null) return entry.author;
  if (entry.direction === 'out') return 'Sistem';
  if (entry.peer === ticket.reporterPhone && ticket.reporterName !== null) return ticket.reporterName;
  return showPhoneNumber(entry.peer ?? '');
}
