import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXPECTED, type Expected } from './expectedRoutes.ts';
import {
  ALL_WORDS,
  ASKERS,
  type Asker,
  buildWalkTemplate,
  INSIDE_WORDS,
  OTHERS_WORDS,
} from './walkOffice.ts';

/*
 * Every route × every role. The routes are the app's own: one that nobody has thought of fails here. A refused request
 * has changed no row, and no answer holds a word of a ticket that is not the asker's (R56, R58).
 */

const template = buildWalkTemplate();
const { world } = template;
afterAll(() => template.close());

let office = template.open();
afterAll(() => office.close());

/** The assets' names change with their content. */
const nameOf = ({ method, path }: { method: string; path: string }): string =>
  `${method} ${path.startsWith('/static/') ? '/static/:file' : path}`;

const handlers = office.app.routes.filter(({ method }) => method !== 'ALL');
const routes = [...new Map(handlers.map((route) => [nameOf(route), route])).entries()];

/** Larger forms are let through to it. */
const MIDDLEWARE_OF_ONE_PATH = ['/direktori/impor'];

describe('the table of routes', () => {
  test('names every route of the app, with its method, and none that is not there', () => {
    expect(routes.map(([name]) => name).sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  test('misses none that answers to all methods: only middleware does', () => {
    const toAll = office.app.routes.filter(({ method }) => method === 'ALL');
    const named = toAll.map(({ path }) => path).filter((path) => !path.endsWith('*'));
    expect([...new Set(named)]).toEqual(MIDDLEWARE_OF_ONE_PATH);
  });
});

interface Walk {
  name: string;
  asker: Asker;
  whose: 'own' | 'other';
  status: number;
}

/** A route of one ticket is asked for the own and for another's. */
const walks: Walk[] = routes.flatMap(([name]) => {
  const expected = EXPECTED[name];
  if (!expected) return [];
  return ASKERS.flatMap((asker) => {
    const others = otherStatus(expected, asker);
    const own = { name, asker, whose: 'own' as const, status: expected[asker] };
    return others === undefined ? [own] : [own, { name, asker, whose: 'other' as const, status: others }];
  });
});

function otherStatus(expected: Expected, asker: Asker): number | undefined {
  if (asker === 'technician') return expected.technicianOther;
  return asker === 'reporter' ? expected.reporterOther : undefined;
}

describe('every route answers every role as the table says', () => {
  let untouched = '';
  beforeAll(() => {
    untouched = office.contents();
  });

  test.each(walks)('$name, asked by $asker ($whose): $status', async ({ name, asker, whose, status }) => {
    const expected = EXPECTED[name];
    const route = routes.find(([known]) => known === name)?.[1];
    if (!expected || !route) throw new Error(`${name} is gone`);
    for (const query of ['', ...(expected.queries ?? [])]) {
      const answer = await ask(route, expected, { asker, whose, query });
      const body = await bodyOf(answer);
      expect(answer.status, query).toBe(status);
      expect(leaked(body, expected, { asker, whose })).toEqual([]);
      const contents = office.contents();
      const refused = [401, 403, 404].includes(status) || (status !== 200 && asker === 'nobody');
      if (refused && name !== 'POST /masuk') expect(contents === untouched).toBe(true);
      // Whoever is signed in elsewhere, or nowhere, has nothing here to sign out of.
      const isAnswered = asker !== 'nobody' && (asker === 'reporter') === route.path.startsWith('/pelapor');
      if (contents !== untouched) {
        office.close();
        office = template.open();
      } else if (status === 303 && route.method === 'POST' && isAnswered && !expected.idle) {
        expect.fail('was said to be done, and changed nothing');
      }
    }
  });
});

function ask(
  { method, path }: { method: string; path: string },
  expected: Expected,
  { asker, whose, query }: { asker: Asker; whose: 'own' | 'other'; query: string },
): Promise<Response> {
  const ticket = whose === 'own' ? world.own[expected.ticket ?? 'assigned'] : world.other;
  const params: Record<string, string | number> = {
    id: ticket,
    token: whose === 'own' ? world.tokens.own : world.tokens.other,
    ...expected.params?.(world),
  };
  const address = path.replace(/:([a-zA-Z]+)(\{[^}]*\})?/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${path}: what is :${name}?`);
    return String(value);
  });
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries(expected.fields?.(world) ?? {})) fields.set(name, String(value));
  return Promise.resolve(
    office.app.request(`http://localhost${address}${query}`, {
      method,
      headers: { cookie: world.cookies[asker] },
      ...(method === 'POST' ? { body: fields } : {}),
    }),
  );
}

/** A stream does not end by itself: what it says at once is enough. */
async function bodyOf(answer: Response): Promise<string> {
  if (!answer.headers.get('Content-Type')?.startsWith('text/event-stream')) return answer.text();
  const reader = answer.body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return new TextDecoder().decode(first?.value);
}

/** Words that this asker may not read; what was asked for by its number, or typed, may stand in the answer. */
function leaked(
  body: string,
  expected: Expected,
  { asker, whose }: { asker: Asker; whose: 'own' | 'other' },
): string[] {
  const forbidden: Record<Asker, readonly string[]> = {
    nobody: ALL_WORDS,
    reporter: [...OTHERS_WORDS, ...INSIDE_WORDS],
    admin: [],
    technician: OTHERS_WORDS,
    leader: [],
  };
  const typed = Object.values(expected.fields?.(world) ?? {}).join(' ');
  const asked = whose === 'other' ? [`/tiket/${world.other}`, `#${world.other}`] : [];
  const known = [...asked, ...(expected.shows?.(whose) ?? [])];
  return forbidden[asker].filter(
    (word) => body.includes(word) && !typed.includes(word) && !known.includes(word),
  );
}
