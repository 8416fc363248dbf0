import type { TicketPage } from '../../db/queries/ticketPage.ts';
import type { TechnicianOffer } from '../../db/queries/workload.ts';
import { ActionButton } from '../views/actionButton.tsx';
import type { Frame } from '../views/frame.ts';
import { Alert } from '../views/notices.tsx';
import { PlaceWords, showWork } from '../workload/loadWords.tsx';
import { EvenIfUnavailable, SuggestionOptions } from '../workload/suggestionOptions.tsx';
import type { TicketForm } from './ticketForm.ts';

interface ChoiceProps {
  frame: Frame;
  ticket: TicketPage;
  form: TicketForm;
  problem: string | undefined;
  suggestions: readonly TechnicianOffer[];
}

/** Whom to give the ticket to, the fittest first and why (R43); a suggestion, an admin decides. */
export const TechnicianChoice = ({ frame, ticket, form, problem, suggestions }: ChoiceProps) => (
  <div class="change">
    {problem && <Alert id="technician-problem">{problem}</Alert>}
    <input type="hidden" name="seenTechnicianId" value={ticket.technician?.id ?? ''} />
    <label for="technicianId">Teknisi</label>
    <div class="field-button">
      <select
        id="technicianId"
        name="technicianId"
        aria-describedby={problem ? 'technician-problem' : 'technician-hint'}
      >
        <option value="">Pilih teknisi</option>
        <SuggestionOptions
          suggestions={suggestions}
          chosen={form.technicianId || String(ticket.technician?.id ?? '')}
        />
      </select>
      <ActionButton action={`/tiket/${ticket.id}/penugasan`}>
        {ticket.technician ? 'Alihkan' : 'Tugaskan'}
      </ActionButton>
    </div>
    <p id="technician-hint" class="hint">
      {hintOf(ticket, suggestions)}
    </p>
    <Comparison frame={frame} suggestions={suggestions} />
    <EvenIfUnavailable suggestions={suggestions} checked={form.evenIfUnavailable !== ''} />
    {ticket.technician && (
      <>
        <label for="handOver">Catatan serah terima</label>
        <input id="handOver" name="handOver" dir="auto" value={form.handOver} />
      </>
    )}
  </div>
);

/** Each with load, absence, what is due today and the last place; folded, for who wants to know better. */
const Comparison = ({ frame, suggestions }: Pick<ChoiceProps, 'frame' | 'suggestions'>) =>
  suggestions.length < 2 ? null : (
    <details class="comparison">
      <summary>Bandingkan teknisi</summary>
      <ul>
        {suggestions.map(({ technicianId, name, reasons, unavailable, load }) => (
          <li key={technicianId} class={unavailable}>
            <b dir="auto">{name}</b> {reasons.join(', ')}
            <small class="hint">
              {load.dueToday + load.late === 0
                ? 'tidak ada yang jatuh tempo hari ini'
                : `jatuh tempo hari ini ± ${showWork(load.dueMinutes)}${load.late > 0 ? `, ${load.late} terlambat` : ''}`}
              {load.queuedMinutes > 0 && `; antrean ± ${showWork(load.queuedMinutes)}`}
              {load.place && (
                <>
                  ; <PlaceWords place={load.place} frame={frame} />
                </>
              )}
            </small>
          </li>
        ))}
      </ul>
    </details>
  );

function hintOf(ticket: TicketPage, suggestions: readonly TechnicianOffer[]): string {
  const [first] = suggestions;
  if (first === undefined)
    return 'Belum ada teknisi. Pengelola server menambahkannya dengan perintah "helpdesk user add".';
  const named =
    first.technicianId === ticket.technician?.id
      ? 'Teknisi sekarang juga yang paling longgar.'
      : `Disarankan ${first.name}: ${first.reasons.join(', ')}.`;
  return `${first.unavailable === undefined ? `${named} ` : ''}Teknisi menerima SMS penugasan.`;
}
