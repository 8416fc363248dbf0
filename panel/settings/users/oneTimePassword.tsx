/** A password for one sign-in, in the one answer that shows it. */
export const OneTimePassword = ({ password, name }: { password: string; name: string }) => (
  <div class="notice one-time" role="status">
    <div>
      <p>
        Kata sandi sekali pakai untuk <b dir="auto">{name}</b>: <code class="secret">{password}</code>
      </p>
      <p>
        Hanya ditampilkan sekarang. Sampaikan langsung, bukan lewat SMS. Berlaku 3 hari, untuk memilih kata
        sandi sendiri.
      </p>
    </div>
  </div>
);
