import type { Category } from '../../db/queries/categories.ts';
import type { TechnicianLoad } from '../../db/queries/technicianLoads.ts';
import { may } from '../../db/rules/permissions.ts';
import type { Frame } from '../views/frame.ts';
import { Alert, Notice } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';

/** What was typed for one technician. */
export interface AbilitiesForm {
  technicianId: number;
  categoryIds: readonly number[];
  ticketsMax: string;
}

interface AbilitiesProps {
  frame: Frame;
  technicians: readonly TechnicianLoad[];
  categories: readonly Category[];
  notice: string | undefined;
  refused: { form: AbilitiesForm; words: string } | undefined;
}

/** What each technician is good at, and how many tickets at once are enough. */
export const AbilitiesView = ({ frame, technicians, categories, notice, refused }: AbilitiesProps) => {
  const mayChange = may(frame.actor, 'changeAbsences');
  return (
    <Page frame={frame} title="Kemampuan dan batas">
      <div class="page-head">
        <p class="crumb">
          <a href="/beban">Beban teknisi</a>
        </p>
        <h1>Kemampuan dan batas</h1>
      </div>
      <p class="lead">
        Yang biasa menangani suatu kategori disarankan lebih dahulu. Siapa yang sudah memegang tiket sebanyak
        batasnya disarankan terakhir, dan menugasinya perlu dicentang.
      </p>
      <div role="status">{notice && <Notice>{notice}</Notice>}</div>
      {technicians.length === 0 && (
        <p class="empty">Belum ada teknisi. Teknisi muncul di sini setelah akunnya dibuat.</p>
      )}
      {technicians.map((technician) => (
        <Technician
          key={technician.id}
          technician={technician}
          categories={categories}
          mayChange={mayChange}
          refused={refused?.form.technicianId === technician.id ? refused : undefined}
        />
      ))}
    </Page>
  );
};

interface TechnicianProps {
  technician: TechnicianLoad;
  categories: readonly Category[];
  mayChange: boolean;
  refused: AbilitiesProps['refused'];
}

const Technician = ({ technician, categories, mayChange, refused }: TechnicianProps) => {
  const has = refused?.form.categoryIds ?? technician.skills.map(({ id }) => id);
  const limit = refused?.form.ticketsMax ?? String(technician.ticketsMax ?? '');
  const id = `batas-${technician.id}`;
  return (
    <form method="post" action={`/beban/kemampuan/${technician.id}`} class="card abilities">
      <h2 dir="auto">{technician.name}</h2>
      {refused && <Alert id={`problem-${technician.id}`}>{refused.words}</Alert>}
      <fieldset disabled={!mayChange}>
        <legend>Biasa menangani</legend>
        {categories.map((category) => (
          <label key={category.id} class="check">
            <input
              type="checkbox"
              name={`kategori-${category.id}`}
              value="ya"
              checked={has.includes(category.id)}
            />
            <span dir="auto">{category.name}</span>
          </label>
        ))}
      </fieldset>
      <div class="abilities-limit">
        <label for={id}>
          Paling banyak <span class="hint">tiket terbuka; kosong: tanpa batas</span>
        </label>
        <input
          id={id}
          name="ticketsMax"
          inputmode="numeric"
          autocomplete="off"
          value={limit}
          disabled={!mayChange}
        />
        {mayChange && <button type="submit">Simpan</button>}
      </div>
    </form>
  );
};
