import type { PartView } from '../../db/queries/stock.ts';
import type { TicketPage } from '../../db/queries/ticketPage.ts';
import type { TicketPart, TicketParts } from '../../db/queries/ticketParts.ts';
import { may } from '../../db/rules/permissions.ts';
import { countedWords } from '../../db/rules/stock/partRequest.ts';
import type { TicketForm } from '../tickets/ticketForm.ts';
import { ActionButton } from '../views/actionButton.tsx';
import type { Frame } from '../views/frame.ts';
import { Alert } from '../views/notices.tsx';
import { PartRequestLabel, StockLabel } from './stockLabels.tsx';
import { wholeNumber } from './wholeNumber.ts';

interface SectionProps {
  frame: Frame;
  ticket: TicketPage;
  parts: TicketParts;
  form: TicketForm;
  problem: string | undefined;
}

/** "Ada stok?": the parts of a ticket, and what the office has (SOP 7). */
export const TicketPartsSection = (props: SectionProps) => {
  const { frame, ticket, parts, problem } = props;
  const mayUse = may(frame.actor, 'useStock') && (ticket.open || ticket.status === 'closed');
  if (!mayUse && parts.parts.length === 0) return null;
  return (
    <section id="parts" class="ticket-parts" aria-label="Suku cadang">
      <h2>Suku cadang</h2>
      {problem && <Alert id="parts-problem">{problem}</Alert>}
      <input type="hidden" name="seenPartRequestId" value={parts.lastRequestId} />
      {parts.parts.length > 0 && (
        <ul class="part-list">
          {parts.parts.map((part) => (
            <Part key={part.requestId} part={part} ticket={ticket} mayUse={mayUse} />
          ))}
        </ul>
      )}
      {mayUse && <Search {...props} />}
    </section>
  );
};

const Part = ({ part, ticket, mayUse }: { part: TicketPart; ticket: TicketPage; mayUse: boolean }) => {
  const button = (verb: string, words: string) => (
    <ActionButton action={`/tiket/${ticket.id}/suku-cadang/${part.requestId}/${verb}`} class="small">
      {words}
    </ActionButton>
  );
  return (
    <li>
      <span dir="auto">{countedWords(part, part.quantity)}</span>
      <PartRequestLabel state={part.state} />
      {part.state === 'reserved' && part.shelf !== null && <small class="hint">rak {part.shelf}</small>}
      {mayUse && (
        <span class="buttons">
          {part.state === 'reserved' && button('terpakai', 'Pakai')}
          {part.state === 'reserved' && button('lepas', 'Lepas')}
          {part.state === 'waiting' && button('lepas', 'Batal pesan')}
          {part.state === 'used' && button('kembali', 'Kembalikan')}
        </span>
      )}
    </li>
  );
};

/** Found while typing; without JavaScript by the button. */
const Search = ({ ticket, parts, form }: SectionProps) => {
  const path = `/tiket/${ticket.id}/suku-cadang/cari`;
  return (
    <>
      <label for="partSearch">Cek stok</label>
      <div class="field-button">
        <input
          id="partSearch"
          name="partSearch"
          type="search"
          autocomplete="off"
          dir="auto"
          placeholder="mis. power supply"
          value={parts.search}
          hx-post={path}
          hx-trigger="input changed delay:250ms"
          hx-target="#part-results"
          hx-select="#part-results"
          hx-swap="outerHTML"
          hx-sync="this:replace"
        />
        <ActionButton action={path}>Cari</ActionButton>
      </div>
      <div id="part-results" aria-live="polite">
        {parts.search.trim() !== '' && <Results ticket={ticket} parts={parts} form={form} />}
      </div>
    </>
  );
};

const Results = ({ ticket, parts, form }: Pick<SectionProps, 'ticket' | 'parts' | 'form'>) => {
  if (parts.found.length === 0)
    return (
      <p class="hint">
        Tidak ada "{parts.search}" dalam daftar stok. Bila harus dipesan, tunda tiket dengan alasan Menunggu
        suku cadang; admin menambahkannya di <a href="/stok">Stok</a>.
      </p>
    );
  return (
    <>
      <div class="part-fields">
        <div>
          <label for="partQuantity">Jumlah</label>
          <input
            id="partQuantity"
            name="partQuantity"
            inputmode="numeric"
            autocomplete="off"
            value={form.partQuantity || '1'}
          />
        </div>
        {ticket.open && (
          <div>
            <label for="partUntil">
              Perkiraan datang <span class="hint">bila dipesan</span>
            </label>
            <input
              id="partUntil"
              name="partUntil"
              autocomplete="off"
              placeholder="13/01/2026"
              value={form.partUntil}
            />
          </div>
        )}
      </div>
      <ul class="part-list">
        {parts.found.map((part) => (
          <Found key={part.id} part={part} ticket={ticket} wanted={wholeNumber(form.partQuantity || '1')} />
        ))}
      </ul>
    </>
  );
};

interface FoundProps {
  part: PartView;
  ticket: TicketPage;
  /** How many were asked for. */
  wanted: number;
}

const Found = ({ part, ticket, wanted }: FoundProps) => {
  const button = (verb: string, words: string) => (
    <ActionButton action={`/tiket/${ticket.id}/suku-cadang/barang/${part.id}/${verb}`} class="small">
      {words}
    </ActionButton>
  );
  const mayWait = ticket.open && ticket.status !== 'new' && !(part.free >= wanted);
  return (
    <li>
      <a href={`/stok/${part.id}`} dir="auto">
        {part.name}
      </a>
      <StockLabel part={part} />
      {part.free > 0 && (
        <small class="hint">
          {part.free} {part.countedIn}
          {part.shelf !== null && `, rak ${part.shelf}`}
        </small>
      )}
      <span class="buttons">
        {part.free > 0 && button('pakai', 'Pakai')}
        {part.free > 0 && ticket.open && button('sisihkan', 'Sisihkan')}
        {mayWait && button('pesan', 'Pesan')}
      </span>
    </li>
  );
};
