import type { CalendarSettings } from '../../../db/rules/calendar/calendarSettings.ts';
import { fieldsOf } from '../../gateway/settings/amountField.tsx';
import type { FormFields } from '../../http/formFields.ts';
import type { Frame } from '../../views/frame.ts';
import { CalendarFormPage } from './calendarPage.tsx';
import { seenIn } from './seenChange.ts';
import { WeekGrid, WeekPresets, weekEntries, weekIn } from './weekGrid.tsx';

interface HoursProps {
  frame: Frame;
  typed: FormFields;
  /** The newest change of the calendar that the form shows. */
  seenChangeId: number;
  problem: string | undefined;
}

export const HoursView = ({ frame, typed, seenChangeId, problem }: HoursProps) => (
  <CalendarFormPage
    frame={frame}
    title="Jam layanan"
    lead="Jam telepon dijawab, dan waktu yang dihitung untuk balasan dan perbaikan. Sehari boleh terdiri dari beberapa bagian; di antaranya waktu berhenti. Baris yang kosong berarti tutup; akhir hari ditulis 24.00."
    problem={problem}
  >
    <form method="post" action="/pengaturan/kalender/jam" class="calendar-form">
      <input type="hidden" name="seenChangeId" value={String(seenChangeId)} />
      <WeekGrid typed={typed} />
      <Switch name="collectiveCloses" typed={typed}>
        Cuti bersama menutup Help Desk seperti hari libur
      </Switch>
      <Switch name="emergencyAllHours" typed={typed}>
        Tiket Emergency dihitung 24 jam, juga pada hari libur
      </Switch>
      <button type="submit" class="primary">
        Simpan jam layanan
      </button>
      <WeekPresets />
    </form>
  </CalendarFormPage>
);

const Switch = ({ name, typed, children }: { name: string; typed: FormFields; children: string }) => (
  <label class="check">
    <input type="checkbox" name={name} value="1" checked={typed.get(name) !== ''} />
    {children}
  </label>
);

export const hoursFields = ({ weekly, collectiveCloses, emergencyAllHours }: CalendarSettings): FormFields =>
  fieldsOf([
    ...weekEntries(weekly),
    ['collectiveCloses', collectiveCloses ? '1' : ''],
    ['emergencyAllHours', emergencyAllHours ? '1' : ''],
  ]);

/** @throws DomainError `invalid` */
export const hoursIn = (typed: FormFields): { settings: CalendarSettings; seenChangeId: number } => ({
  settings: {
    weekly: weekIn(typed),
    collectiveCloses: typed.get('collectiveCloses') !== '',
    emergencyAllHours: typed.get('emergencyAllHours') !== '',
  },
  seenChangeId: seenIn(typed),
});
