import type { TicketLinks } from '../../db/queries/linkedTickets.ts';
import type { SimilarTicket } from '../../db/queries/similarTickets.ts';
import type { TicketPage } from '../../db/queries/ticketPage.ts';
import { may } from '../../db/rules/permissions.ts';
import type { LinkKind } from '../../db/schema/links.ts';
import { ActionButton } from '../views/actionButton.tsx';
import type { Frame } from '../views/frame.ts';
import { StatusLabel } from '../views/labels.tsx';
import { Alert } from '../views/notices.tsx';
import { reporterWords } from '../views/reporter.tsx';
import { LinkForm, type LinkFormProps, MergeForm, SplitForm } from './linkForms.tsx';
import { SimilarList } from './similar.tsx';

const KIND_WORDS: Record<LinkKind, string> = {
  related: 'terkait',
  repeated: 'pengaduan berulang',
  split: 'dipecah',
};

interface LinksProps {
  frame: Frame;
  ticket: TicketPage;
  links: TicketLinks;
  similar: readonly SimilarTicket[];
}

/** What a ticket has to do with others. */
export const LinksSection = ({ frame, ticket, links, similar }: LinksProps) => {
  const mayMerge = may(frame.actor, 'merge');
  const empty = !links.main && links.linked.length === 0 && links.merged.length === 0 && similar.length === 0;
  return (
    <section id="links" class="links" aria-label="Tiket terkait" hidden={empty}>
      {links.main && (
        <p>
          Digabung ke{' '}
          <a href={`/tiket/${links.main.id}`}>
            #{links.main.id} <span dir="auto">{links.main.subject}</span>
          </a>
          {mayMerge && (
            <ActionButton action={`/tiket/${ticket.id}/lepas/${ticket.id}`}>Lepaskan</ActionButton>
          )}
        </p>
      )}
      {similar.length > 0 && <SimilarList ticket={ticket} similar={similar} timeZone={frame.timeZone} />}
      {links.merged.length > 0 && (
        <>
          <h2>Digabung ke sini ({links.merged.length})</h2>
          <ul class="plain">
            {links.merged.map((merged) => (
              <li key={merged.id}>
                <a href={`/tiket/${merged.id}`}>
                  #{merged.id} <span dir="auto">{reporterWords(merged)}</span>
                </a>
                {mayMerge && (
                  <ActionButton action={`/tiket/${ticket.id}/lepas/${merged.id}`} class="small">
                    Lepaskan
                  </ActionButton>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {links.linked.length > 0 && (
        <>
          <h2>Terkait</h2>
          <ul class="plain">
            {links.linked.map((linked) => (
              <li key={linked.id}>
                <a href={`/tiket/${linked.id}`}>
                  #{linked.id} <span dir="auto">{linked.subject}</span>
                </a>
                <StatusLabel status={linked.status} />
                <small dir="auto">
                  {KIND_WORDS[linked.kind]}
                  {linked.reason && `: ${linked.reason}`}
                </small>
                {mayMerge && linked.kind !== 'split' && (
                  <ActionButton action={`/tiket/${ticket.id}/lepas-kaitan/${linked.id}`} class="small">
                    Hapus kaitan
                  </ActionButton>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

/** The ways to do so by hand, apart from what refreshes itself while somebody types. */
export const LinkForms = (props: LinkFormProps & { problem: string | undefined }) => (
  <details class="link-forms" open={props.problem !== undefined}>
    <summary>Gabung, kaitkan, pecah</summary>
    {props.problem && <Alert id="links-problem">{props.problem}</Alert>}
    {props.ticket.open && <MergeForm {...props} />}
    <LinkForm {...props} />
    <SplitForm {...props} />
  </details>
);
