import type { PropsWithChildren } from 'hono/jsx';
import { Shape } from './shape.tsx';

/** What went wrong, read out at once; a field names it by `aria-describedby`. */
export const Alert = ({ id, children }: PropsWithChildren<{ id: string }>) => (
  <div id={id} class="alert" role="alert">
    <Shape name="warning" />
    <div>{children}</div>
  </div>
);

/** What was done. */
export const Notice = ({ children }: PropsWithChildren) => (
  <div class="notice" role="status">
    <Shape name="done" />
    <div>{children}</div>
  </div>
);

/**
 * Put into a page that refreshes itself when its session has ended. Signing in happens in another tab, so that what
 * is typed here stays.
 */
export const SessionEnded = ({ next }: { next: string }) => (
  <div id="session-ended" class="banner loud" role="alert" hx-swap-oob="outerHTML">
    <Shape name="warning" />
    <p>
      Sesi Anda berakhir. Yang sudah Anda ketik tetap ada.{' '}
      <a href={`/masuk?next=${encodeURIComponent(next)}`} target="_blank" rel="noopener">
        Masuk lagi di tab baru
      </a>
      , lalu lanjutkan di sini.
    </p>
  </div>
);
