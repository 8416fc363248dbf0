import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Simulator } from '../simulator.ts';
import type { PageLink } from './layout.ts';
import { LiveEvents } from './liveEvents.ts';
import { DEMO_PHONES, type DemoPhone } from './phoneBook.ts';
import { type Answer, ROUTES, type Site } from './routes.ts';

const BODY_MAX = 64 * 1024;

const SAFETY = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

export interface PhonePageOptions {
  readonly simulator: Simulator;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 8081; 0 takes a free one. */
  readonly port?: number;
  readonly phones?: readonly DemoPhone[];
  /** Links to other pages, e.g. the panel. */
  readonly links?: readonly PageLink[];
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += String(chunk);
    if (body.length > BODY_MAX) return undefined;
  }
  return body;
}

/** A form on another site must not be able to press our buttons. */
function foreign(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

async function answerTo(site: Site, request: IncomingMessage): Promise<Answer> {
  const target = `http://localhost${request.url ?? '/'}`;
  if (!URL.canParse(target)) return { status: 400 };
  const url = new URL(target);
  const route = ROUTES.find(({ method, path }) => method === request.method && path.test(url.pathname));
  if (!route) return { status: 404, type: 'text/plain', body: 'Tidak ada halaman ini.\n' };
  if (request.method === 'POST' && foreign(request)) return { status: 403 };
  const body = request.method === 'POST' ? await bodyOf(request) : '';
  const caught = decoded(route.path.exec(url.pathname)?.[1] ?? '');
  if (body === undefined) return { status: 413 };
  if (caught === undefined) return { status: 400 };
  return route.answer(site, { url, form: new URLSearchParams(body), caught });
}

async function serve(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, type, body, location } = await answerTo(site, request).catch(
    (): Answer => ({ status: 500, type: 'text/plain', body: 'Simulasi gagal menjawab.\n' }),
  );
  response.writeHead(status, {
    ...SAFETY,
    ...(type && { 'content-type': type }),
    ...(location && { location }),
  });
  response.end(body);
}

function listening(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Serves the virtual phones of a simulator. Rejects when the port cannot be had. */
export async function startPhonePage(
  options: PhonePageOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  const { simulator, host = '127.0.0.1', port = 8081, phones = DEMO_PHONES, links = [] } = options;
  const site: Site = { simulator, phones, links };
  const events = new LiveEvents(simulator);
  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url === '/events') events.add(response);
    else void serve(site, request, response);
  });
  const taken = await listening(server, port, host).catch((reason: unknown) => {
    events.close();
    throw reason;
  });
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/`,
    close() {
      events.close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
