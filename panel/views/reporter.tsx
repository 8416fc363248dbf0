import { showPhoneNumber } from '../../db/rules/phoneNumber.ts';

interface WhoReported {
  unit: string | null | undefined;
  reporterName: string | null;
  reporterPhone: string | null;
}

/** The shortest words for whoever reported: the unit, else the person, else the number. */
export const reporterWords = ({ unit, reporterName, reporterPhone }: WhoReported): string =>
  unit ?? reporterName ?? (reporterPhone === null ? 'Pelapor tanpa nomor' : showPhoneNumber(reporterPhone));

/** To ring with one touch; words where there is no number. */
export const PhoneLink = ({
  phone,
  label,
  ...attributes
}: {
  phone: string | null;
  label?: string;
  class?: string;
}) =>
  phone === null ? (
    <span class="hint">Tidak ada nomor telepon</span>
  ) : (
    <a {...attributes} href={`tel:${phone}`}>
      {label}
      {label && ' '}
      {showPhoneNumber(phone)}
    </a>
  );
