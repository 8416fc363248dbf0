import { DomainError } from '../../../db/rules/errors.ts';
import { readPhoneNumber, showPhoneNumber } from '../../../db/rules/phoneNumber.ts';
import type { WatchSettings } from '../../../db/rules/watchSettings.ts';
import type { FormFields } from '../../http/formFields.ts';
import { Field, fieldsOf } from './amountField.tsx';
import { clockIn } from './windowFields.tsx';

/** How the SIMs are watched, and who is told. */
export const WatchForm = ({ typed }: { typed: FormFields }) => (
  <form
    method="post"
    action="/gateway/pengaturan/pengawasan"
    class="settings"
    aria-label="Pulsa, panggilan, peringatan"
  >
    <h2>Pulsa, panggilan, peringatan</h2>
    <div class="fields">
      <Field
        name="balanceCode"
        label="Kode cek pulsa"
        typed={typed}
        hint="Misalnya *888#. Kosong: tidak pernah diperiksa (SIM pascabayar)."
      />
      <Field
        name="balanceDailyAt"
        label="Diperiksa tiap hari pukul"
        typed={typed}
        amount
        hint="Kosong: hanya bila diminta."
      />
      <Field
        name="lowRupiah"
        label="Pulsa minimum (Rp)"
        typed={typed}
        amount
        hint="Di bawahnya muncul peringatan."
      />
      <div class="field">
        <label for="alarmPhones">Nomor penerima peringatan</label>
        <textarea
          id="alarmPhones"
          name="alarmPhones"
          rows={2}
          maxlength={200}
          aria-describedby="alarmPhones-hint"
        >
          {`\n${typed.get('alarmPhones')}`}
        </textarea>
        <p id="alarmPhones-hint" class="hint">
          Satu nomor per baris. Diberi tahu lewat SMS oleh modem lain bila satu modem bermasalah.
        </p>
      </div>
    </div>
    <label class="check">
      <input type="checkbox" name="politeCallText" value="1" checked={typed.get('politeCallText') !== ''} />
      Kirim SMS sopan kepada yang menelepon, paling banyak sekali sehari: minta menulis SMS
    </label>
    <button type="submit" class="primary">
      Simpan pengawasan
    </button>
  </form>
);

export const watchFields = (settings: WatchSettings): FormFields =>
  fieldsOf([
    ['balanceCode', settings.balanceCode ?? ''],
    ['balanceDailyAt', settings.balanceDailyAt?.replace(':', '.') ?? ''],
    ['lowRupiah', String(settings.lowRupiah)],
    ['politeCallText', settings.politeCallText ? '1' : ''],
    ['alarmPhones', settings.alarmPhones.map(showPhoneNumber).join('\n')],
  ]);

/** @throws DomainError `invalid` */
export const watchSettingsIn = (fields: FormFields): WatchSettings => ({
  balanceCode: fields.get('balanceCode').trim() || null,
  balanceDailyAt: clockIn(fields.get('balanceDailyAt')) || null,
  lowRupiah: rupiahIn(fields.get('lowRupiah')),
  politeCallText: fields.get('politeCallText') !== '',
  alarmPhones: fields
    .get('alarmPhones')
    .split(/[\r\n,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const number = readPhoneNumber(line);
      if (number === undefined) throw new DomainError('invalid', `"${line}" bukan nomor telepon.`);
      return number;
    }),
});

/** `10.000` and `Rp 10000` alike. */
function rupiahIn(typed: string): number {
  const digits = typed.replace(/^\s*Rp/i, '').replace(/[.\s]/g, '');
  if (!/^\d{1,9}$/.test(digits)) throw new DomainError('invalid', `"${typed}" bukan jumlah rupiah.`);
  return Number(digits);
}
