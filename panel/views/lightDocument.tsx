import type { PropsWithChildren } from 'hono/jsx';
import { ASSETS } from '../http/assets.ts';

interface LightProps {
  title: string;
  /** The modem is simulated: nobody may take these pages for the office's. */
  simulated: boolean;
}

/** The HTML around a reporter's page: no script, one small stylesheet, and never in a search engine. */
export const LightDocument = ({ title, simulated, children }: PropsWithChildren<LightProps>) => (
  <html lang="id">
    <head>
      <meta charset="utf-8" />
      <title>{`${title} · Help Desk`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex, nofollow" />
      <link rel="icon" href={ASSETS.icon} type="image/svg+xml" />
      <link rel="stylesheet" href={ASSETS.light} />
    </head>
    <body>
      {simulated && (
        <p class="banner">
          <strong>MODE SIMULASI</strong> tidak ada SMS sungguhan yang dikirim.
        </p>
      )}
      {children}
    </body>
  </html>
);
