import type { JSX } from 'hono/jsx/jsx-runtime';
import type { PanelDeps } from '../deps.ts';
import { Alert, Notice } from '../views/notices.tsx';
import { Outside } from '../views/outside.tsx';

export interface SignInState {
  next: string;
  /** What was typed when the session ended, as JSON; carried by the form. */
  typed?: string | undefined;
  username?: string;
  notice?: string;
  problem?: string;
}

export function signInPage(deps: PanelDeps, state: SignInState): JSX.Element {
  return (
    <Outside title="Masuk" simulated={deps.simulated}>
      <p class="office">Help Desk</p>
      <h1>Masuk</h1>
      {state.notice && <Notice>{state.notice}</Notice>}
      {state.problem && <Alert id="sign-in-problem">{state.problem}</Alert>}
      <form method="post" action="/masuk">
        <input type="hidden" name="next" value={state.next} />
        {state.typed && <input type="hidden" name="typed" value={state.typed} />}
        <label for="username">Nama pengguna</label>
        <input
          id="username"
          name="username"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          required
          maxlength={64}
          value={state.username ?? ''}
          autofocus={!state.username}
          aria-describedby={state.problem ? 'sign-in-problem' : undefined}
        />
        <label for="password">Kata sandi</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          maxlength={1000}
          autofocus={Boolean(state.username)}
        />
        <button type="submit" class="primary wide">
          Masuk
        </button>
      </form>
      <p class="hint">Lupa kata sandi? Hubungi admin Help Desk.</p>
    </Outside>
  );
}
