import type { ContactRow } from '../../db/queries/contactDirectory.ts';
import type { ListedUnit, UnitList, UnitShow } from '../../db/queries/unitDirectory.ts';
import { UNIT_SHOWS } from '../../db/queries/unitDirectory.ts';
import { may } from '../../db/rules/permissions.ts';
import { showPhoneNumber } from '../../db/rules/phoneNumber.ts';
import type { Flash } from '../http/flash.ts';
import type { Frame } from '../views/frame.ts';
import { Page } from '../views/page.tsx';
import { DirectoryHead, DirectoryTabs, Told } from './directoryHead.tsx';

const SHOWS: Record<UnitShow, { name: string; label: string }> = {
  active: { name: 'aktif', label: 'Aktif' },
  inactive: { name: 'nonaktif', label: 'Nonaktif' },
  all: { name: 'semua', label: 'Semua' },
};

/** What is wanted, as it stands in the address. */
export interface Wanted {
  words: string;
  show: UnitShow;
}

export const showNamed = (name: string | undefined): UnitShow =>
  UNIT_SHOWS.find((show) => SHOWS[show].name === name) ?? 'active';

const pathOf = ({ words, show }: Wanted): string => {
  const query = new URLSearchParams({
    ...(words && { q: words }),
    ...(show !== 'active' && { tampil: SHOWS[show].name }),
  });
  return query.size > 0 ? `/direktori?${query}` : '/direktori';
};

interface ListProps {
  frame: Frame;
  wanted: Wanted;
  units: UnitList;
  people: readonly ContactRow[];
  flash: Flash | undefined;
}

export const DirectoryListView = ({ frame, wanted, units, people, flash }: ListProps) => (
  <Page frame={frame} title="Direktori" live={{ path: pathOf(wanted), main: '#found', also: ['#views'] }}>
    <DirectoryHead title="Direktori" told={<Told flash={flash} frame={frame} />} problem={undefined}>
      {may(frame.actor, 'changeDirectory') && (
        <p class="head-actions">
          <a class="button" href="/direktori/skpd/baru">
            Tambah SKPD
          </a>
          <a class="button" href="/direktori/orang/baru">
            Tambah orang
          </a>
        </p>
      )}
    </DirectoryHead>
    <DirectoryTabs frame={frame} />
    <Search wanted={wanted} />
    <section id="found" aria-label="Hasil">
      <Units units={units} wanted={wanted} />
      {people.length > 0 && (
        <>
          <h2>Orang</h2>
          <ol class="rows people">
            {people.map((person) => (
              <PersonRow key={person.id} person={person} withUnit />
            ))}
          </ol>
        </>
      )}
    </section>
  </Page>
);

const Search = ({ wanted }: { wanted: Wanted }) => (
  <search>
    <form class="search" method="get" action="/direktori">
      <div class="search-words">
        <label for="q">Cari SKPD, kecamatan, nama orang, atau nomor</label>
        <input
          id="q"
          name="q"
          type="search"
          maxlength={80}
          dir="auto"
          autocomplete="off"
          value={wanted.words}
          hx-get="/direktori"
          hx-trigger="input changed delay:200ms"
          hx-include="closest form"
          hx-target="#found"
          hx-select="#found"
          hx-swap="outerMorph"
          hx-sync="this:replace"
          hx-push-url="true"
        />
      </div>
      <div class="search-show">
        <label for="tampil">Tampilkan</label>
        <select id="tampil" name="tampil">
          {UNIT_SHOWS.map((show) => (
            <option key={show} value={SHOWS[show].name} selected={show === wanted.show}>
              {SHOWS[show].label}
            </option>
          ))}
        </select>
      </div>
      <button type="submit">Cari</button>
    </form>
  </search>
);

const Units = ({ units, wanted }: { units: UnitList; wanted: Wanted }) => {
  if (units.rows.length === 0) return <Empty wanted={wanted} />;
  return (
    <>
      <h2 class={wanted.words ? undefined : 'sr'}>{units.guessed ? 'SKPD yang mirip' : 'SKPD'}</h2>
      <ol class="rows units">
        {units.rows.map((unit) => (
          <Row key={unit.id} unit={unit} />
        ))}
      </ol>
      {units.total > units.rows.length && (
        <p class="hint">
          {units.rows.length} dari {units.total} SKPD. Ketik nama untuk mempersempit.
        </p>
      )}
    </>
  );
};

const Row = ({ unit }: { unit: ListedUnit }) => (
  <li id={`u-${unit.id}`} class={unit.active ? 'row' : 'row row-over'}>
    <a href={`/direktori/skpd/${unit.id}`}>
      <b class="unit-short" dir="auto">
        {unit.shortName}
      </b>
      <span class="unit-name" dir="auto">
        {unit.name}
        {!unit.active && <span class="none"> (nonaktif)</span>}
      </span>
      <span class="unit-district muted" dir="auto">
        {unit.district}
      </span>
      <span class="unit-people number">
        {unit.people === 0 ? <span class="none">tanpa orang</span> : `${unit.people} orang`}
      </span>
      <span class="unit-open number">
        {unit.openTickets === 0 ? <span class="none">tanpa tiket</span> : `${unit.openTickets} tiket terbuka`}
      </span>
    </a>
  </li>
);

/** A person in a list; the unit where the list is not of one. */
export const PersonRow = ({ person, withUnit = false }: { person: ContactRow; withUnit?: boolean }) => (
  <li class={person.active ? 'row' : 'row row-over'}>
    <a href={`/direktori/orang/${person.id}`}>
      <b dir="auto">{person.name ?? <span class="none">belum bernama</span>}</b>
      <span class="muted" dir="auto">
        {[withUnit ? person.unit : null, person.position, person.active ? null : 'nonaktif']
          .filter((word) => word !== null)
          .join(', ')}
      </span>
      <span class="number">{person.phones.map(showPhoneNumber).join(' · ') || 'tanpa nomor'}</span>
    </a>
  </li>
);

const Empty = ({ wanted }: { wanted: Wanted }) =>
  wanted.words === '' ? (
    <p class="empty">
      {wanted.show === 'inactive'
        ? 'Tidak ada SKPD yang nonaktif. SKPD yang tidak dipakai lagi dinonaktifkan, bukan dihapus, dan muncul di sini.'
        : 'Belum ada SKPD. Tambahkan satu per satu, atau impor daftar dari Excel lewat "Impor dan ekspor".'}
    </p>
  ) : (
    <p class="empty">Tidak ada SKPD dengan nama itu.</p>
  );
