import type { MergedTicket } from '../../db/queries/linkedTickets.ts';
import type { TicketPage } from '../../db/queries/ticketPage.ts';
import { Conversation } from '../tickets/conversation.tsx';
import type { Frame } from '../views/frame.ts';
import { PhoneLink, reporterWords } from '../views/reporter.tsx';

/** What the reporters of merged tickets have said and were told, beneath the main ticket's own conversation. */
export const MergedConversations = ({
  frame,
  ticket,
  merged,
}: {
  frame: Frame;
  ticket: TicketPage;
  merged: readonly MergedTicket[];
}) => (
  <section id="merged" aria-label="Percakapan tiket yang digabung" hidden={merged.length === 0}>
    {merged.map((each) => (
      <details key={each.id} class="merged-conversation">
        <summary>
          #{each.id} <span dir="auto">{reporterWords(each)}</span>
          <small> digabung, {each.conversation.length} pesan</small>
        </summary>
        <p class="merged-head">
          <PhoneLink phone={each.reporterPhone} class="number" />{' '}
          <a href={`/tiket/${each.id}`}>Buka untuk membalas</a>
        </p>
        <Conversation
          frame={frame}
          merged
          ticket={{
            ...ticket,
            id: each.id,
            reporterName: each.reporterName,
            reporterPhone: each.reporterPhone,
            conversation: each.conversation,
          }}
        />
      </details>
    ))}
  </section>
);
