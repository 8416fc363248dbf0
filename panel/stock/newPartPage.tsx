import type { Frame } from '../views/frame.ts';
import { Page } from '../views/page.tsx';
import { type PartForm, PartFormFields } from './partForm.tsx';

interface NewPartProps {
  frame: Frame;
  form: PartForm;
  problem: string | undefined;
}

/** A part that the book does not have yet. */
export const NewPartPage = ({ frame, form, problem }: NewPartProps) => (
  <Page frame={frame} title="Suku cadang baru">
    <div class="page-head">
      <p class="crumb">
        <a href="/stok">Stok</a>
      </p>
      <h1>Suku cadang baru</h1>
    </div>
    <form method="post" action="/stok/baru" class="composer part-form">
      <PartFormFields form={form} problem={problem} isNew />
      <p class="buttons">
        <button type="submit" class="primary">
          Simpan
        </button>
        <a class="button" href="/stok">
          Batal
        </a>
      </p>
    </form>
  </Page>
);
