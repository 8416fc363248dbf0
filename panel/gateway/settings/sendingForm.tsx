import { SENDING_DEFAULTS, type SendingSettings } from '../../../db/rules/sendingSettings.ts';
import type { FormFields } from '../../http/formFields.ts';
import { amountIn, Field, fieldsOf, neededAmountIn, showAmount } from './amountField.tsx';
import { WindowFields, windowEntries, windowsIn } from './windowFields.tsx';

const LABELS = {
  gapS: 'Jeda antar-SMS (detik)',
  perMinute: 'Paling banyak per menit',
  perHour: 'Paling banyak per jam',
  perDay: 'Paling banyak per hari',
  urgentReserve: 'Cadangan Emergency (persen)',
  digestOver: 'Ringkas bila lebih dari',
  failoverS: 'Pindah modem setelah (detik)',
} as const;

/** How the SIMs are used for sending. */
export const SendingForm = ({ typed }: { typed: FormFields }) => {
  const field = (name: keyof typeof LABELS) => ({ name, label: LABELS[name], typed, amount: true as const });
  return (
    <form method="post" action="/gateway/pengaturan/pengiriman" class="settings" aria-label="Pengiriman">
      <h2>Pengiriman</h2>
      <div class="fields">
        <Field
          {...field('gapS')}
          hint={`Operator dapat memblokir SIM yang mengirim terlalu cepat. Bawaan ${SENDING_DEFAULTS.minGapMs / 1000} detik.`}
        />
        <Field {...field('perMinute')} hint="Kosong: tanpa batas. Batas berlaku untuk tiap SIM." />
        <Field {...field('perHour')} />
        <Field {...field('perDay')} hint="Hari berganti pada tengah malam waktu setempat." />
        <Field {...field('urgentReserve')} hint="Bagian dari tiap batas yang hanya untuk tiket Emergency." />
        <Field
          {...field('digestOver')}
          hint="Lebih banyak pemberitahuan yang menunggu untuk satu teknisi digabung menjadi ringkasan."
        />
        <Field
          {...field('failoverS')}
          hint="Bila modem tidak dapat mengirim selama itu, modem lain mengambil alih."
        />
      </div>
      <h3>Jam kirim pemberitahuan untuk teknisi</h3>
      <p class="hint">
        Kosong: kapan saja. Tiket Emergency dan jawaban kepada pelapor selalu langsung dikirim. Jam yang
        melewati tengah malam, misalnya 20.00 sampai 06.00, dihitung dari hari mulainya.
      </p>
      <WindowFields typed={typed} rows={windowsIn(typed)?.length ?? 0} />
      <button type="submit" class="primary">
        Simpan pengiriman
      </button>
    </form>
  );
};

export const sendingFields = (settings: SendingSettings): FormFields =>
  fieldsOf([
    ['gapS', showAmount(settings.minGapMs / 1000)],
    ['perMinute', showAmount(settings.perMinute)],
    ['perHour', showAmount(settings.perHour)],
    ['perDay', showAmount(settings.perDay)],
    ['urgentReserve', showAmount(settings.urgentReserve)],
    ['digestOver', showAmount(settings.digestOver)],
    ['failoverS', showAmount(settings.failoverAfterMs / 1000)],
    ...windowEntries(settings.windows),
  ]);

/** @throws DomainError `invalid` */
export const sendingSettingsIn = (fields: FormFields): SendingSettings => ({
  minGapMs: Math.round(neededAmountIn(fields, 'gapS', LABELS.gapS) * 1000),
  perMinute: amountIn(fields, 'perMinute', LABELS.perMinute),
  perHour: amountIn(fields, 'perHour', LABELS.perHour),
  perDay: amountIn(fields, 'perDay', LABELS.perDay),
  urgentReserve: neededAmountIn(fields, 'urgentReserve', LABELS.urgentReserve),
  digestOver: neededAmountIn(fields, 'digestOver', LABELS.digestOver),
  failoverAfterMs: Math.round(neededAmountIn(fields, 'failoverS', LABELS.failoverS) * 1000),
  windows: windowsIn(fields),
});
