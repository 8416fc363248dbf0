import type { Category } from '../../db/queries/categories.ts';
import type { TicketPage } from '../../db/queries/ticketPage.ts';
import { CHOSEN_TARGETS, readTarget, showTarget, TARGET_REASONS } from '../../db/rules/clocks/target.ts';
import { showTime } from '../../db/rules/zonedTime.ts';
import { ActionButton } from '../views/actionButton.tsx';
import type { Frame } from '../views/frame.ts';
import { Alert } from '../views/notices.tsx';
import type { TicketForm } from './ticketForm.ts';

interface DetailsProps {
  frame: Frame;
  ticket: TicketPage;
  form: TicketForm;
}

interface FactsFormProps extends DetailsProps {
  categories: readonly Category[];
  problem: string | undefined;
}

/** What an admin fills in while opening a ticket (SOP 8B). */
export const FactsForm = ({ ticket, form, categories, problem }: FactsFormProps) => {
  const category = form.categoryId || String(ticket.categoryId ?? '');
  const target = form.repairTarget || (ticket.repairTarget ?? '');
  const reason = form.repairTargetReason || (ticket.repairTargetReason ?? '');
  // One that is out of use stays with the tickets that have it.
  const gone = ticket.categoryId !== null && !categories.some(({ id }) => id === ticket.categoryId);
  return (
    <div class="change">
      {problem && <Alert id="facts-problem">{problem}</Alert>}
      <label for="categoryId">Kategori</label>
      <select id="categoryId" name="categoryId">
        <option value="">Belum ditentukan</option>
        {gone && (
          <option value={ticket.categoryId ?? ''} selected={category === String(ticket.categoryId)}>
            {ticket.category} (tidak dipakai lagi)
          </option>
        )}
        {categories.map(({ id, name }) => (
          <option key={id} value={id} selected={category === String(id)}>
            {name}
          </option>
        ))}
      </select>
      <label for="place">Tempat</label>
      <input
        id="place"
        name="place"
        maxlength={80}
        dir="auto"
        value={problem ? form.place : form.place || (ticket.place ?? '')}
      />
      {ticket.open ? (
        <details open={target !== ''}>
          <summary>Target perbaikan khusus</summary>
          <label for="repairTarget">Target</label>
          <select id="repairTarget" name="repairTarget">
            <option value="">Menurut prioritas dan kategori</option>
            {CHOSEN_TARGETS.map((stored) => {
              const read = readTarget(stored);
              return (
                <option key={stored} value={stored} selected={stored === target}>
                  {read ? showTarget(read) : stored}
                </option>
              );
            })}
          </select>
          <label for="repairTargetReason">Karena</label>
          <select id="repairTargetReason" name="repairTargetReason">
            <option value="">Pilih alasan</option>
            {TARGET_REASONS.map(({ id, label }) => (
              <option key={id} value={id} selected={id === reason}>
                {label}
              </option>
            ))}
          </select>
        </details>
      ) : (
        <input type="hidden" name="repairTarget" value={ticket.repairTarget ?? ''} />
      )}
      <ActionButton action={`/tiket/${ticket.id}/rincian`} class="wide">
        Simpan rincian
      </ActionButton>
    </div>
  );
};

/** The visit's date and time, day first and 24 hours whatever the browser's language (R67). */
export const VisitForm = ({
  frame,
  ticket,
  form,
  problem,
}: DetailsProps & { problem: string | undefined }) => {
  const set = ticket.scheduledAtMs === null ? '' : showTime(ticket.scheduledAtMs, frame.timeZone);
  return (
    <div class="change">
      {problem && <Alert id="visit-problem">{problem}</Alert>}
      <label for="visit">Jadwal kunjungan</label>
      <div class="field-button">
        <input
          id="visit"
          name="visit"
          autocomplete="off"
          placeholder="13/01/2026 13.30"
          value={problem ? form.visit : form.visit || set}
          aria-describedby={problem ? 'visit-problem visit-hint' : 'visit-hint'}
        />
        <ActionButton action={`/tiket/${ticket.id}/jadwal`}>{set ? 'Pindahkan' : 'Jadwalkan'}</ActionButton>
      </div>
      <p id="visit-hint" class="hint">
        Tanggal lalu jam, misalnya "besok 9.00". {set && 'Kosongkan untuk menghapus jadwal.'}
      </p>
      {set && (
        <>
          <label for="visitReason">Alasan memindahkan</label>
          <input id="visitReason" name="visitReason" dir="auto" value={form.visitReason} />
        </>
      )}
    </div>
  );
};

/** Words among colleagues, apart from what is sent. */
export const InternalNote = ({
  ticket,
  form,
  problem,
}: Omit<DetailsProps, 'frame'> & { problem: string | undefined }) => (
  <details class="internal" open={problem !== undefined || form.internalNote !== ''}>
    <summary>Catatan internal (tidak dikirim)</summary>
    {problem && <Alert id="note-problem">{problem}</Alert>}
    <label for="internalNote" class="sr">
      Catatan internal
    </label>
    <textarea id="internalNote" name="internalNote" rows={2} dir="auto">
      {`\n${form.internalNote}`}
    </textarea>
    <ActionButton action={`/tiket/${ticket.id}/catatan`}>Simpan catatan</ActionButton>
  </details>
);
