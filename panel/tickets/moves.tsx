import type { TicketPage } from '../../db/queries/ticketPage.ts';
import { PAUSE_REASONS } from '../../db/rules/pauseReason.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import type { TicketMove } from '../../db/rules/ticketLifecycle.ts';
import { mayMove } from '../../db/rules/ticketRights.ts';
import { ActionButton } from '../views/actionButton.tsx';
import { Alert } from '../views/notices.tsx';
import type { TicketForm } from './ticketForm.ts';

interface MovesProps {
  actor: Actor;
  ticket: TicketPage;
  form: TicketForm;
}

/** What this person may do to the ticket now. */
export const allowed = (actor: Actor, ticket: TicketPage, move: TicketMove): boolean =>
  mayMove(actor, { status: ticket.status, technicianId: ticket.technician?.id ?? null }, move);

/** Setting aside and going on: a reason from the list, what is waited for, and until when (SOP 7). */
export const PendForm = ({ actor, ticket, form, problem }: MovesProps & { problem: string | undefined }) => {
  if (allowed(actor, ticket, 'resume'))
    return (
      <div class="change">
        {problem && <Alert id="pend-problem">{problem}</Alert>}
        <ActionButton action={`/tiket/${ticket.id}/lanjut`} class="wide">
          Lanjutkan pekerjaan
        </ActionButton>
      </div>
    );
  if (!allowed(actor, ticket, 'pend')) return null;
  return (
    <details class="change" open={problem !== undefined || form.pauseNote !== ''}>
      <summary>Tunda</summary>
      {problem && <Alert id="pend-problem">{problem}</Alert>}
      <label for="pauseReason">Karena</label>
      <select id="pauseReason" name="pauseReason">
        <option value="">Pilih alasan</option>
        {PAUSE_REASONS.map(({ id, label }) => (
          <option key={id} value={id} selected={id === form.pauseReason}>
            {label}
          </option>
        ))}
      </select>
      <label for="pauseNote">Yang ditunggu</label>
      <input
        id="pauseNote"
        name="pauseNote"
        dir="auto"
        placeholder="mis. power supply masih dipesan"
        value={form.pauseNote}
      />
      <label for="pauseUntil">Perkiraan tanggal</label>
      <input
        id="pauseUntil"
        name="pauseUntil"
        autocomplete="off"
        placeholder="13/01/2026"
        value={form.pauseUntil}
      />
      <p class="hint">Wajib untuk suku cadang. Pelapor diberi tahu lewat SMS.</p>
      <ActionButton action={`/tiket/${ticket.id}/tunda`} class="wide">
        Tunda tiket
      </ActionButton>
    </details>
  );
};

interface Ending {
  move: TicketMove;
  path: string;
  label: string;
}

const ENDINGS: readonly Ending[] = [
  { move: 'reopen', path: 'buka', label: 'Buka kembali' },
  { move: 'decline', path: 'tolak', label: 'Tolak tugas' },
  { move: 'unassign', path: 'cabut', label: 'Cabut penugasan' },
  { move: 'cancel', path: 'batal', label: 'Batalkan' },
  { move: 'reject', path: 'bukan-pengaduan', label: 'Bukan pengaduan' },
  { move: 'reject', path: 'bukan-wewenang', label: 'Bukan wewenang' },
];

/** What needs a reason and is apart from the daily work (R19); a way back where it can be undone. */
export const OtherMoves = ({
  actor,
  ticket,
  form,
  problem,
}: MovesProps & { problem: string | undefined }) => {
  const endings = ENDINGS.filter(({ move }) => allowed(actor, ticket, move));
  const restores = allowed(actor, ticket, 'restore');
  if (endings.length === 0 && !restores) return null;
  return (
    <details class="change" open={problem !== undefined || form.reason !== '' || restores}>
      <summary>{endings[0]?.move === 'reopen' ? 'Buka kembali' : 'Tindakan lain'}</summary>
      {problem && <Alert id="reason-problem">{problem}</Alert>}
      {restores && (
        <ActionButton action={`/tiket/${ticket.id}/pulihkan`} class="wide">
          Pulihkan tiket
        </ActionButton>
      )}
      {endings.length > 0 && (
        <>
          <label for="reason">Alasan</label>
          <textarea
            id="reason"
            name="reason"
            rows={2}
            dir="auto"
            aria-describedby={problem ? 'reason-problem' : undefined}
            aria-invalid={problem ? 'true' : undefined}
          >
            {`\n${form.reason}`}
          </textarea>
          <div class="buttons">
            {endings.map(({ path, label }) => (
              <ActionButton key={path} action={`/tiket/${ticket.id}/${path}`}>
                {label}
              </ActionButton>
            ))}
          </div>
        </>
      )}
    </details>
  );
};

/** The technician's trip: told to the operator with one touch (SOP 8C). */
export const TravelButtons = ({ actor, ticket }: Omit<MovesProps, 'form'>) => (
  <>
    {allowed(actor, ticket, 'depart') && (
      <ActionButton action={`/tiket/${ticket.id}/berangkat`} class="wide">
        {ticket.departedAtMs === null ? 'Berangkat' : 'Berangkat lagi'}
      </ActionButton>
    )}
    {allowed(actor, ticket, 'arrive') && ticket.departedAtMs !== null && ticket.arrivedAtMs === null && (
      <ActionButton action={`/tiket/${ticket.id}/tiba`} class="wide">
        Tiba di lokasi
      </ActionButton>
    )}
  </>
);
