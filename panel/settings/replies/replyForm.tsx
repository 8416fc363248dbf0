import type { CannedReply } from '../../../db/queries/cannedReplies.ts';
import type { Category } from '../../../db/queries/categories.ts';
import { placeholderFacts, TICKET_PLACEHOLDERS } from '../../../db/rules/notices/placeholder.ts';
import { fieldsOf } from '../../gateway/settings/amountField.tsx';
import type { FormFields } from '../../http/formFields.ts';
import type { Frame } from '../../views/frame.ts';
import { Alert } from '../../views/notices.tsx';
import { Page } from '../../views/page.tsx';
import { ReplyPreview } from './replyPreview.tsx';

export const categoryField = (id: number): string => `category-${id}`;

/** The fields of the form as they are kept; a new one is in use at once. */
export const replyFields = (reply: CannedReply | undefined): FormFields =>
  fieldsOf([
    ['title', reply?.title ?? ''],
    ['text', reply?.wording ?? ''],
    ['active', reply === undefined || reply.active ? '1' : ''],
    ['seenAtMs', String(reply?.updatedAtMs ?? '')],
    ...(reply?.categoryIds ?? []).map((id) => [categoryField(id), '1'] as const),
  ]);

interface FormProps {
  frame: Frame;
  /** Undefined for a new one. */
  id: number | undefined;
  typed: FormFields;
  categories: readonly Category[];
  problem: string | undefined;
}

/** One canned reply: title, words, and for which categories it is offered. */
export const ReplyFormPage = ({ frame, id, typed, categories, problem }: FormProps) => (
  <Page frame={frame} title={id === undefined ? 'Balasan baru' : 'Ubah balasan'}>
    <p>
      <a class="more" href="/pengaturan/balasan">
        Balasan siap pakai
      </a>
    </p>
    <div class="page-head">
      <h1>{id === undefined ? 'Balasan baru' : 'Ubah balasan'}</h1>
    </div>
    {problem && <Alert id="problem">{problem}</Alert>}
    <form
      method="post"
      action={id === undefined ? '/pengaturan/balasan/baru' : `/pengaturan/balasan/${id}`}
      class="notice-edit"
    >
      <input type="hidden" name="seenAtMs" value={typed.get('seenAtMs')} />
      <div class="notice-words">
        <label for="title">Judul</label>
        <input id="title" name="title" maxlength={60} dir="auto" value={typed.get('title')} />
        <label for="text">Teks</label>
        <textarea
          id="text"
          name="text"
          rows={6}
          maxlength={1000}
          dir="auto"
          aria-describedby="placeholders-hint"
          hx-get="/pengaturan/balasan/pratinjau"
          hx-trigger="input delay:250ms"
          hx-target="#preview"
          hx-swap="outerHTML"
          hx-sync="this:replace"
        >
          {`\n${typed.get('text')}`}
        </textarea>
        <p id="placeholders-hint" class="hint">
          Kata dalam kurung kurawal diisi dari tiketnya saat balasan dipilih; hasilnya masih bisa diubah
          sebelum dikirim.
        </p>
        <fieldset class="reply-categories">
          <legend>Ditawarkan untuk kategori</legend>
          {categories.map((category) => (
            <label key={category.id} class="check">
              <input
                type="checkbox"
                name={categoryField(category.id)}
                value="1"
                checked={typed.get(categoryField(category.id)) !== ''}
              />
              {category.name}
            </label>
          ))}
          <p class="hint">Tanpa pilihan: untuk semua tiket.</p>
        </fieldset>
        <label class="check">
          <input type="checkbox" name="active" value="1" checked={typed.get('active') !== ''} />
          Dipakai
        </label>
        <div class="buttons">
          <button type="submit" class="primary">
            Simpan
          </button>
        </div>
      </div>
      <section class="notice-result" aria-label="Hasil">
        <h2>Contoh hasil</h2>
        <ReplyPreview text={typed.get('text')} />
      </section>
    </form>
    <section class="settings">
      <h2>Isian yang bisa dipakai</h2>
      <dl class="placeholders">
        {TICKET_PLACEHOLDERS.map((name) => (
          <div key={name}>
            <dt>
              <code>{`{${name}}`}</code>
            </dt>
            <dd>
              {placeholderFacts(name).label} <small>{placeholderFacts(name).sample}</small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  </Page>
);
