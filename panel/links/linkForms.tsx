import type { TicketPage } from '../../db/queries/ticketPage.ts';
import { splitField, type TicketForm } from '../tickets/ticketForm.ts';
import { ActionButton } from '../views/actionButton.tsx';
import type { Frame } from '../views/frame.ts';
import { At } from '../views/time.tsx';

export interface LinkFormProps {
  frame: Frame;
  ticket: TicketPage;
  form: TicketForm;
}

/** By hand, where the program has not noticed that it is the same disturbance. */
export const MergeForm = ({ ticket, form }: LinkFormProps) => (
  <div class="change">
    <label for="mergeInto">Gabungkan ke tiket nomor</label>
    <div class="field-button">
      <input
        id="mergeInto"
        name="mergeInto"
        inputmode="numeric"
        maxlength={10}
        autocomplete="off"
        value={form.mergeInto}
        aria-describedby="merge-hint"
      />
      <ActionButton action={`/tiket/${ticket.id}/gabung`}>Gabungkan</ActionButton>
    </div>
    <p id="merge-hint" class="hint">
      Untuk gangguan yang sama: dikerjakan satu kali, semua pelapor diberi tahu bila selesai. Bisa dilepas
      lagi.
    </p>
  </div>
);

export const LinkForm = ({ ticket, form }: LinkFormProps) => (
  <div class="change">
    <label for="linkTo">Kaitkan dengan tiket nomor</label>
    <input
      id="linkTo"
      name="linkTo"
      inputmode="numeric"
      maxlength={10}
      autocomplete="off"
      value={form.linkTo}
    />
    <label for="linkReason">
      Alasan <span class="hint">(boleh kosong)</span>
    </label>
    <div class="field-button">
      <input id="linkReason" name="linkReason" maxlength={200} dir="auto" value={form.linkReason} />
      <ActionButton action={`/tiket/${ticket.id}/kaitkan`}>Kaitkan</ActionButton>
    </div>
  </div>
);

const EXCERPT_CHARS = 80;

/** The reporter's messages, to be made a ticket of their own; one must stay. */
export const SplitForm = ({ frame, ticket, form }: LinkFormProps) => {
  const received = ticket.conversation.filter(
    ({ direction, kind }) => direction === 'in' && (kind === 'complaint' || kind === 'follow_up'),
  );
  if (received.length < 2) return null;
  const chosen = form.splitChosen.split(',');
  return (
    <fieldset class="change split">
      <legend>Pecah menjadi tiket baru</legend>
      <input type="hidden" name="splitOffered" value={received.map(({ id }) => id).join(',')} />
      {received.map(({ id, text, atMs }) => (
        <label key={id} class="check">
          <input type="checkbox" name={splitField(id)} value="1" checked={chosen.includes(String(id))} />
          <span dir="auto">
            <At atMs={atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />{' '}
            {text.length > EXCERPT_CHARS ? `${text.slice(0, EXCERPT_CHARS)}…` : text}
          </span>
        </label>
      ))}
      <ActionButton action={`/tiket/${ticket.id}/pecah`}>Pecah tiket</ActionButton>
      <p class="hint">Pesan yang dipilih pindah ke tiket baru dari pelapor yang sama.</p>
    </fieldset>
  );
};
