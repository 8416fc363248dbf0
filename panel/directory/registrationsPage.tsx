import type { DecidedRegistration, WaitingRegistration } from '../../db/queries/registrations.ts';
import type { UnitChoice } from '../../db/queries/unitDirectory.ts';
import { showPhoneNumber } from '../../db/rules/phoneNumber.ts';
import type { Flash } from '../http/flash.ts';
import { type FormFields, rowNumber } from '../http/formFields.ts';
import type { Frame } from '../views/frame.ts';
import { Alert } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';
import { Ago, At } from '../views/time.tsx';
import { DirectoryHead, DirectoryTabs, Told } from './directoryHead.tsx';
import { UnitField, UnitNames } from './unitField.tsx';

/** A decision that was refused: shown again where it was made. */
export interface RefusedDecision {
  id: number;
  typed: FormFields;
  problem: string;
}

interface RegistrationsProps {
  frame: Frame;
  waiting: readonly WaitingRegistration[];
  decided: readonly DecidedRegistration[];
  choices: readonly UnitChoice[];
  refused: RefusedDecision | undefined;
  flash: Flash | undefined;
}

export const RegistrationsView = ({
  frame,
  waiting,
  decided,
  choices,
  refused,
  flash,
}: RegistrationsProps) => {
  const gone = refused && !waiting.some(({ id }) => id === refused.id) ? refused.problem : undefined;
  return (
    <Page
      frame={frame}
      title="Pendaftaran"
      live={{ path: '/direktori/pendaftaran', main: '#decided', also: ['#views'] }}
    >
      <DirectoryHead title="Pendaftaran" told={<Told flash={flash} frame={frame} />} problem={gone}>
        <p class="lead">
          Nomor yang mendaftar sendiri dengan SMS <b>DAFTAR nama#unit kerja</b>. Periksa nama dan SKPD-nya,
          betulkan bila perlu, lalu setujui atau tolak; pengirim diberi tahu.
        </p>
      </DirectoryHead>
      <DirectoryTabs frame={frame} />
      <UnitNames choices={choices} />
      <section id="waiting" aria-label="Menunggu keputusan">
        {waiting.length === 0 ? (
          <p class="empty">
            Tidak ada yang menunggu. Pendaftaran lewat SMS muncul di sini; nomor yang belum dikenal diberi
            tahu caranya sesudah pengaduan pertamanya.
          </p>
        ) : (
          <ol class="cards">
            {waiting.map((registration) => (
              <Waiting
                key={registration.id}
                frame={frame}
                registration={registration}
                refused={refused?.id === registration.id ? refused : undefined}
              />
            ))}
          </ol>
        )}
      </section>
      <section id="decided" aria-label="Sudah diputuskan">
        {decided.length > 0 && (
          <>
            <h2>Sudah diputuskan</h2>
            <ol class="lines">
              {decided.map((registration) => (
                <Decided key={registration.id} frame={frame} registration={registration} />
              ))}
            </ol>
          </>
        )}
      </section>
    </Page>
  );
};

const Waiting = ({
  frame,
  registration,
  refused,
}: {
  frame: Frame;
  registration: WaitingRegistration;
  refused: RefusedDecision | undefined;
}) => {
  const { id, phone, name, unitWords, unit, likely, knownAs, ticketCount } = registration;
  const field = (field: string, fallback: string) =>
    refused && rowNumber(refused.typed.get('seen')) !== undefined ? refused.typed.get(field) : fallback;
  const path = `/direktori/pendaftaran/${id}`;
  return (
    <li class="card" id={`d-${id}`}>
      <p class="message-head">
        <b class="number">{showPhoneNumber(phone)}</b>
        <span>{ticketCount === 0 ? 'belum pernah mengadu' : `${ticketCount} tiket`}</span>
        <Ago atMs={registration.askedAtMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
      </p>
      <p class="message-text" dir="auto">
        {name} # {unitWords}
      </p>
      {knownAs && (
        <p class="hint">
          Nomor ini kini tercatat atas nama {knownAs.name ?? 'orang yang belum bernama'}
          {knownAs.unit && `, ${knownAs.unit}`}.
        </p>
      )}
      {refused && <Alert id={`problem-${id}`}>{refused.problem}</Alert>}
      <form method="post" action={`${path}/setuju`} class="decision">
        <input type="hidden" name="seen" value={registration.askedAtMs} />
        <div class="fields">
          <div class="field">
            <label for={`name-${id}`}>Nama</label>
            <input
              id={`name-${id}`}
              name="name"
              maxlength={80}
              dir="auto"
              autocomplete="off"
              value={field('name', name)}
            />
          </div>
          <UnitField
            id={`unit-${id}`}
            name="unit"
            label="SKPD"
            value={field('unit', unit?.shortName ?? likely[0]?.shortName ?? '')}
            hint={suggestionWords(registration)}
          />
          <div class="field">
            <label for={`reason-${id}`}>Alasan bila ditolak</label>
            <input
              id={`reason-${id}`}
              name="reason"
              maxlength={80}
              dir="auto"
              autocomplete="off"
              value={field('reason', '')}
            />
          </div>
        </div>
        <p class="buttons">
          <button type="submit">Setujui</button>
          <button type="submit" class="quiet" formaction={`${path}/tolak`}>
            Tolak
          </button>
        </p>
      </form>
    </li>
  );
};

function suggestionWords({ unit, likely, unitWords }: WaitingRegistration): string {
  if (unit) return `Cocok: ${unit.name}`;
  if (likely.length === 0) return `Tidak ada SKPD yang mirip "${unitWords}".`;
  return `Mirip: ${likely.map(({ shortName }) => shortName).join(', ')}`;
}

const Decided = ({ frame, registration }: { frame: Frame; registration: DecidedRegistration }) => (
  <li>
    <b class="number">{showPhoneNumber(registration.phone)}</b>
    <span dir="auto">
      {registration.name} # {registration.unitWords}
    </span>
    <span>
      {registration.state === 'confirmed' ? 'disetujui' : 'ditolak'}
      {registration.by && ` oleh ${registration.by}`}
      {registration.reason && `: ${registration.reason}`}
    </span>
    <At atMs={registration.decidedAtMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
  </li>
);
