import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decideSending } from '../../db/actions/decideSending.ts';
import { requestCode } from '../../db/actions/oneTimeCode.ts';
import { codeWaitMs } from '../../db/rules/access/codeLimits.ts';
import { parsePhoneNumber } from '../../db/rules/phoneNumber.ts';
import type { PanelOffice } from '../support/panelOffice.ts';
import { recordPlans } from '../support/queryPlans.ts';
import { DINKES, DISDIK, openReporterOffice, STRANGER, sentCode, signInReporter } from './reporterOffice.ts';
import { openClient } from './signedInBrowser.ts';

let office: PanelOffice;
beforeEach(() => {
  office = openReporterOffice();
});
afterEach(() => office.close());

const ask = (phone: string, address = '192.0.2.1') =>
  openClient(office, address).post('/pelapor/masuk', { phone });
const enter = (phone: string, code: string) => openClient(office).post('/pelapor/kode', { phone, code });
const codesSent = (): number => office.outbox().filter(({ kind }) => kind === 'one_time_code').length;

describe('a code by SMS', () => {
  test('lets the owner of a registered number in, once', async () => {
    expect((await ask(DISDIK)).status).toBe(200);
    const code = sentCode(office, DISDIK) ?? '';
    const done = await enter(DISDIK, code);
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/pelapor']);
    const cookie = done.headers.get('Set-Cookie') ?? '';
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/pelapor', 'Max-Age=43200'])
      expect(cookie).toContain(part);
    expect((await enter(DISDIK, code)).status).toBe(422);
  });

  test('travels with a cookie over https only where the panel is reached by it', async () => {
    const secure = openReporterOffice({ secureCookie: true });
    const who = openClient(secure);
    await who.post('/pelapor/masuk', { phone: DISDIK });
    const done = await who.post('/pelapor/kode', { phone: DISDIK, code: sentCode(secure, DISDIK) ?? '' });
    expect(done.headers.get('Set-Cookie')).toContain('Secure');
    secure.close();
  });

  test('is asked for in the very words and with the very work for a number that nobody has', async () => {
    const statements = recordPlans(office.db);
    const same = async (phone: string) => {
      const before = statements().length;
      const answer = await ask(phone, `192.0.2.${phone.slice(-2)}`);
      const shown = (await answer.text()).replaceAll(/08\d\d-\d{4}-\d{4}/g, '…');
      const asked = statements()
        .slice(before)
        .map(({ sql }) => sql);
      return { status: answer.status, shown, asked };
    };
    const [known, unknown] = [await same(DISDIK), await same(STRANGER)];
    expect([unknown.status, unknown.shown]).toEqual([known.status, known.shown]);
    // All but the look at the unit of who has one.
    const unitOnly = known.asked.filter((sql) => !/from "units"/.test(sql));
    expect(unknown.asked).toEqual(unitOnly);
    expect(codesSent()).toBe(1);
    const tried = async (phone: string) =>
      (await (await enter(phone, '111111')).text()).replaceAll(/08\d\d-\d{4}-\d{4}/g, '…');
    expect(await tried(STRANGER)).toBe(await tried(DISDIK));
  });

  test.each(['1708', 'TELKOMSEL', '', '0333417437', '+14155550100'])(
    'is never sent to "%s"',
    async (phone) => {
      await ask(phone);
      expect(codesSent()).toBe(0);
    },
  );

  test('is not sent to who has left the unit, whose unit is closed, or who has none', async () => {
    office.db.$client.exec('UPDATE contacts SET active = 0 WHERE id = 1');
    office.db.$client.exec('UPDATE units SET active = 0 WHERE id = 2');
    await ask(DISDIK);
    await ask(DINKES);
    expect(codesSent()).toBe(0);
  });

  test('is worth nothing after ten minutes', async () => {
    await ask(DISDIK);
    const code = sentCode(office, DISDIK) ?? '';
    office.clock.pass(10 * 60_000);
    expect((await enter(DISDIK, code)).status).toBe(422);
  });

  test('allows five tries, then not even the right one', async () => {
    await ask(DISDIK);
    const code = sentCode(office, DISDIK) ?? '';
    const other = code === '000000' ? '000001' : '000000';
    for (let i = 4; i > 0; i -= 1)
      expect(await (await enter(DISDIK, other)).text()).toContain(`Sisa ${i} percobaan`);
    expect(await (await enter(DISDIK, other)).text()).toContain('tidak berlaku lagi');
    expect((await enter(DISDIK, code)).status).toBe(422);
  });

  test('that is newer makes the older one worthless', async () => {
    await ask(DISDIK);
    const first = sentCode(office, DISDIK) ?? '';
    office.clock.pass(61_000);
    await ask(DISDIK);
    const second = sentCode(office, DISDIK) ?? '';
    if (first !== second) expect((await enter(DISDIK, first)).status).toBe(422);
    expect((await enter(DISDIK, second)).status).toBe(303);
  });

  test('is not that of another number', async () => {
    await ask(DISDIK);
    await ask(DINKES);
    const theirs = sentCode(office, DISDIK) ?? '';
    if (theirs !== sentCode(office, DINKES)) expect((await enter(DINKES, theirs)).status).toBe(422);
  });
});

