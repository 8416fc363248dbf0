import type { PartPage } from '../../db/queries/stock.ts';
import { type FormFields, typedText } from '../http/formFields.ts';
import { Alert } from '../views/notices.tsx';

/** What an admin does at the shelf, by the last word of its address. */
export const SHELF_VERBS = {
  datang: {
    title: 'Barang datang',
    quantity: 'Jumlah yang datang',
    note: 'Keterangan',
    hint: 'boleh kosong, mis. nomor nota',
    button: 'Catat barang datang',
  },
  keluar: {
    title: 'Keluar tanpa tiket',
    quantity: 'Jumlah yang keluar',
    note: 'Alasan',
    hint: 'mis. rusak di rak',
    button: 'Catat keluar',
  },
  koreksi: {
    title: 'Koreksi hitungan',
    quantity: 'Jumlah di rak menurut hitungan',
    note: 'Alasan',
    hint: 'mis. hitung ulang akhir bulan',
    button: 'Koreksi',
  },
} as const;
export type ShelfVerb = keyof typeof SHELF_VERBS;

/** As it was filled in. */
export interface ShelfForm {
  quantity: string;
  note: string;
  seenMoveId: string;
}

export const readShelfForm = (fields: FormFields): ShelfForm => ({
  quantity: fields.get('quantity'),
  note: typedText(fields.get('note')),
  seenMoveId: fields.get('seenMoveId'),
});

interface ShelfProps {
  page: PartPage;
  refused: { at: string; form: ShelfForm; words: string } | undefined;
}

/** The arrival stands open: it is what an admin comes for; the others are apart. */
export const ShelfForms = ({ page, refused }: ShelfProps) => (
  <div class="shelf-forms">
    <OneForm verb="datang" page={page} refused={refused?.at === 'datang' ? refused : undefined} />
    {(['keluar', 'koreksi'] as const).map((verb) => (
      <details key={verb} open={refused?.at === verb}>
        <summary>{SHELF_VERBS[verb].title}</summary>
        <OneForm verb={verb} page={page} refused={refused?.at === verb ? refused : undefined} />
      </details>
    ))}
  </div>
);

const OneForm = ({ verb, page, refused }: ShelfProps & { verb: ShelfVerb }) => {
  const words = SHELF_VERBS[verb];
  const primary = verb === 'datang';
  return (
    <form method="post" action={`/stok/${page.part.id}/${verb}`} class="composer" aria-label={words.title}>
      {primary && <h2>{words.title}</h2>}
      {refused && <Alert id={`problem-${verb}`}>{refused.words}</Alert>}
      <input type="hidden" name="seenMoveId" value={page.lastMoveId} />
      <div class="fields">
        <div class="field">
          <label for={`quantity-${verb}`}>
            {words.quantity} <span class="hint">({page.part.countedIn})</span>
          </label>
          <input
            id={`quantity-${verb}`}
            name="quantity"
            inputmode="numeric"
            autocomplete="off"
            value={refused?.form.quantity ?? ''}
            aria-describedby={refused ? `problem-${verb}` : undefined}
          />
        </div>
        <div class="field">
          <label for={`note-${verb}`}>
            {words.note} <span class="hint">({words.hint})</span>
          </label>
          <input
            id={`note-${verb}`}
            name="note"
            maxlength={200}
            autocomplete="off"
            dir="auto"
            value={refused?.form.note ?? ''}
          />
        </div>
      </div>
      <p class="buttons">
        <button type="submit" class={primary ? 'primary' : undefined}>
          {words.button}
        </button>
      </p>
      {primary && page.part.wanted > 0 && (
        <p class="hint">
          Disisihkan bagi tiket yang menunggu, yang paling mendesak lalu paling lama menunggu lebih dahulu;
          SKPD dan teknisinya diberi tahu lewat SMS.
        </p>
      )}
    </form>
  );
};
