import type { TicketPage } from '../../db/queries/ticketPage.ts';
import type { Suggestion } from '../../db/rules/technicianSuggestion.ts';
import { ActionButton } from '../views/actionButton.tsx';
import { Alert } from '../views/notices.tsx';
import { EvenIfUnavailable, SuggestionOptions } from '../workload/suggestionOptions.tsx';
import type { TicketForm } from './ticketForm.ts';

interface ChoiceProps {
  ticket: TicketPage;
  form: TicketForm;
  problem: string | undefined;
  suggestions: readonly Suggestion[];
}

/** Whom to give the ticket to, the fittest first and why (R43); a suggestion, an admin decides. */
export const TechnicianChoice = ({ ticket, form, problem, suggestions }: ChoiceProps) => (
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
    <EvenIfUnavailable suggestions={suggestions} checked={form.evenIfUnavailable !== ''} />
    {ticket.technician && (
      <>
        <label for="handOver">Catatan serah terima</label>
        <input id="handOver" name="handOver" dir="auto" value={form.handOver} />
      </>
    )}
  </div>
);

function hintOf(ticket: TicketPage, suggestions: readonly Suggestion[]): string {
  const [first] = suggestions;
  if (first === undefined)
    return 'Belum ada teknisi. Pengelola server menambahkannya dengan perintah "helpdesk user add".';
  const named =
    first.technicianId === ticket.technician?.id
      ? 'Teknisi sekarang juga yang paling longgar.'
      : `Disarankan ${first.name}: ${first.reasons.join(', ')}.`;
  return `${first.unavailable === undefined ? `${named} ` : ''}Teknisi menerima SMS penugasan.`;
}
