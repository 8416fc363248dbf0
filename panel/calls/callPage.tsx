import type { CallerSurroundings, PhoneHours } from '../../db/queries/callView.ts';
import type { Category } from '../../db/queries/categories.ts';
import type { UnitChoice } from '../../db/queries/unitDirectory.ts';
import { showPhoneNumber } from '../../db/rules/phoneNumber.ts';
import { PRIORITIES, PRIORITY_LABELS } from '../../db/rules/priority.ts';
import { TextField } from '../directory/textField.tsx';
import { UnitField, UnitNames } from '../directory/unitField.tsx';
import { Tickets } from '../directory/unitPage.tsx';
import type { FormFields } from '../http/formFields.ts';
import type { Frame } from '../views/frame.ts';
import { Alert } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';
import { Shape } from '../views/shape.tsx';
import { EvenIfUnavailable, SuggestionOptions } from '../workload/suggestionOptions.tsx';

interface CallProps {
  frame: Frame;
  typed: FormFields;
  hours: PhoneHours;
  choices: readonly UnitChoice[];
  categories: readonly Category[];
  surroundings: CallerSurroundings;
  problem: string | undefined;
}

/** The quick form: filled with the keyboard while somebody talks. */
export const CallView = (props: CallProps) => {
  const { frame, typed, hours, choices, surroundings, problem } = props;
  return (
    <Page frame={frame} title="Tiket telepon">
      <p class="crumb">
        <a href="/tiket">Tiket</a>
      </p>
      <div class="page-head">
        <h1>Tiket telepon</h1>
        <PhoneHoursLine hours={hours} />
      </div>
      <form id="call" class="call" method="post" action="/telepon" data-whole>
        {/* What Enter would press in a field: nothing, so that no half-filled form is sent. */}
        <button type="submit" hidden disabled></button>
        <input type="hidden" name="formId" value={typed.get('formId')} />
        <div class="caller">
          {problem && <Alert id="problem">{problem}</Alert>}
          <Caller typed={typed} />
        </div>
        <div class="call-work">
          <TextField name="problem" label="Masalah" typed={typed} max={2000} rows={4} />
          <Work {...props} />
          <p class="form-foot">
            <button type="submit" class="primary" title="Ctrl+Enter">
              Simpan tiket
            </button>
            <span class="hint">Ctrl+Enter menyimpan dari kolom mana pun; Enter tidak.</span>
          </p>
        </div>
        <SameUnit frame={frame} typed={typed} surroundings={surroundings} />
        <UnitNames choices={choices} />
        <datalist id="caller-names">
          {surroundings.people.map(({ name, phone }) => (
            <option key={name} value={name}>
              {phone === null ? undefined : showPhoneNumber(phone)}
            </option>
          ))}
        </datalist>
      </form>
    </Page>
  );
};

/** Looks up what is known of the unit and the number while they are typed. */
const LOOK_UP = {
  'hx-post': '/telepon/lihat',
  'hx-trigger': 'input changed delay:300ms, change',
  'hx-target': '#same-unit',
  'hx-select': '#same-unit',
  'hx-select-oob': '#caller-names:outerMorph,#technicianId:outerMorph',
  'hx-swap': 'outerMorph',
  'hx-sync': 'closest form:replace',
} as const;

const Caller = ({ typed }: { typed: FormFields }) => (
  <>
    <div class="fields">
      <UnitField
        name="unit"
        label="SKPD"
        value={typed.get('unit')}
        hint="Ketik sebagian namanya, lalu pilih."
        autofocus
        {...LOOK_UP}
      />
      <div class="field">
        <label for="name">Nama penelepon</label>
        <input
          id="name"
          name="name"
          list="caller-names"
          maxlength={80}
          dir="auto"
          autocomplete="off"
          value={typed.get('name')}
        />
      </div>
      <div class="field">
        <label for="phone">Nomor</label>
        <input
          id="phone"
          name="phone"
          type="tel"
          maxlength={40}
          autocomplete="off"
          value={typed.get('phone')}
          aria-describedby="phone-hint"
          {...LOOK_UP}
        />
        <p id="phone-hint" class="hint">
          Boleh kosong. Nomor HP menerima SMS nomor tiket.
        </p>
      </div>
    </div>
  </>
);

