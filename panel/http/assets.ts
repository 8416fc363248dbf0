import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Hono } from 'hono';

const own = (name: string): string => readFileSync(new URL(`../static/${name}`, import.meta.url), 'utf8');
const htmx = (path: string): string =>
  readFileSync(createRequire(import.meta.url).resolve(`htmx.org/dist/${path}`), 'utf8');

/**
 * htmx and its stream extension are one file: as two deferred scripts they race, and the stream of one page in five
 * never starts (htmx 4.0.1).
 */
const script = ['htmx.min.js', 'ext/hx-sse.min.js'].map(htmx).concat(own('panel.js')).join(';\n');
/** One file a subject, joined in the order of their names. */
const style = readdirSync(new URL('../static/', import.meta.url))
  .filter((name) => name.endsWith('.css'))
  .sort()
  .map(own)
  .join('\n');
/** For reporters on a slow network: the colours, and what their few pages need. */
const light = ['00-colours.css', 'light/light.css'].map(own).join('\n');
const icon = own('icon.svg');

const named = (stem: string, ending: string, body: string): string =>
  `/static/${stem}.${createHash('sha256').update(body).digest('hex').slice(0, 12)}.${ending}`;

/** Addresses that change with their content, so that a browser may keep them for good. */
export const ASSETS = {
  script: named('panel', 'js', script),
  style: named('panel', 'css', style),
  light: named('light', 'css', light),
  icon: named('icon', 'svg', icon),
} as const;

const FILES = new Map([
  [ASSETS.script, { body: script, type: 'text/javascript; charset=utf-8' }],
  [ASSETS.style, { body: style, type: 'text/css; charset=utf-8' }],
  [ASSETS.light, { body: light, type: 'text/css; charset=utf-8' }],
  [ASSETS.icon, { body: icon, type: 'image/svg+xml' }],
]);

export function assetRoutes(): Hono {
  const app = new Hono();
  for (const [path, { body, type }] of FILES) {
    app.get(path, (c) =>
      c.body(body, 200, { 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable' }),
    );
  }
  return app;
}
