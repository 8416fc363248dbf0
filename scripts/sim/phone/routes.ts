import { PERSONALITIES } from '../personalities/table.ts';
import type { PhoneState } from '../phones.ts';
import type { Simulator } from '../simulator.ts';
import { LIVE_SCRIPT, STYLE } from './assets.ts';
import { conversation } from './conversation.ts';
import { type PageLink, page } from './layout.ts';
import { modemPage } from './modemPage.ts';
import { type DemoPhone, senderOf } from './phoneBook.ts';
import { conversationPage, phonesPage } from './phonePages.ts';

export interface Site {
  readonly simulator: Simulator;
  readonly phones: readonly DemoPhone[];
  readonly links: readonly PageLink[];
}

/** What a route answers; `location` sends the browser elsewhere. */
export interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly body?: string;
  readonly location?: string;
}

interface Request {
  readonly url: URL;
  readonly form: URLSearchParams;
  /** What the route's pattern caught, decoded. */
  readonly caught: string;
}

interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  readonly answer: (site: Site, request: Request) => Answer;
}

const HTML = 'text/html; charset=utf-8';
const UNPLUGGED_MS = 5000;
const CALLER = '+6281298765432';
const STATES: readonly PhoneState[] = ['on', 'off', 'refuses'];

const go = (location: string): Answer => ({ status: 303, location });
const json = (value: unknown): Answer => ({
  status: 200,
  type: 'application/json',
  body: JSON.stringify(value),
});

function phones(site: Site, fault?: string): Answer {
  const { simulator, links } = site;
  const content = phonesPage(simulator, site.phones, fault);
  const body = page('Ponsel', content, { status: simulator.status(), links, here: 'phones' });
  return { status: fault ? 422 : 200, type: HTML, body };
}

function phone(site: Site, written: string, fault?: string): Answer {
  const number = senderOf(written);
  if (!number) return phones(site, 'Nomor atau nama itu tidak dapat mengirim SMS.');
  const { simulator, links } = site;
  const content = conversationPage(simulator, site.phones, number, fault);
  const body = page(number, content, { status: simulator.status(), links, here: 'phones' });
  return { status: fault ? 422 : 200, type: HTML, body };
}

function modem({ simulator, links }: Site): Answer {
  const body = page('Modem', modemPage(simulator), { status: simulator.status(), links, here: 'modem' });
  return { status: 200, type: HTML, body };
}

const pathOf = (number: string): string => `/phones/${encodeURIComponent(number)}`;

function send(site: Site, { caught, form }: Request): Answer {
  const number = senderOf(caught);
  const text = (form.get('text') ?? '').replace(/\r\n?/g, '\n');
  if (!number || text === '') return phone(site, caught, 'Tulis dahulu isi SMS.');
  try {
    site.simulator.deliver(number, text);
  } catch (reason) {
    if (reason instanceof RangeError) return phone(site, caught, 'SMS itu terlalu panjang.');
    throw reason;
  }
  return go(pathOf(number));
}

function setState(site: Site, { caught, form }: Request): Answer {
  const number = senderOf(caught);
  const state = STATES.find((each) => each === form.get('state'));
  if (!number || !state) return phone(site, caught, 'Keadaan itu tidak dikenal.');
  site.simulator.setPhone(number, state);
  return go(pathOf(number));
}

function fault(site: Site, { caught, form }: Request): Answer {
  if (caught === 'clear') site.simulator.clearFaults();
  else if (!site.simulator.faultCatalogue.some(({ id }) => id === caught)) return { status: 404 };
  else site.simulator.fault(caught, Object.fromEntries(faultOptions(form)));
  return go(caught === 'clear' ? '/modem' : `/modem#${caught}`);
}

/** Options of a fault from form fields: numbers and yes/no as such, seconds as milliseconds. */
function faultOptions(form: URLSearchParams): [string, string | number | boolean][] {
  const given = [...form].map(([name, value]) => [name, value.trim()] as const);
  return given
    .filter(([, value]) => value !== '')
    .map(([name, value]) => {
      if (name === 'afterSeconds') return ['afterMs', 1000 * Number(value)];
      if (/^-?\d+$/.test(value) && name !== 'text' && name !== 'record') return [name, Number(value)];
      return [name, value === 'true' || (value === 'false' ? false : value)];
    });
}

function controlModem(site: Site, { caught, form }: Request): Answer {
  const { simulator } = site;
  if (caught === 'make') {
    const make = PERSONALITIES.find(({ id }) => id === form.get('make'));
    if (make) simulator.become(make.id);
  }
  if (caught === 'restart') simulator.restart();
  if (caught === 'unplug') simulator.unplug(UNPLUGGED_MS);
  if (caught === 'ring') simulator.ring(CALLER);
  if (caught === 'registration' && /^[0-5]$/.test(form.get('stat') ?? '')) {
    simulator.setRegistration(Number(form.get('stat')));
  }
  return go('/modem');
}

/** Everything the page can be asked, first match first. /events is the server's own. */
export const ROUTES: readonly Route[] = [
  { method: 'GET', path: /^\/$/, answer: (site) => phones(site) },
  {
    method: 'GET',
    path: /^\/open$/,
    answer: (site, { url }) => open(site, url.searchParams.get('number') ?? ''),
  },
  { method: 'GET', path: /^\/phones\/([^/]+)$/, answer: (site, { caught }) => phone(site, caught) },
  {
    method: 'GET',
    path: /^\/phones\/([^/]+)\/messages\.json$/,
    answer: ({ simulator }, { caught }) => json(conversation(simulator, caught)),
  },
  { method: 'POST', path: /^\/phones\/([^/]+)\/send$/, answer: send },
  { method: 'POST', path: /^\/phones\/([^/]+)\/state$/, answer: setState },
  { method: 'GET', path: /^\/modem$/, answer: modem },
  { method: 'GET', path: /^\/modem\.json$/, answer: ({ simulator }) => json(simulator.status()) },
  { method: 'GET', path: /^\/submitted\.json$/, answer: ({ simulator }) => json(simulator.submitted) },
  { method: 'POST', path: /^\/modem\/(\w+)$/, answer: controlModem },
  { method: 'POST', path: /^\/faults\/(\w+)$/, answer: fault },
  { method: 'GET', path: /^\/style\.css$/, answer: () => ({ status: 200, type: 'text/css', body: STYLE }) },
  {
    method: 'GET',
    path: /^\/live\.js$/,
    answer: () => ({ status: 200, type: 'text/javascript', body: LIVE_SCRIPT }),
  },
  { method: 'GET', path: /^\/favicon\.ico$/, answer: () => ({ status: 204 }) },
];

function open(site: Site, written: string): Answer {
  const number = senderOf(written);
  return number ? go(pathOf(number)) : phones(site, 'Nomor atau nama itu tidak dapat mengirim SMS.');
}
