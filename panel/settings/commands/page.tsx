import type { TechnicianPinState } from '../../../db/queries/technicianPins.ts';
import { showClock } from '../../../db/rules/zonedTime.ts';
import type { Frame } from '../../views/frame.ts';
import { Alert, Notice } from '../../views/notices.tsx';
import { Page } from '../../views/page.tsx';
import { At } from '../../views/time.tsx';

export interface CommandsForm {
  pinWanted: boolean;
  /** As it was typed. */
  reopenDays: string;
}

/** Where a failure is told: beside the settings, or beside a technician's PIN. */
export interface FailedPart {
  at: 'settings' | number;
  message: string;
}

interface CommandsProps {
  frame: Frame;
  form: CommandsForm;
  technicians: readonly TechnicianPinState[];
  problem: FailedPart | undefined;
  notice: string | undefined;
}

export const CommandsView = ({ frame, form, technicians, problem, notice }: CommandsProps) => (
  <Page frame={frame} title="Perintah SMS">
    <div class="page-head">
      <p class="crumb">
        <a href="/pengaturan">Pengaturan</a>
      </p>
      <h1>Perintah SMS</h1>
      <p class="lead">
        Teknisi bekerja dengan SMS seperti TERIMA 12 atau SELESAI 12 catatan; pelapor membuka kembali tiketnya
        dengan BUKA 12 alasan.
      </p>
    </div>
    <div id="told" role="status">
      {notice && <Notice>{notice}</Notice>}
    </div>
    <form method="post" action="/pengaturan/perintah-sms" class="commands">
      {problem?.at === 'settings' && <Alert id="problem">{problem.message}</Alert>}
      <label class="check">
        <input type="checkbox" name="pinWanted" checked={form.pinWanted} aria-describedby="pin-hint" />
        Perintah teknisi memerlukan PIN
      </label>
      <p id="pin-hint" class="hint">
        Nomor pengirim SMS bisa dipalsukan. Dengan PIN, perintah yang mengubah tiket hanya dijalankan bila PIN
        teknisi itu disertakan: TERIMA 12 PIN 0000. Lima kali salah mengunci perintahnya selama 30 menit.
      </p>
      <label for="reopenDays">Masa buka kembali oleh pelapor (hari kerja)</label>
      <input
        id="reopenDays"
        name="reopenDays"
        class="narrow"
        inputmode="numeric"
        value={form.reopenDays}
        aria-describedby={problem?.at === 'settings' ? 'problem reopen-hint' : 'reopen-hint'}
      />
      <p id="reopen-hint" class="hint">
        Sesudah itu BUKA menjadi tiket baru yang menyebut tiket lamanya.
      </p>
      <button type="submit" class="primary">
        Simpan
      </button>
    </form>
    <section aria-labelledby="pins">
      <h2 id="pins">PIN teknisi</h2>
      {technicians.length === 0 ? (
        <p class="empty">Belum ada teknisi. PIN tiap teknisi diatur di sini begitu akunnya ada.</p>
      ) : (
        <ul class="lines">
          {technicians.map((technician) => (
            <Technician
              key={technician.id}
              technician={technician}
              frame={frame}
              problem={problem?.at === technician.id ? problem.message : undefined}
            />
          ))}
        </ul>
      )}
    </section>
  </Page>
);

interface TechnicianProps {
  technician: TechnicianPinState;
  frame: Frame;
  problem: string | undefined;
}

const Technician = ({ technician, frame, problem }: TechnicianProps) => {
  const { id, name, hasPhone, setAtMs, lockedUntilMs } = technician;
  return (
    <li class="pin">
      {problem && <Alert id={`pin-problem-${id}`}>{problem}</Alert>}
      <div>
        <b dir="auto">{name}</b>{' '}
        <small class="muted">
          {!hasPhone && 'tanpa nomor HP, '}
          {setAtMs === null ? (
            'PIN belum diatur'
          ) : (
            <>
              PIN diatur <At atMs={setAtMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
            </>
          )}
          {lockedUntilMs !== undefined && `, terkunci sampai ${showClock(lockedUntilMs, frame.timeZone)}`}
        </small>
      </div>
      <form method="post" action={`/pengaturan/perintah-sms/${id}/pin`} class="field-button">
        <label class="sr" for={`pin-${id}`}>
          PIN baru untuk {name}
        </label>
        <input
          id={`pin-${id}`}
          name="pin"
          class="narrow"
          inputmode="numeric"
          autocomplete="off"
          minlength={4}
          maxlength={8}
          placeholder="4–8 angka"
          required
          aria-describedby={problem ? `pin-problem-${id}` : undefined}
          aria-invalid={problem ? 'true' : undefined}
        />
        <button type="submit">{setAtMs === null ? 'Atur PIN' : 'Ganti PIN'}</button>
      </form>
    </li>
  );
};
