import { otpauthLink } from '../../db/totp.ts';
import type { Frame } from '../views/frame.ts';
import { Alert } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';
import { QrCode } from './qrCode.tsx';

interface SecondFactorProps {
  frame: Frame;
  secret: string;
  username: string;
  problem: string | undefined;
}

/** Setting the second factor up: the telephone learns the secret, and proves it with a first code. */
export const SecondFactorView = ({ frame, secret, username, problem }: SecondFactorProps) => {
  const link = otpauthLink(secret, username);
  return (
    <Page frame={frame} title="Pasang kode kedua">
      <div class="page-head">
        <p class="crumb">
          <a href="/akun">Akun saya</a>
        </p>
        <h1>Pasang kode kedua</h1>
        <p class="lead">
          Setelah terpasang, untuk masuk diperlukan kata sandi dan sebuah kode dari telepon Anda. Yang
          mengetahui kata sandi saja tidak dapat masuk.
        </p>
      </div>
      <ol class="steps">
        <li>
          <p>
            Pasang aplikasi autentikator di telepon, misalnya Aegis, FreeOTP atau Google Authenticator.
            Aplikasi itu tidak memerlukan internet.
          </p>
        </li>
        <li>
          <p>Pindai kode QR ini dengan aplikasi itu.</p>
          <QrCode text={link} label="Kode QR untuk aplikasi autentikator" />
          <p>
            Tidak bisa memindai? Ketik kunci ini:{' '}
            <code class="secret">{secret.match(/.{4}/g)?.join(' ')}</code> atau{' '}
            <a href={link}>buka di aplikasi pada telepon ini</a>.
          </p>
        </li>
        <li>
          {problem && <Alert id="problem">{problem}</Alert>}
          <form method="post" action="/akun/kode-kedua" class="narrow">
            <label for="code">Ketik 6 angka yang ditampilkan aplikasi</label>
            <input
              id="code"
              name="code"
              inputmode="numeric"
              autocomplete="one-time-code"
              required
              maxlength={10}
              aria-describedby={problem ? 'problem' : undefined}
            />
            <button type="submit" class="primary">
              Nyalakan kode kedua
            </button>
          </form>
        </li>
      </ol>
    </Page>
  );
};

/** Shown once, right after they were made. */
export const RecoveryCodesView = ({ frame, codes }: { frame: Frame; codes: readonly string[] }) => (
  <Page frame={frame} title="Kode pemulihan">
    <div class="page-head">
      <h1>Kode kedua menyala: simpan kode pemulihan</h1>
      <p class="lead">
        Bila telepon hilang, tiap kode di bawah ini dapat dipakai satu kali sebagai pengganti. Kode ini hanya
        ditampilkan sekarang: cetak atau tulis, lalu simpan di tempat yang terkunci.
      </p>
    </div>
    <ol class="codes">
      {codes.map((code) => (
        <li key={code}>
          <code>{code}</code>
        </li>
      ))}
    </ol>
    <p>
      <a class="button" href="/akun">
        Sudah saya simpan
      </a>
    </p>
  </Page>
);