describe('how often codes are made', () => {
  test('once a minute for a number, whether anybody has it or not', async () => {
    for (const phone of [DISDIK, STRANGER]) {
      expect((await ask(phone)).status).toBe(200);
      const again = await ask(phone);
      expect([again.status, again.headers.get('Retry-After')]).toEqual([429, '60']);
      expect(await again.text()).toContain('name="code"');
    }
    office.clock.pass(60_000);
    expect((await ask(DISDIK)).status).toBe(200);
  });

  test('five an hour and ten a day for a number', async () => {
    let asked = 0;
    for (let minute = 0; minute < 60; minute += 2) {
      if ((await ask(DISDIK, `192.0.2.${minute}`)).status === 200) asked += 1;
      office.clock.pass(2 * 60_000);
    }
    expect(asked).toBe(5);
    for (let hour = 0; hour < 20; hour += 1) {
      if ((await ask(DISDIK, `198.51.100.${hour}`)).status === 200) asked += 1;
      office.clock.pass(3_600_000);
    }
    expect(asked).toBe(10);
  });

  test('twenty an hour from an address', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 22; i += 1) statuses.push((await ask(`08123456${1000 + i}`)).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect((await ask('081234562000', '192.0.2.99')).status).toBe(200);
  });

  test('so many in all as the office pays for: then everybody is told, and the admin by an alarm', async () => {
    const rina = office.signedInAs(office.admin('Rina'));
    expect((await rina.post('/pengaturan/pelapor', { codesPerDay: '1' })).status).toBe(303);
    await ask(DISDIK);
    for (const phone of [DINKES, STRANGER]) {
      const capped = await ask(phone, '192.0.2.77');
      expect(capped.status).toBe(503);
      expect(await capped.text()).toContain('sudah habis');
    }
    expect(codesSent()).toBe(1);
    expect(await rina.page('/gateway')).toContain('Batas harian kode masuk pelapor');
    expect(await rina.page('/pengaturan/pelapor')).toContain('1 dikirim dalam 24 jam terakhir');
    office.clock.pass(24 * 3_600_000 + 1);
    expect((await ask(DINKES)).status).toBe(200);
  });

  test('requests for unknown numbers use none of it up', async () => {
    const rina = office.signedInAs(office.admin('Rina'));
    await rina.post('/pengaturan/pelapor', { codesPerDay: '1' });
    for (let i = 0; i < 10; i += 1) await ask(`08123456${1000 + i}`);
    expect((await ask(DISDIK)).status).toBe(200);
    expect(codesSent()).toBe(1);
  });

  test('nobody waits longer than the span, whatever the clock was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -100_000_000, max: 100_000_000 }), { maxLength: 25 }),
        (times) => {
          const made = times.sort((a, b) => b - a).map((madeAtMs) => ({ madeAtMs }));
          const waitMs = codeWaitMs(made, [], 0);
          return waitMs >= 0 && waitMs <= 24 * 3_600_000;
        },
      ),
    );
  });
});

