import type { PartHolder, PartPage as PartPageView, StockMoveView } from '../../db/queries/stock.ts';
import { may } from '../../db/rules/permissions.ts';
import { STOCK_MOVE_LABELS } from '../../db/rules/stock/stockMove.ts';
import { showDate } from '../../db/rules/zonedTime.ts';
import type { Frame } from '../views/frame.ts';
import { PriorityLabel, StatusLabel } from '../views/labels.tsx';
import { Alert, Notice } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';
import { reporterWords } from '../views/reporter.tsx';
import { At } from '../views/time.tsx';
import { type PartForm, PartFormFields } from './partForm.tsx';
import { SHELF_VERBS, type ShelfForm, ShelfForms, type ShelfVerb } from './shelfForms.tsx';
import { PartRequestLabel, StockLabel } from './stockLabels.tsx';

/** The form that was refused, why, and what was typed. */
export type RefusedPart =
  | { at: ShelfVerb; form: ShelfForm; words: string }
  | { at: 'facts'; form: PartForm; words: string }
  | { at: 'undo'; words: string };

interface PartProps {
  frame: Frame;
  page: PartPageView;
  form: PartForm;
  /** Where this page of the moves begins; undefined at the newest. */
  before: number | undefined;
  notice: string | undefined;
  refused: RefusedPart | undefined;
}

/** One part: how much there is, who waits for it, what is done at the shelf, and all that ever was. */
export const PartPage = ({ frame, page, form, before, notice, refused }: PartProps) => {
  const { part, holders, moves, older } = page;
  const mayChange = may(frame.actor, 'changeStock');
  const shelf = refused !== undefined && isShelf(refused) ? refused : undefined;
  return (
    <Page frame={frame} title={part.name}>
      <div class="page-head">
        <p class="crumb">
          <a href="/stok">Stok</a>
        </p>
        <h1 dir="auto">{part.name}</h1>
        <StockLabel part={part} />
        {!part.active && <span class="none">tidak dipakai lagi</span>}
      </div>
      <div role="status">{notice && <Notice>{notice}</Notice>}</div>
      {refused?.at === 'undo' && <Alert id="undo-problem">{refused.words}</Alert>}
      <dl class="figures">
        <Figure name="Bebas" number={part.free} words={part.countedIn} />
        <Figure name="Disisihkan" number={part.reserved} words={`dari ${part.onHand} di rak`} />
        <Figure name="Ditunggu tiket" number={part.wanted} words={part.countedIn} />
        <Figure name="Minimum" number={part.minimum} words={part.shelf === null ? '' : `rak ${part.shelf}`} />
      </dl>
      <Holders holders={holders} />
      {mayChange && <ShelfForms page={page} refused={shelf} />}
      <Moves frame={frame} partId={part.id} moves={moves} older={older} before={before} />
      {mayChange && (
        <details open={refused?.at === 'facts'}>
          <summary>Ubah nama, satuan, minimum, rak</summary>
          <form method="post" action={`/stok/${part.id}`} class="composer part-form">
            {SEEN.map((name) => (
              <input key={name} type="hidden" name={`seen-${name}`} value={seenValue(page, name)} />
            ))}
            <PartFormFields
              form={form}
              problem={refused?.at === 'facts' ? refused.words : undefined}
              isNew={false}
            />
            <button type="submit">Simpan</button>
          </form>
        </details>
      )}
    </Page>
  );
};

const isShelf = (refused: RefusedPart): refused is Extract<RefusedPart, { form: ShelfForm }> =>
  Object.hasOwn(SHELF_VERBS, refused.at);

/** What the form showed, so that another's change in between is not written over. */
export const SEEN = ['name', 'countedIn', 'minimum', 'shelf', 'active'] as const;

const seenValue = ({ part }: PartPageView, name: (typeof SEEN)[number]): string =>
  name === 'active' ? (part.active ? 'ya' : '') : String(part[name] ?? '');

const Figure = ({ name, number, words }: { name: string; number: number; words: string }) => (
  <div class="figure">
    <dt>{name}</dt>
    <dd>
      {number} <small>{words}</small>
    </dd>
  </div>
);

