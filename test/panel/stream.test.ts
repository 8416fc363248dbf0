import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeSession } from '../../db/actions/session.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

let office: PanelOffice;
let rina: Actor;

beforeEach(() => {
  office = openPanelOffice();
  rina = office.admin('Rina');
});
afterEach(() => office.close());

/** Reads the stream of somebody's page event by event. */
async function listen(person: { cookie: string }, path = '/siaran', headers: Record<string, string> = {}) {
  const answer = await office.app.request(path, { headers: { cookie: person.cookie, ...headers } });
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  return {
    answer,
    next: async () => {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      return done ? undefined : decoder.decode(value);
    },
    close: () => reader?.cancel(),
  };
}

describe('the stream of changes', () => {
  test('tells a page that shows the newest state nothing, and of the next change its version alone', async () => {
    const stream = await listen(office.signedInAs(rina), `/siaran?sejak=${office.feed.version()}`);
    expect(stream.answer.headers.get('Content-Type')).toContain('text/event-stream');
    expect(stream.answer.headers.get('Content-Encoding')).toBeNull();
    expect(await stream.next()).toMatch(/^id: \w+-0\n\n$/);
    office.says('+6281234567890', 'HELPDESK rahasia');
    office.feed.changed();
    expect(await stream.next()).toMatch(/^event: changed\nid: \w+-1\n\n$/);
    await stream.close();
  });

  test('tells a page that missed something at once, by its own word or by Last-Event-ID', async () => {
    const person = office.signedInAs(rina);
    const shown = office.feed.version();
    office.feed.changed();
    for (const [path, headers] of [
      [`/siaran?sejak=${shown}`, {}],
      ['/siaran', {}],
      [`/siaran?sejak=${office.feed.version()}`, { 'Last-Event-ID': shown }],
      ['/siaran?sejak=proses-lama-7', {}],
    ] as const) {
      const stream = await listen(person, path, headers);
      expect(await stream.next()).toContain('event: changed');
      await stream.close();
    }
  });

  test('needs a session', async () => {
    expect((await office.app.request('/siaran')).status).toBe(401);
  });

  test('ends for who has signed out, after one last word that makes the page ask', async () => {
    const person = office.signedInAs(rina);
    const stream = await listen(person, `/siaran?sejak=${office.feed.version()}`);
    await stream.next();
    closeSession(office.db, office.clock, person.cookie.split('=')[1] ?? '');
    office.feed.changed();
    expect(await stream.next()).toContain('event: changed');
    expect(await stream.next()).toBeUndefined();
  });

  test('ends for everybody when the panel stops', async () => {
    const stream = await listen(office.signedInAs(rina), `/siaran?sejak=${office.feed.version()}`);
    await stream.next();
    office.feed.close();
    expect(await stream.next()).toBeUndefined();
  });

  test('lets go of a browser that has stopped reading', async () => {
    const stream = await listen(office.signedInAs(rina));
    for (let i = 0; i < 200; i += 1) office.feed.changed();
    let events = 0;
    while ((await stream.next()) !== undefined) events += 1;
    expect(events).toBeLessThan(100);
  });
});
