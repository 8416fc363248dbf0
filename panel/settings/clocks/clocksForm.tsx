import type { ClockEffect } from '../../../db/queries/clockEffect.ts';
import { CLOCK_LABELS } from '../../../db/rules/clocks/clockName.ts';
import { DAY_MEANINGS, type DayMeaning, PAUSABLE_CLOCKS } from '../../../db/rules/clocks/clockSettings.ts';
import { PAUSE_REASONS } from '../../../db/rules/pauseReason.ts';
import { PRIORITIES, PRIORITY_LABELS } from '../../../db/rules/priority.ts';
import { Field } from '../../gateway/settings/amountField.tsx';
import type { FormFields } from '../../http/formFields.ts';
import { Notice } from '../../views/notices.tsx';
import { categoryField, MINUTE_FIELDS, type MinuteField, repairField, stopField } from './clocksFields.ts';

const MEANING_WORDS: Record<DayMeaning, string> = {
  same_time: 'Hari kerja, jam sama (Jumat 15.00 + 1 hari: hari kerja berikutnya yang buka, Senin 08.00)',
  working_minutes: 'Menit kerja (1 hari = sekian menit jam buka)',
  end_of_day: 'Hari kerja, sampai kantor tutup',
  calendar_days: 'Hari kalender, hari libur ikut dihitung',
};

interface FormProps {
  typed: FormFields;
  categories: readonly { id: number; name: string }[];
  /** What saving would change; undefined until it was asked for. */
  effect: ClockEffect | undefined;
}

/** Targets, meaning of a day, warnings and pauses; what they would change is shown before they are saved. */
export const ClocksForm = ({ typed, categories, effect }: FormProps) => (
  <form
    method="post"
    action="/pengaturan/waktu/akibat"
    class="settings clock-settings"
    aria-label="Batas waktu"
  >
    <h2>Balasan dan konfirmasi</h2>
    <p class="hint">
      Dalam menit jam buka, sejak pengaduan masuk. Lewat target berwarna kuning, lewat batas atas merah.
      Konfirmasi selesai bila pelapor sudah dibalas dan teknisi sudah ditugaskan.
    </p>
    <div class="fields">
      <Minutes name="replyMinutes" typed={typed} />
      <Minutes name="replyBoundMinutes" typed={typed} />
      <Minutes name="confirmationMinutes" typed={typed} />
      <Minutes name="confirmationBoundMinutes" typed={typed} />
    </div>
    <h2>Perbaikan</h2>
    <p id="repair-hint" class="hint">
      Sejak penugasan pertama. Tulis seperti <q>2 jam</q>, <q>90 menit</q> atau <q>5 hari</q>; kolom kategori
      yang kosong mengikuti kolom pertama.
    </p>
    <RepairTable typed={typed} categories={categories} />
    <fieldset class="meaning">
      <legend>Arti satu hari</legend>
      {DAY_MEANINGS.map((meaning) => (
        <label key={meaning} class="check">
          <input
            type="radio"
            name="dayMeaning"
            value={meaning}
            checked={typed.get('dayMeaning') === meaning}
          />
          {MEANING_WORDS[meaning]}
        </label>
      ))}
    </fieldset>
    <div class="fields">
      <Minutes name="dayMinutes" typed={typed} />
      <Minutes name="leaderDays" typed={typed} />
      <Minutes name="reportWaitMinutes" typed={typed} />
      <Minutes name="pendingDays" typed={typed} />
    </div>
    <h2>Penundaan</h2>
    <p class="hint">
      Waktu yang dicentang berhenti selama tiket ditunda, paling lama sampai batas penundaan; sesudah itu
      berjalan lagi.
    </p>
    <PauseTable typed={typed} />
    <h2>Peringatan</h2>
    <p class="hint">
      Menit jam buka sebelum batas; 0: tidak diperingatkan. Teknisi diberi tahu lewat SMS, admin di panel.
    </p>
    <div class="fields">
      <Minutes name="warnReplyMinutes" typed={typed} />
      <Minutes name="warnConfirmationMinutes" typed={typed} />
      <Minutes name="warnRepairMinutes" typed={typed} />
      <Minutes name="warnRepairDaysMinutes" typed={typed} />
      <Minutes name="warnLeaderMinutes" typed={typed} />
      <Minutes name="warnPendingMinutes" typed={typed} />
    </div>
    <label class="check">
      <input type="checkbox" name="adminSms" value="1" checked={typed.get('adminSms') !== ''} />
      Admin yang punya nomor HP juga menerima SMS peringatan
    </label>
    {effect && <Effect effect={effect} />}
    <div class="buttons">
      {effect && (
        <button type="submit" class="primary" formaction="/pengaturan/waktu">
          Simpan
        </button>
      )}
      <button type="submit" class={effect ? undefined : 'primary'}>
        {effect ? 'Lihat akibatnya lagi' : 'Lihat akibatnya'}
      </button>
    </div>
  </form>
);

