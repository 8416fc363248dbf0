import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { PanelContext } from '../deps.ts';
import { byHtmx } from './sendPage.tsx';

const COOKIE = 'helpdesk_notice';
const SHOWN_WITHIN_S = 60;

/** What is told once on the page that a form's answer redirects to: a key of the page's own words, and a row. */
export interface Flash {
  key: string;
  row: number | undefined;
}

export function setFlash(c: PanelContext, key: string, row?: number): void {
  setCookie(c, COOKIE, row === undefined ? key : `${key}-${row}`, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: SHOWN_WITHIN_S,
  });
}

/** Read once by the page itself; a part that refreshes itself leaves it alone. */
export function takeFlash(c: PanelContext): Flash | undefined {
  const value = byHtmx(c) ? undefined : getCookie(c, COOKIE);
  const [, key, row] = /^([a-zA-Z]{1,40})(?:-(\d{1,15}))?$/.exec(value ?? '') ?? [];
  if (key === undefined) return undefined;
  deleteCookie(c, COOKIE, { path: '/' });
  return { key, row: row === undefined ? undefined : Number(row) };
}
