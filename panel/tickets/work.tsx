import type { TicketPage } from '../../db/queries/ticketPage.ts';
import { type Actor, may } from '../../db/rules/permissions.ts';
import { PRIORITIES, PRIORITY_LABELS } from '../../db/rules/priority.ts';
import { ActionButton } from '../views/actionButton.tsx';
import { Alert } from '../views/notices.tsx';
import { PhoneLink } from '../views/reporter.tsx';
import { TravelButtons } from './moves.tsx';
import type { TicketForm } from './ticketForm.ts';

interface WorkProps {
  ticket: TicketPage;
  form: TicketForm;
  problem: string | undefined;
}

export const PriorityChoice = ({ ticket, form, problem }: WorkProps) => (
  <div class="change">
    {problem && <Alert id="priority-problem">{problem}</Alert>}
    <label for="priority">Prioritas</label>
    <div class="field-button">
      <select id="priority" name="priority" aria-describedby={problem ? 'priority-problem' : undefined}>
        {PRIORITIES.map((priority) => (
          <option key={priority} value={priority} selected={priority === (form.priority || ticket.priority)}>
            {PRIORITY_LABELS[priority]}
          </option>
        ))}
      </select>
      <ActionButton action={`/tiket/${ticket.id}/prioritas`}>Ubah</ActionButton>
    </div>
  </div>
);

interface ClosingProps extends WorkProps {
  actor: Actor;
  /** Whether it is what this person must do next. */
  primary?: boolean;
}

/** For an admin the closing is set apart; for the technician it is the work itself. */
export const Closing = ({ ticket, form, problem, actor, primary = false }: ClosingProps) => {
  const mine = may(actor, 'closeOwn');
  const fields = (
    <div class="change">
      {problem && <Alert id="note-problem">{problem}</Alert>}
      <label for="note">Catatan penyelesaian</label>
      <textarea
        id="note"
        name="note"
        rows={3}
        dir="auto"
        aria-describedby={problem ? 'note-problem note-hint' : 'note-hint'}
        aria-invalid={problem ? 'true' : undefined}
        autofocus={problem !== undefined}
      >
        {`\n${form.note}`}
      </textarea>
      <p id="note-hint" class="hint">
        Pelapor menerima SMS bahwa tiket selesai, dengan catatan ini.
      </p>
      <ActionButton action={`/tiket/${ticket.id}/selesai`} class={primary ? 'primary wide' : 'wide'}>
        Selesaikan tiket
      </ActionButton>
    </div>
  );
  if (mine) return fields;
  return (
    <details id="closing" open={problem !== undefined || form.note !== ''}>
      <summary>Selesaikan tiket</summary>
      {fields}
    </details>
  );
};

/** The technician's part, by thumb: call, take in hand, close. */
export const FieldWork = (props: ClosingProps & { mayAccept: boolean }) => {
  const { ticket, mayAccept } = props;
  return (
    <section class="composer field-work" aria-label="Pekerjaan Anda">
      <PhoneLink phone={ticket.reporterPhone} label="Telepon" class="button wide" />
      {mayAccept && (
        <ActionButton action={`/tiket/${ticket.id}/terima`} class="primary wide">
          Terima tugas
        </ActionButton>
      )}
      <TravelButtons actor={props.actor} ticket={ticket} />
      <Closing {...props} primary={!mayAccept} />
    </section>
  );
};
