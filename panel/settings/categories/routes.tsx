import { Hono } from 'hono';
import { addCategory, changeCategory } from '../../../db/actions/changeCategories.ts';
import { allCategories, type Category } from '../../../db/queries/categories.ts';
import { DomainError } from '../../../db/rules/errors.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../../deps.ts';
import { setFlash, takeFlash } from '../../http/flash.ts';
import { type FormFields, formFields, rowNumber } from '../../http/formFields.ts';
import { problemOf } from '../../http/problem.ts';
import { sendPage } from '../../http/sendPage.tsx';
import { requireRight } from '../../http/session.tsx';
import { frameOf } from '../../views/frame.ts';
import { Alert, Notice } from '../../views/notices.tsx';
import { Page } from '../../views/page.tsx';

/** What was typed into the row of a category (0: the new one), and why it was refused. */
interface Refused {
  id: number;
  name: string;
  hardware: boolean;
  active: boolean;
  words: string;
}

/** `/pengaturan/kategori`: what complaints are about. */
export function categoryRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  app.use(requireRight('changeSettings'));
  app.get('/', (c) => sendPage(c, categoriesView(deps, c)));
  app.post('/', (c) => save(deps, c, 0, (fields) => addCategory(db, clock, actorOf(c), categoryIn(fields))));
  app.post('/:id', (c) => {
    const id = rowNumber(c.req.param('id'));
    if (id === undefined) throw new DomainError('not_found', 'Kategori ini tidak ada.');
    return save(deps, c, id, (fields) =>
      changeCategory(db, clock, actorOf(c), {
        id,
        ...categoryIn(fields),
        active: fields.get('active') === 'ya',
      }),
    );
  });
  return app;
}

const categoryIn = (fields: FormFields) => ({
  name: fields.get('name'),
  hardware: fields.get('hardware') === 'ya',
});

async function save(
  deps: PanelDeps,
  c: PanelContext,
  id: number,
  change: (fields: FormFields) => void,
): Promise<Response> {
  const fields = await formFields(c);
  try {
    change(fields);
    setFlash(c, 'saved');
    return c.redirect('/pengaturan/kategori', 303);
  } catch (error) {
    const problem = problemOf(error);
    if (!problem || problem.status === 403 || problem.status === 404) throw error;
    const refused = {
      id,
      ...categoryIn(fields),
      active: fields.get('active') === 'ya',
      words: problem.message,
    };
    return sendPage(c, categoriesView(deps, c, refused), problem.status);
  }
}

function categoriesView(deps: PanelDeps, c: PanelContext, refused?: Refused) {
  const saved = takeFlash(c)?.key === 'saved';
  return (
    <Page frame={frameOf(deps, c)} title="Kategori">
      <p>
        <a class="more" href="/pengaturan">
          Pengaturan
        </a>
      </p>
      <div class="page-head">
        <h1>Kategori pengaduan</h1>
      </div>
      <p class="prose">
        Kategori dipilih admin saat membuka tiket dan dipakai untuk target waktu, saran teknisi dan rekap.
        Kategori yang tidak dipakai lagi tetap ada pada tiket lama.
      </p>
      <div role="status">{saved && <Notice>Kategori disimpan.</Notice>}</div>
      <div class="category-list">
        {allCategories(deps.db).map((category) => (
          <CategoryRow
            key={category.id}
            category={category}
            refused={refused?.id === category.id ? refused : undefined}
          />
        ))}
        <CategoryRow category={undefined} refused={refused?.id === 0 ? refused : undefined} />
      </div>
    </Page>
  );
}

const CategoryRow = ({
  category,
  refused,
}: {
  category: Category | undefined;
  refused: Refused | undefined;
}) => {
  const id = `category-${category?.id ?? 'new'}`;
  return (
    <form
      class="category-row"
      method="post"
      action={category ? `/pengaturan/kategori/${category.id}` : '/pengaturan/kategori'}
    >
      {refused && <Alert id={`${id}-problem`}>{refused.words}</Alert>}
      <label for={id}>{category ? 'Nama' : 'Kategori baru'}</label>
      <input
        id={id}
        name="name"
        required
        maxlength={40}
        value={refused?.name ?? category?.name ?? ''}
        aria-describedby={refused ? `${id}-problem` : undefined}
      />
      <label class="check">
        <input type="checkbox" name="hardware" value="ya" checked={(refused ?? category)?.hardware} />{' '}
        perangkat keras
      </label>
      {category && (
        <label class="check">
          <input type="checkbox" name="active" value="ya" checked={(refused ?? category).active} /> dipakai
        </label>
      )}
      <button type="submit" class={category ? undefined : 'primary'}>
        {category ? 'Simpan' : 'Tambah'}
      </button>
    </form>
  );
};
