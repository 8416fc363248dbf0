import { Hono } from 'hono';
import { officeNumber } from '../../db/officeNumber.ts';
import { statusByLink } from '../../db/queries/statusByLink.ts';
import type { PanelContext, PanelDeps, PanelEnv } from '../deps.ts';
import { createRateLimit } from '../http/rateLimit.ts';
import { sendPage } from '../http/sendPage.tsx';
import { whenPublic } from '../http/whenPublic.ts';
import { NoStatusPage, StatusPage } from './page.tsx';

/** A slip of the finger is free; a search through addresses is not. */
const WRONG_LINKS = { free: 20, spanMs: 10 * 60_000 };

/** `/s/<token>`: how far a ticket is, for whoever has the link from the SMS. Nothing is changed here. */
export function statusRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const limit = createRateLimit(deps.clock, WRONG_LINKS);
  const simulated = deps.simulated !== undefined;
  const app = new Hono<PanelEnv>();
  app.use(whenPublic(deps));
  app.get('/:token{.*}', (c) => {
    secretly(c);
    const address = deps.addressOf(c);
    const waitMs = limit.waitMs(address);
    if (waitMs > 0) {
      c.header('Retry-After', String(Math.ceil(waitMs / 1000)));
      return sendPage(
        c,
        <NoStatusPage
          words="Terlalu banyak alamat yang salah. Coba lagi beberapa menit lagi."
          simulated={simulated}
        />,
        429,
      );
    }
    const status = statusByLink(deps.db, c.req.param('token'));
    if (!status) {
      limit.missed(address);
      return sendPage(
        c,
        <NoStatusPage
          words="Alamat ini tidak dikenal. Periksa lagi alamat di SMS Anda."
          simulated={simulated}
        />,
        404,
      );
    }
    return sendPage(
      c,
      <StatusPage
        status={status}
        timeZone={deps.timeZone}
        gatewayNumber={officeNumber(deps.db)}
        simulated={simulated}
      />,
    );
  });
  return app;
}

/** The address is the key: nobody whom a link of the page leads to learns it, and no search engine keeps it. */
function secretly(c: PanelContext): void {
  c.header('Referrer-Policy', 'no-referrer');
  c.header('X-Robots-Tag', 'noindex, nofollow');
}
