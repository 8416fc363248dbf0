import type { PropsWithChildren } from 'hono/jsx';
import type { DirectoryHistoryEntry } from '../../db/queries/directoryHistory.ts';
import type { UnitPage, UnitTicket, UnitTickets } from '../../db/queries/unitDirectory.ts';
import { may } from '../../db/rules/permissions.ts';
import type { Flash } from '../http/flash.ts';
import { ActionButton } from '../views/actionButton.tsx';
import type { Frame } from '../views/frame.ts';
import { PriorityLabel, StatusLabel } from '../views/labels.tsx';
import { Page } from '../views/page.tsx';
import { Ago } from '../views/time.tsx';
import { Changes } from './changes.tsx';
import { DirectoryHead, Told } from './directoryHead.tsx';
import { PersonRow } from './listPage.tsx';

interface UnitViewProps {
  frame: Frame;
  page: UnitPage;
  history: readonly DirectoryHistoryEntry[];
  flash: Flash | undefined;
  problem: string | undefined;
}

export const UnitView = ({ frame, page, history, flash, problem }: UnitViewProps) => {
  const { unit, people, openTickets } = page;
  const path = `/direktori/skpd/${unit.id}`;
  const mayChange = may(frame.actor, 'changeDirectory');
  return (
    <Page frame={frame} title={unit.shortName} live={{ path, main: '#open-tickets' }}>
      <p class="crumb">
        <a href="/direktori">Direktori</a>
      </p>
      <DirectoryHead title={unit.name} told={<Told flash={flash} frame={frame} />} problem={problem}>
        {mayChange && (
          <form class="head-actions" method="post" action={`${path}/nonaktif`}>
            <a class="button" href={`${path}/ubah`}>
              Ubah
            </a>
            <a class="button" href={`/direktori/orang/baru?skpd=${unit.id}`}>
              Tambah orang
            </a>
            {unit.active ? (
              <ActionButton action={`${path}/nonaktif`} class="quiet">
                Nonaktifkan
              </ActionButton>
            ) : (
              <ActionButton action={`${path}/aktif`}>Aktifkan kembali</ActionButton>
            )}
          </form>
        )}
      </DirectoryHead>
      <div class="record">
        <section class="facts" aria-label="Keterangan SKPD">
          <UnitFacts page={page} />
          <Changes frame={frame} history={history} />
        </section>
        <div>
          <section aria-label="Orang">
            <h2>Orang</h2>
            {people.length === 0 ? (
              <p class="empty">
                Belum ada orang. Nomor yang dihubungkan dengan SKPD ini, lewat tiket, telepon, atau SMS
                DAFTAR, muncul di sini.
              </p>
            ) : (
              <ol class="rows people">
                {people.map((person) => (
                  <PersonRow key={person.id} person={person} />
                ))}
              </ol>
            )}
          </section>
          <section id="open-tickets" aria-label="Tiket terbuka">
            <h2>Tiket terbuka</h2>
            <Tickets frame={frame} tickets={openTickets} empty="Tidak ada tiket terbuka dari SKPD ini." />
            {page.ticketCount > 0 && (
              <p>
                <a class="more" href={`${path}/tiket`}>
                  Riwayat: {page.ticketCount.toLocaleString('id-ID')} tiket sejak awal
                </a>
              </p>
            )}
          </section>
        </div>
      </div>
    </Page>
  );
};

/** Everything that a unit has ever reported. */
export const UnitTicketsView = ({
  frame,
  page: { unit, tickets, next },
  first,
}: {
  frame: Frame;
  page: UnitTickets;
  first: boolean;
}) => {
  const path = `/direktori/skpd/${unit.id}`;
  return (
    <Page frame={frame} title={`Tiket ${unit.shortName}`}>
      <p class="crumb">
        <a href={path}>{unit.name}</a>
      </p>
      <DirectoryHead title={`Tiket ${unit.shortName}`} told={undefined} problem={undefined} />
      <Tickets frame={frame} tickets={tickets} empty="Tidak ada tiket lagi." />
      <p class="pager">
        {!first && <a href={`${path}/tiket`}>Ke awal daftar</a>}
        {next !== undefined && (
          <a href={`${path}/tiket?sesudah=${next}`} rel="next">
            Berikutnya
          </a>
        )}
      </p>
    </Page>
  );
};

const UnitFacts = ({ page: { unit, parent, parts } }: { page: UnitPage }) => (
  <dl>
    <Fact name="Nama singkat">{unit.shortName}</Fact>
    {!unit.active && (
      <Fact name="Keadaan">
        <span class="warn">nonaktif: tidak ditawarkan pada formulir</span>
      </Fact>
    )}
    <Fact name="Kecamatan">{unit.district ?? <span class="none">belum diisi</span>}</Fact>
    <Fact name="Alamat">{unit.place ?? <span class="none">belum diisi</span>}</Fact>
    {parent && (
      <Fact name="Bagian dari">
        <a href={`/direktori/skpd/${parent.id}`}>{parent.name}</a>
      </Fact>
    )}
    {parts.length > 0 && (
      <Fact name="Bagiannya">
        <ul class="plain">
          {parts.map((part) => (
            <li key={part.id}>
              <a href={`/direktori/skpd/${part.id}`}>{part.name}</a>
            </li>
          ))}
        </ul>
      </Fact>
    )}
    {unit.oldNames.length > 0 && <Fact name="Nama lama">{unit.oldNames.join(', ')}</Fact>}
  </dl>
);

export const Fact = ({ name, children }: PropsWithChildren<{ name: string }>) => (
  <div>
    <dt>{name}</dt>
    <dd dir="auto">{children}</dd>
  </div>
);

/** Tickets in a few words each. */
export const Tickets = ({
  frame,
  tickets,
  empty,
}: {
  frame: Frame;
  tickets: readonly UnitTicket[];
  empty: string;
}) =>
  tickets.length === 0 ? (
    <p class="empty">{empty}</p>
  ) : (
    <ol class="rows short-tickets">
      {tickets.map((ticket) => (
        <li key={ticket.id} class={`row row-${ticket.priority}`}>
          <a href={`/tiket/${ticket.id}`}>
            <span class="row-id">#{ticket.id}</span>
            <span class="row-subject" dir="auto">
              {ticket.subject}
            </span>
            <span class="row-facts">
              <StatusLabel status={ticket.status} />
              <PriorityLabel priority={ticket.priority} />
            </span>
            <span class="row-time">
              <Ago atMs={ticket.createdAtMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
            </span>
          </a>
        </li>
      ))}
    </ol>
  );