describe('the words of a code', () => {
  test('are in no message, no page and no log line, and leave the queue with the SMS', async () => {
    const rina = office.admin('Rina');
    const admin = office.signedInAs(rina);
    await ask(DISDIK);
    const code = sentCode(office, DISDIK) ?? 'x';
    for (const path of ['/gateway', '/tiket?daftar=semua', '/direktori', '/direktori/orang/1', '/periksa'])
      expect(await admin.page(path), path).not.toContain(code);
    const part = office.transmit({ kind: 'sent', reference: 5 });
    expect(part?.text).toContain(code);
    const everything = JSON.stringify(
      [
        'messages',
        'outbound_parts',
        'outbound_texts',
        'send_attempts',
        'one_time_codes',
        'ticket_events',
      ].map((table) => office.db.$client.prepare(`SELECT * FROM ${table}`).all()),
    );
    expect(everything).not.toContain(code);
    expect(office.logLines()).not.toContain(code);
  });

  test.each([
    ['refused', { kind: 'notSent', fault: { class: 'permanent', text: 'ditolak' } }],
    ['of unknown fate', { kind: 'unknown', fault: { class: 'unknown-outcome', text: 'Modem diam' } }],
  ] as const)('are forgotten when the SMS is %s', async (_, end) => {
    await ask(DISDIK);
    office.transmit(end);
    expect(office.parts().map(({ text }) => text)).toEqual(['']);
  });

  test('are kept while the SMS waits for another try, and forgotten when its time is over', async () => {
    await ask(DISDIK);
    office.transmit({ kind: 'notSent', fault: { class: 'transient-retry', text: 'modem sibuk' } });
    expect(sentCode(office, DISDIK)).toMatch(/^\d{6}$/);
    office.db.$client.exec("UPDATE outbound_parts SET state = 'expired'");
    expect(sentCode(office, DISDIK)).toBeUndefined();
  });

  test('cannot be sent again by hand: a new code is asked for', async () => {
    const rina = office.admin('Rina');
    await ask(DISDIK);
    office.transmit({ kind: 'unknown', fault: { class: 'unknown-outcome', text: 'Modem diam' } });
    const [{ id } = { id: 0 }] = office.messages();
    expect(() => decideSending(office.db, office.clock, rina, id, 'resend')).toThrow('meminta kode baru');
    decideSending(office.db, office.clock, rina, id, 'takeAsSent');
    expect(office.parts()[0]).toMatchObject({ state: 'sent', text: '' });
  });

  test('go before acknowledgements, and name how long they are good for', async () => {
    office.says(STRANGER, 'HELPDESK printer mati');
    await ask(DISDIK);
    const first = office.claim();
    expect(first).toMatchObject({ recipient: DISDIK, partCount: 1 });
    expect(first?.text).toContain('Berlaku 10 menit');
  });
});

test('two requests at the same moment send one code', () => {
  const phone = parsePhoneNumber(DISDIK);
  const ends = [1, 2].map(() => requestCode(office.db, office.clock, { phone, address: 'a' }).end);
  expect(ends).toEqual(['asked', 'wait']);
  expect(codesSent()).toBe(1);
});

test('a session ends after twelve hours, and at once when the number is taken from the directory', async () => {
  const who = await signInReporter(office, DISDIK);
  expect((await who.get('/pelapor')).status).toBe(200);
  office.db.$client.exec('UPDATE contacts SET active = 0 WHERE id = 1');
  expect((await who.get('/pelapor')).status).toBe(303);
  office.db.$client.exec('UPDATE contacts SET active = 1 WHERE id = 1');
  expect((await who.get('/pelapor')).status).toBe(200);
  office.clock.pass(12 * 3_600_000);
  expect((await who.get('/pelapor')).status).toBe(303);
});
