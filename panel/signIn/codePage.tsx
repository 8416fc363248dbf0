import type { JSX } from 'hono/jsx/jsx-runtime';
import type { PanelDeps } from '../deps.ts';
import { Alert } from '../views/notices.tsx';
import { Outside } from '../views/outside.tsx';

interface SecondStepState {
  half: string;
  next: string;
  typed: string | undefined;
  problem?: string;
}

/** The second step of signing in, for whoever has set up a second factor. */
export const secondStepPage = (deps: PanelDeps, state: SecondStepState): JSX.Element => (
  <Outside title="Kode kedua" simulated={deps.simulated}>
    <p class="office">Help Desk</p>
    <h1>Kode kedua</h1>
    {state.problem && <Alert id="code-problem">{state.problem}</Alert>}
    <form method="post" action="/masuk/kode">
      <input type="hidden" name="half" value={state.half} />
      <input type="hidden" name="next" value={state.next} />
      {state.typed && <input type="hidden" name="typed" value={state.typed} />}
      <label for="code">Kode 6 angka dari aplikasi di telepon</label>
      <input
        id="code"
        name="code"
        autocomplete="one-time-code"
        autocapitalize="characters"
        spellcheck={false}
        required
        maxlength={40}
        autofocus
        aria-describedby={state.problem ? 'code-problem code-hint' : 'code-hint'}
      />
      <button type="submit" class="primary wide">
        Masuk
      </button>
      <p id="code-hint" class="hint">
        Telepon tidak ada? Ketik salah satu kode pemulihan, misalnya ABCD-EFGH-IJKL-MNOP. Tidak ada keduanya?
        Admin lain dapat mematikan kode kedua Anda.
      </p>
    </form>
    <p>
      <a class="more" href="/masuk">
        Masuk sebagai orang lain
      </a>
    </p>
  </Outside>
);