const Minutes = ({ name, typed }: { name: MinuteField; typed: FormFields }) => {
  const { label, hint } = MINUTE_FIELDS[name];
  return <Field name={name} label={label} typed={typed} amount {...(hint === undefined ? {} : { hint })} />;
};

const RepairTable = ({ typed, categories }: Omit<FormProps, 'effect'>) => (
  <div class="scrolls">
    <table class="targets">
      <thead>
        <tr>
          <th scope="col">Prioritas</th>
          <th scope="col">Semua kategori</th>
          {categories.map(({ id, name }) => (
            <th key={id} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...PRIORITIES].reverse().map((priority) => (
          <tr key={priority}>
            <th scope="row">{PRIORITY_LABELS[priority]}</th>
            <td>
              <Cell name={repairField(priority)} label={PRIORITY_LABELS[priority]} typed={typed} />
            </td>
            {categories.map(({ id, name }) => (
              <td key={id}>
                <Cell
                  name={categoryField(priority, id)}
                  label={`${PRIORITY_LABELS[priority]}, ${name}`}
                  typed={typed}
                  otherwise={typed.get(repairField(priority))}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

interface CellProps {
  name: string;
  label: string;
  typed: FormFields;
  /** What counts while it is empty. */
  otherwise?: string;
}

const Cell = ({ name, label, typed, otherwise }: CellProps) => (
  <input
    name={name}
    aria-label={`Target perbaikan ${label}`}
    aria-describedby="repair-hint"
    maxlength={12}
    placeholder={otherwise}
    value={typed.get(name)}
  />
);

const PauseTable = ({ typed }: { typed: FormFields }) => (
  <table class="targets pauses">
    <thead>
      <tr>
        <th scope="col">Alasan</th>
        {PAUSABLE_CLOCKS.map((clock) => (
          <th key={clock} scope="col">
            {CLOCK_LABELS[clock]}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {PAUSE_REASONS.map(({ id, label }) => (
        <tr key={id}>
          <th scope="row">{label}</th>
          {PAUSABLE_CLOCKS.map((clock) => (
            <td key={clock}>
              <label class="check">
                <input
                  type="checkbox"
                  name={stopField(id, clock)}
                  value="1"
                  checked={typed.get(stopField(id, clock)) !== ''}
                  aria-label={`${label}: ${CLOCK_LABELS[clock]} berhenti`}
                />
              </label>
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

/** In the office's words: `12 tiket terbuka berubah batasnya`. */
const Effect = ({ effect: { open, moved, becomeLate, becomeKept } }: { effect: ClockEffect }) => (
  <Notice>
    {moved === 0
      ? `Bila disimpan, tidak ada dari ${open} tiket terbuka yang berubah batasnya.`
      : `Bila disimpan, ${moved} dari ${open} tiket terbuka berubah batasnya.`}{' '}
    {becomeLate > 0 && `${becomeLate} menjadi terlambat. `}
    {becomeKept > 0 && `${becomeKept} tidak lagi terlambat. `}
    Tiket yang sudah selesai tidak berubah. Belum ada yang disimpan.
  </Notice>
);
