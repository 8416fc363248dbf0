import type { Frame } from '../views/frame.ts';
import { Alert } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';

interface OwnPasswordProps {
  frame: Frame;
  /** The password was set by somebody else: nothing else can be done before. */
  forced: boolean;
  problem: string | undefined;
}

/** The own password, with the old one. What was typed is not shown again: passwords never are. */
export const OwnPasswordView = ({ frame, forced, problem }: OwnPasswordProps) => (
  <Page frame={frame} title="Ganti kata sandi">
    <div class="page-head">
      <p class="crumb">
        <a href="/akun">Akun saya</a>
      </p>
      <h1>Ganti kata sandi</h1>
      <p class="lead">
        {forced
          ? 'Kata sandi Anda dibuat oleh orang lain dan hanya berlaku untuk masuk kali ini. Pilih kata sandi Anda sendiri untuk melanjutkan.'
          : 'Sesi Anda di peramban lain akan diakhiri.'}
      </p>
    </div>
    {problem && <Alert id="problem">{problem}</Alert>}
    <form method="post" action="/akun/kata-sandi" class="narrow">
      <PasswordField name="password" label="Kata sandi sekarang" use="current-password" problem={problem} />
      <PasswordField
        name="newPassword"
        label="Kata sandi baru"
        use="new-password"
        hint="Paling sedikit 10 karakter. Kalimat pendek mudah diingat dan sulit ditebak."
      />
      <PasswordField name="repeatedPassword" label="Ulangi kata sandi baru" use="new-password" />
      <button type="submit" class="primary">
        Ganti kata sandi
      </button>
    </form>
  </Page>
);

interface PasswordFieldProps {
  name: string;
  label: string;
  use: 'current-password' | 'new-password';
  hint?: string;
  problem?: string | undefined;
}

export const PasswordField = ({ name, label, use, hint, problem }: PasswordFieldProps) => (
  <div class="field">
    <label for={name}>{label}</label>
    <input
      id={name}
      name={name}
      type="password"
      autocomplete={use}
      required
      maxlength={1000}
      aria-describedby={[problem && 'problem', hint && `${name}-hint`].filter(Boolean).join(' ') || undefined}
    />
    {hint && (
      <p id={`${name}-hint`} class="hint">
        {hint}
      </p>
    )}
  </div>
);
