import type { PropsWithChildren } from 'hono/jsx';
import { ASSETS } from '../http/assets.ts';

/** The HTML around every page. The one script is not deferred: htmx waits for the document by itself. */
export const Document = ({ title, children }: PropsWithChildren<{ title: string }>) => (
  <html lang="id">
    <head>
      <meta charset="utf-8" />
      <title>{`${title} · Help Desk`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <link rel="icon" href={ASSETS.icon} type="image/svg+xml" />
      <link rel="stylesheet" href={ASSETS.style} />
      <script src={ASSETS.script}></script>
    </head>
    <body>{children}</body>
  </html>
);
