import type { ContactPage, ContactRow } from '../../db/queries/contactDirectory.ts';
import type { DirectoryHistoryEntry } from '../../db/queries/directoryHistory.ts';
import { may } from '../../db/rules/permissions.ts';
import { showPhoneNumber } from '../../db/rules/phoneNumber.ts';
import type { Flash } from '../http/flash.ts';
import { ActionButton } from '../views/actionButton.tsx';
import type { Frame } from '../views/frame.ts';
import { Page } from '../views/page.tsx';
import { PhoneLink } from '../views/reporter.tsx';
import { Changes } from './changes.tsx';
import { DirectoryHead, Told } from './directoryHead.tsx';
import { Fact, Tickets } from './unitPage.tsx';

interface ContactViewProps {
  frame: Frame;
  page: ContactPage;
  /** Who may be the same person. */
  twins: readonly ContactRow[];
  history: readonly DirectoryHistoryEntry[];
  flash: Flash | undefined;
  problem: string | undefined;
}

export const ContactView = ({ frame, page, twins, history, flash, problem }: ContactViewProps) => {
  const { contact, unit } = page;
  const path = `/direktori/orang/${contact.id}`;
  return (
    <Page frame={frame} title={contactTitle(contact)}>
      <p class="crumb">
        <a href="/direktori">Direktori</a>
        {unit && (
          <>
            {' / '}
            <a href={`/direktori/skpd/${unit.id}`}>{unit.name}</a>
          </>
        )}
      </p>
      <DirectoryHead
        title={contactTitle(contact)}
        told={<Told flash={flash} frame={frame} />}
        problem={problem}
      >
        {may(frame.actor, 'changeDirectory') && (
          <form class="head-actions" method="post" action={`${path}/nonaktif`}>
            <a class="button" href={`${path}/ubah`}>
              Ubah
            </a>
            {contact.active ? (
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
        <section class="facts" aria-label="Keterangan orang">
          <ContactFacts page={page} />
          {may(frame.actor, 'changeDirectory') && twins.length > 0 && <Merge path={path} twins={twins} />}
          <Changes frame={frame} history={history} />
        </section>
        <section aria-label="Tiket">
          <h2>Tiket dari nomornya</h2>
          <Tickets
            frame={frame}
            tickets={page.tickets}
            empty="Belum ada pengaduan dari nomor orang ini. Tiket lama tetap pada SKPD waktu itu bila ia pindah."
          />
        </section>
      </div>
    </Page>
  );
};

const contactTitle = (contact: ContactRow): string =>
  contact.name ?? (contact.phones[0] ? showPhoneNumber(contact.phones[0]) : 'Orang tanpa nama');

const ContactFacts = ({ page: { contact, unit } }: { page: ContactPage }) => (
  <dl>
    <Fact name="Nomor">
      {contact.phones.length === 0 ? (
        <span class="none">belum ada</span>
      ) : (
        <ul class="plain">
          {contact.phones.map((phone) => (
            <li key={phone}>
              <PhoneLink phone={phone} class="number" />
            </li>
          ))}
        </ul>
      )}
    </Fact>
    <Fact name="SKPD">
      {unit ? (
        <a href={`/direktori/skpd/${unit.id}`}>{unit.name}</a>
      ) : (
        <span class="none">belum dikenal</span>
      )}
    </Fact>
    <Fact name="Jabatan">{contact.position ?? <span class="none">belum diisi</span>}</Fact>
    {!contact.active && (
      <Fact name="Keadaan">
        <span class="warn">nonaktif: pengaduan dari nomornya tidak dianggap dari SKPD ini</span>
      </Fact>
    )}
    {contact.notes && (
      <Fact name="Catatan">
        <span class="wording">{contact.notes}</span>
      </Fact>
    )}
  </dl>
);

const Merge = ({ path, twins }: { path: string; twins: readonly ContactRow[] }) => (
  <details>
    <summary>Orang ini tercatat dua kali?</summary>
    <form class="change" method="post" action={`${path}/gabung`}>
      <label for="fromId">Catatan yang sama</label>
      <div class="field-button">
        <select id="fromId" name="fromId">
          {twins.map((twin) => (
            <option key={twin.id} value={twin.id}>
              {[twin.name ?? 'belum bernama', twin.unit, twin.phones.map(showPhoneNumber)[0]]
                .filter((word) => word)
                .join(', ')}
            </option>
          ))}
        </select>
        <ActionButton action={`${path}/gabung`}>Gabungkan ke sini</ActionButton>
      </div>
      <p class="hint">Nomor catatan itu pindah ke orang ini; catatannya sendiri dinonaktifkan.</p>
    </form>
  </details>
);
