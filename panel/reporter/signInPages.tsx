import { LightDocument } from '../views/lightDocument.tsx';
import { Alert, Notice } from '../views/notices.tsx';

/** What the forms of signing in carry on: where it leads, and what was typed before (R42). */
export interface Carried {
  next: string;
  typed: string | undefined;
}

const CarriedFields = ({ next, typed }: Carried) => (
  <>
    <input type="hidden" name="next" value={next} />
    {typed && <input type="hidden" name="typed" value={typed} />}
  </>
);

interface NumberProps {
  simulated: boolean;
  carried: Carried;
  phone?: string;
  notice?: string;
  problem?: string | undefined;
}

/** The first step: the number to which the code is sent. */
export const NumberPage = ({ simulated, carried, phone, notice, problem }: NumberProps) => (
  <LightDocument title="Masuk pelapor" simulated={simulated}>
    <header class="top">
      <b>Help Desk</b>
    </header>
    <main>
      <h1>Pengaduan SKPD</h1>
      <p>Lihat tiket SKPD Anda dan buat pengaduan baru. Masuk dengan kode yang kami kirim lewat SMS.</p>
      {notice && <Notice>{notice}</Notice>}
      {problem && <Alert id="problem">{problem}</Alert>}
      <form method="post" action="/pelapor/masuk">
        <CarriedFields {...carried} />
        <div class="field">
          <label for="phone">Nomor telepon yang terdaftar di Help Desk</label>
          <input
            id="phone"
            name="phone"
            type="tel"
            autocomplete="tel"
            required
            maxlength={40}
            value={phone ?? ''}
            placeholder="0812-3456-7890"
            aria-describedby={problem ? 'problem' : undefined}
          />
        </div>
        <button type="submit" class="primary">
          Kirim kode
        </button>
      </form>
      <p class="hint">
        Nomor belum terdaftar? Kirim SMS DAFTAR nama#SKPD ke Help Desk. Pengaduan lewat SMS selalu diterima,
        tanpa masuk di sini.
      </p>
    </main>
  </LightDocument>
);

interface CodeProps {
  simulated: boolean;
  carried: Carried;
  phone: string;
  problem?: string | undefined;
}

/** The second step. It is the same whether the number is anybody's or not. */
export const CodePage = ({ simulated, carried, phone, problem }: CodeProps) => (
  <LightDocument title="Kode masuk" simulated={simulated}>
    <header class="top">
      <b>Help Desk</b>
    </header>
    <main>
      <h1>Masukkan kode</h1>
      <p>
        Bila <b>{phone}</b> terdaftar, kode 6 angka sedang dikirim ke sana lewat SMS. Biasanya tiba dalam satu
        menit; berlaku 10 menit.
      </p>
      {problem && <Alert id="problem">{problem}</Alert>}
      <form method="post" action="/pelapor/kode">
        <CarriedFields {...carried} />
        <input type="hidden" name="phone" value={phone} />
        <div class="field">
          <label for="code">Kode dari SMS</label>
          <input
            id="code"
            name="code"
            class="code"
            inputmode="numeric"
            autocomplete="one-time-code"
            required
            maxlength={10}
            aria-describedby={problem ? 'problem' : undefined}
          />
        </div>
        <button type="submit" class="primary">
          Masuk
        </button>
      </form>
      <form method="post" action="/pelapor/masuk">
        <CarriedFields {...carried} />
        <input type="hidden" name="phone" value={phone} />
        <button type="submit" class="quiet">
          Belum tiba setelah satu menit? Kirim kode baru
        </button>
      </form>
      <p>
        <a class="more" href="/pelapor/masuk">
          Ganti nomor
        </a>
      </p>
    </main>
  </LightDocument>
);