const Holders = ({ holders }: { holders: readonly PartHolder[] }) =>
  holders.length === 0 ? null : (
    <section aria-label="Tiket yang memerlukan">
      <h2>Tiket yang memerlukan</h2>
      <table class="book">
        <thead>
          <tr>
            <th scope="col">Tiket</th>
            <th scope="col" class="amount">
              Jumlah
            </th>
            <th scope="col">Barang</th>
            <th scope="col">Keadaan tiket</th>
            <th scope="col">Teknisi</th>
            <th scope="col">Perkiraan</th>
          </tr>
        </thead>
        <tbody>
          {holders.map((holder) => (
            <tr key={holder.requestId}>
              <th scope="row">
                <a href={`/tiket/${holder.ticketId}#parts`}>
                  <span class="number">#{holder.ticketId}</span>{' '}
                  <span dir="auto">{reporterWords(holder)}</span>
                </a>
                <small class="hint" dir="auto">
                  {holder.subject}
                </small>
              </th>
              <td class="amount" data-label="Jumlah">
                {holder.quantity}
              </td>
              <td data-label="Barang">
                <PartRequestLabel state={holder.state} />
              </td>
              <td data-label="Keadaan">
                <span>
                  <StatusLabel status={holder.status} /> <PriorityLabel priority={holder.priority} />
                </span>
              </td>
              <td data-label="Teknisi" dir="auto">
                {holder.technician ?? <span class="none">–</span>}
              </td>
              <td data-label="Perkiraan" class="number">
                {holder.pendingUntil === null ? <span class="none">–</span> : showDate(holder.pendingUntil)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );

interface MovesProps {
  frame: Frame;
  partId: number;
  moves: readonly StockMoveView[];
  older: number | undefined;
  before: number | undefined;
}

const Moves = ({ frame, partId, moves, older, before }: MovesProps) => (
  <section aria-label="Catatan stok">
    <h2>Catatan</h2>
    {moves.length === 0 ? (
      <p class="empty">
        Belum ada yang datang. Setiap barang yang datang, dipakai atau dikoreksi tercatat di sini.
      </p>
    ) : (
      <table class="book moves">
        <thead>
          <tr>
            <th scope="col">Waktu</th>
            <th scope="col">Kejadian</th>
            <th scope="col" class="amount">
              Di rak
            </th>
            <th scope="col" class="amount">
              Disisihkan
            </th>
            <th scope="col">Tiket</th>
            <th scope="col">Oleh</th>
            <th scope="col">Keterangan</th>
          </tr>
        </thead>
        <tbody>
          {moves.map((move) => (
            <Move key={move.id} frame={frame} partId={partId} move={move} />
          ))}
        </tbody>
      </table>
    )}
    <p class="pager">
      {before !== undefined && <a href={`/stok/${partId}`}>Ke yang terbaru</a>}
      {older !== undefined && (
        <a href={`/stok/${partId}?sebelum=${older}`} rel="next">
          Yang lebih lama
        </a>
      )}
    </p>
  </section>
);

const Move = ({ frame, partId, move }: { frame: Frame; partId: number; move: StockMoveView }) => {
  const mayUndo = move.undoable && may(frame.actor, 'changeStock');
  return (
    <tr class={move.undone ? 'undone' : undefined}>
      <th scope="row">
        <At atMs={move.atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
      </th>
      <td data-label="Kejadian">
        {STOCK_MOVE_LABELS[move.kind]}
        {move.undone && <small class="hint"> (sudah diurungkan)</small>}
      </td>
      <td class="amount" data-label="Di rak">
        {signed(move.onHand)}
      </td>
      <td class="amount" data-label="Disisihkan">
        {signed(move.reserved)}
      </td>
      <td data-label="Tiket" class="number">
        {move.ticketId === null ? (
          <span class="none">–</span>
        ) : (
          <a href={`/tiket/${move.ticketId}`}>#{move.ticketId}</a>
        )}
      </td>
      <td data-label="Oleh" dir="auto">
        {move.who ?? 'Sistem'}
      </td>
      <td data-label="Keterangan" dir="auto">
        {move.note === null && !mayUndo ? (
          <span class="none">–</span>
        ) : (
          <div>
            {move.note}
            {mayUndo && (
              <form method="post" action={`/stok/${partId}/catatan/${move.id}/urungkan`} class="undo">
                <button type="submit" class="small quiet">
                  Urungkan
                </button>
              </form>
            )}
          </div>
        )}
      </td>
    </tr>
  );
};

const signed = (number: number) =>
  number === 0 ? <span class="none">–</span> : `${number > 0 ? '+' : '−'}${Math.abs(number)}`;
