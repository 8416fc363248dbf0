import { html } from 'hono/html';
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { PanelContext } from '../deps.ts';

/** Sends a whole document; htmx picks the parts of it that it asked for, by `hx-select`. */
export function sendPage(
  c: PanelContext,
  page: JSX.Element,
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> {
  return c.html(html`<!doctype html>${page}`, status);
}

export const byHtmx = (c: PanelContext): boolean => c.req.header('HX-Request') === 'true';
