import type { MiddlewareHandler } from 'hono';
import { DomainError } from '../../db/rules/errors.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses forms that another site sends in a signed-in person's name. Browsers tell the origin of every POST; over
 * plain http only by `Origin`, which must name the host that was asked, or the address that a proxy serves.
 */
export function sameOrigin(publicUrl: string | undefined): MiddlewareHandler {
  return async (c, next) => {
    if (!SAFE.has(c.req.method) && !comesFromUs(c.req.raw.headers, new URL(c.req.url).host, publicUrl)) {
      throw new DomainError(
        'forbidden',
        'Permintaan ini datang dari situs lain dan tidak dijalankan. Buka halaman Help Desk lalu ulangi di sana.',
      );
    }
    await next();
  };
}

function comesFromUs(headers: Headers, requestHost: string, publicUrl: string | undefined): boolean {
  const site = headers.get('Sec-Fetch-Site');
  if (site !== null) return site === 'same-origin' || site === 'none';
  const origin = headers.get('Origin');
  if (origin === null) return true;
  const host = URL.canParse(origin) ? new URL(origin).host : undefined;
  const ours = [headers.get('Host') ?? requestHost, publicUrl && new URL(publicUrl).host];
  return host !== undefined && ours.includes(host);
}