const Work = ({ frame, typed, categories, surroundings }: CallProps) => (
  <>
    <div class="fields">
      <div class="field">
        <label for="categoryId">Kategori</label>
        <select id="categoryId" name="categoryId">
          <option value="">Belum dipilih</option>
          {categories.map(({ id, name }) => (
            <option key={id} value={id} selected={String(id) === typed.get('categoryId')}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="priority">Prioritas</label>
        <select id="priority" name="priority">
          {PRIORITIES.map((priority) => (
            <option key={priority} value={priority} selected={priority === typed.get('priority')}>
              {PRIORITY_LABELS[priority]}
            </option>
          ))}
        </select>
      </div>
      <TextField name="place" label="Tempat" typed={typed} max={120} />
      <div class="field">
        <label for="technicianId">Teknisi</label>
        <select id="technicianId" name="technicianId">
          <option value="">Nanti saja</option>
          <SuggestionOptions suggestions={surroundings.suggestions} chosen={typed.get('technicianId')} />
        </select>
        <EvenIfUnavailable
          suggestions={surroundings.suggestions}
          checked={typed.get('evenIfUnavailable') !== ''}
        />
      </div>
      <TextField
        name="visit"
        label="Jadwal kunjungan"
        typed={typed}
        max={30}
        hint="Misalnya 13.30 atau besok 09.00."
      />
      <TextField
        name="received"
        label="Waktu telepon"
        typed={typed}
        max={30}
        hint={`Kosong: sekarang. Misalnya 09.10 atau kemarin 15.30. (${frame.timeZone === 'Asia/Jakarta' ? 'WIB' : 'waktu setempat'})`}
      />
    </div>
    <div class="checks">
      <label class="check">
        <input type="checkbox" name="walkIn" value="ya" checked={typed.get('walkIn') !== ''} />
        Datang langsung, tidak menelepon
      </label>
      <label class="check">
        <input type="checkbox" name="remember" value="ya" checked={typed.get('remember') !== ''} />
        Simpan penelepon baru di direktori
      </label>
    </div>
  </>
);

/** Beside the form: whose number it is, and what the unit has reported already. */
const SameUnit = ({ frame, typed, surroundings }: Pick<CallProps, 'frame' | 'typed' | 'surroundings'>) => {
  const { openTickets, numberOf, people } = surroundings;
  const known = typed.get('unit').trim() !== '' || numberOf !== undefined;
  const picked = people.find(
    ({ name }) => name === typed.get('name').trim() && typed.get('phone').trim() === '',
  );
  return (
    <aside id="same-unit" class="same-unit" aria-label="Yang sudah diketahui" aria-live="polite">
      {numberOf && (
        <p>
          Nomor ini tercatat atas nama <b dir="auto">{numberOf.name ?? 'orang yang belum bernama'}</b>
          {numberOf.unit && <>, {numberOf.unit}</>}.
        </p>
      )}
      {picked?.phone && (
        <p>
          Nomor dari direktori: <span class="number">{showPhoneNumber(picked.phone)}</span>
        </p>
      )}
      <h2>Tiket terbuka dari SKPD ini</h2>
      {known ? (
        <Tickets frame={frame} tickets={openTickets} empty="Tidak ada tiket terbuka." />
      ) : (
        <p class="empty">
          Begitu SKPD diisi, tiketnya yang masih terbuka muncul di sini, supaya tidak dicatat dua kali.
        </p>
      )}
      <button type="submit" class="small" formaction="/telepon/lihat">
        Periksa SKPD dan nomor
      </button>
    </aside>
  );
};

const PhoneHoursLine = ({ hours }: { hours: PhoneHours }) => (
  <p class="lead phone-hours">
    <span class={hours.open ? 'condition good' : 'condition warn'}>
      <Shape name={hours.open ? 'dot' : 'pause'} />
      Layanan telepon sekarang {hours.open ? 'buka' : 'tutup'}
    </span>
    <span class="number">
      {' '}
      Hari ini {hours.today}
      {hours.closedFor.length > 0 && ` (${hours.closedFor.join(', ')})`}
      {hours.opensAgain !== undefined && `; buka lagi ${hours.opensAgain}`}.
    </span>
    {!hours.open && ' Tiket tetap bisa dicatat.'}
    <small class="number">Minggu ini: {hours.week || 'tutup'}</small>
  </p>
);
