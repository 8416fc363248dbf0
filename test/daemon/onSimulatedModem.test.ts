import Database from 'better-sqlite3';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startDaemon } from '../../daemon/main.ts';
import { addUser } from '../../db/actions/addUser.ts';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import { systemClock } from '../../db/clock.ts';
import { createLog } from '../../db/log.ts';
import { quarantine } from '../../db/queries/trays.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { parsePhoneNumber } from '../../db/rules/phoneNumber.ts';
import { conversation, type DaemonOnSim, openDaemonOnSim } from '../support/daemonOnSim.ts';

const SITI = '+6281234567890';
const RIZKY = '+6281299990001';
const WAIT = { timeout: 15_000, interval: 20 };

let it: DaemonOnSim | undefined;
afterEach(async () => {
  await it?.close();
  it = undefined;
});

async function open(...args: Parameters<typeof openDaemonOnSim>): Promise<DaemonOnSim> {
  it = await openDaemonOnSim(...args);
  await it.ready();
  return it;
}

function admin({ db }: DaemonOnSim): Actor {
  const userId = addUser(db, systemClock, { username: 'rina', name: 'Rina', role: 'admin' });
  return { userId, name: 'Rina', role: 'admin' };
}

/** A ticket of Siti's whose acknowledgement is out of the way. */
async function withTicket(on: DaemonOnSim): Promise<Actor> {
  on.simulator.deliver(SITI, 'HELPDESK printer rusak');
  await vi.waitFor(() => expect(on.parts()).toMatchObject([{ state: 'delivered' }]), WAIT);
  return admin(on);
}

const reply = (on: DaemonOnSim, actor: Actor, text: string, formId = 'a') =>
  replyToTicket(on.db, systemClock, actor, { ticketId: 1, text, formId });
const submits = (on: DaemonOnSim, text: string) =>
  on.simulator.submitted.filter((sms) => sms.text.includes(text)).length;

test('the whole loop by SMS: complaint, acknowledgement, answer, assignment, TERIMA, SELESAI, STATUS', async () => {
  const on = await open();
  on.simulator.deliver(SITI, 'HELPDESK server antrean mati total');
  await vi.waitFor(() => expect(on.received(SITI)).toHaveLength(1), WAIT);
  expect(on.received(SITI)[0]).toContain('no. tiket 1.');

  const rina = admin(on);
  const technicianId = addUser(on.db, systemClock, {
    username: 'rizky',
    name: 'Rizky',
    role: 'technician',
    phone: parsePhoneNumber(RIZKY),
  });
  reply(on, rina, 'Teknisi kami segera ke lokasi. Terima kasih.');
  assignTicket(on.db, systemClock, rina, { ticketId: 1, technicianId, seenTechnicianId: null });
  await vi.waitFor(
    () => expect(on.received(SITI).at(-1)).toBe('Teknisi kami segera ke lokasi. Terima kasih.'),
    WAIT,
  );
  await vi.waitFor(
    () =>
      expect(on.received(RIZKY)).toEqual([
        expect.stringMatching(/^TUGAS 1 Normal: server antrean mati total\./),
      ]),
    WAIT,
  );

  on.simulator.deliver(RIZKY, 'TERIMA 1');
  await vi.waitFor(() => expect(on.tickets()[0]?.status).toBe('in_progress'), WAIT);
  on.simulator.deliver(RIZKY, 'SELESAI 1 kabel jaringan diganti');
  await vi.waitFor(() => expect(on.received(SITI).at(-1)).toContain('kabel jaringan diganti'), WAIT);
  on.simulator.deliver(SITI, 'HELPDESK STATUS 1');
  await vi.waitFor(() => expect(on.received(SITI).at(-1)).toContain('Tiket 1: Selesai'), WAIT);
  await vi.waitFor(
    () => expect(new Set(on.parts().map((part) => part.state))).toEqual(new Set(['delivered'])),
    WAIT,
  );
  expect(on.tickets()[0]?.firstReplyAtMs).not.toBeNull();
  expect(on.simulator.stored('SM').concat(on.simulator.stored('ME'))).toEqual([]);
});

test('texts that came while the daemon was off are found in every storage, read or unread', async () => {
  const on = await open();
  await on.daemon.stop();
  for (let i = 1; i <= 5; i += 1) on.simulator.deliver(`+628123456780${i}`, `HELPDESK keluhan ${i}`);
  on.simulator.deliver('+6281234567806', 'HELPDESK keluhan 6', { messageClass: 2 });
  await on.restart().catch(() => undefined);
  await vi.waitFor(() => expect(on.tickets()).toHaveLength(6), WAIT);
  await vi.waitFor(
    () => expect(on.simulator.status().memories.map((memory) => memory.used)).toEqual([0, 0, 0]),
    WAIT,
  );
});

test('a burst beyond what the SIM can hold is taken whole, each once', async () => {
  const on = await open({ capacity: { SM: 10, ME: 10 } });
  for (let i = 0; i < 40; i += 1)
    on.simulator.deliver(`+62812345678${String(i).padStart(2, '0')}`, `HELPDESK keluhan ${i}`);
  await vi.waitFor(() => expect(on.tickets()).toHaveLength(40), WAIT);
  await vi.waitFor(() => expect(on.simulator.submitted).toHaveLength(40), WAIT);
});

describe('an answer of the modem that is lost', () => {
  test('leaves the part unknown, and it is not sent again, nor after a restart', async () => {
    const on = await open();
    const rina = await withTicket(on);
    on.simulator.setPhone(SITI, 'off');
    on.simulator.fault('F14', { code: 332, accepted: true });
    reply(on, rina, 'Segera ke lokasi.');
    await vi.waitFor(() => expect(on.parts().at(-1)?.state).toBe('unknown'), WAIT);
    await on.restart();
    await on.ready();
    reply(on, rina, 'Sudah berangkat.', 'b');
    await vi.waitFor(() => expect(submits(on, 'Sudah berangkat.')).toBe(1), WAIT);
    expect(submits(on, 'Segera ke lokasi.')).toBe(1);
    expect(on.parts()[1]?.state).toBe('unknown');
  });

  test('is made good by the status report', async () => {
    const on = await open();
    const rina = await withTicket(on);
    on.simulator.fault('F14', { code: 332, accepted: true });
    reply(on, rina, 'Segera ke lokasi.');
    await vi.waitFor(() => expect(on.parts().at(-1)?.state).toBe('delivered'), WAIT);
    expect(submits(on, 'Segera ke lokasi.')).toBe(1);
  });

  test('because the modem died at Ctrl-Z leaves the part unknown and the gateway comes back', async () => {
    const on = await open();
    const rina = await withTicket(on);
    on.simulator.fault('F17', { accepted: false, delayMs: 200 });
    reply(on, rina, 'Segera ke lokasi.');
    await vi.waitFor(() => expect(on.parts().at(-1)?.state).toBe('unknown'), WAIT);
    await on.ready();
    reply(on, rina, 'Sudah berangkat.', 'b');
    await vi.waitFor(() => expect(submits(on, 'Sudah berangkat.')).toBe(1), WAIT);
    expect(submits(on, 'Segera ke lokasi.')).toBeLessThanOrEqual(1);
  });
});

test('a refused part is tried again with the same reference, the parts before it are not (DUP-15)', async () => {
  const on = await open();
  const rina = await withTicket(on);
  on.simulator.fault('F15', { code: 41, after: 1 });
  reply(on, rina, 'Teknisi kami menuju lokasi Anda sekarang juga, mohon disiapkan ruangannya. '.repeat(5));
  await vi.waitFor(() => expect(on.parts()[2]).toMatchObject({ state: 'queued', attempts: 1 }), WAIT);
  on.db.$client.exec('UPDATE outbound_parts SET next_attempt_at_ms = 0');
  await vi.waitFor(() => expect(on.simulator.submitted).toHaveLength(4), WAIT);
  const answer = on.simulator.submitted.slice(1);
  expect(answer.map((sms) => sms.concat?.seq)).toEqual([1, 2, 3]);
  expect(new Set(answer.map((sms) => sms.concat?.ref)).size).toBe(1);
});

test('a cable that is pulled and put back loses nothing and sends nothing twice', async () => {
  const on = await open();
  const rina = await withTicket(on);
  on.simulator.unplug(1500);
  await vi.waitFor(() => expect(on.detail()).toMatch(/tidak ditemukan|terputus|hilang|dicoba/i), WAIT);
  on.simulator.deliver('+6281234567891', 'HELPDESK internet mati');
  reply(on, rina, 'Segera ke lokasi.');
  await on.ready();
  await vi.waitFor(() => expect(on.tickets()).toHaveLength(2), WAIT);
  await vi.waitFor(() => expect(on.received(SITI).at(-1)).toBe('Segera ke lokasi.'), WAIT);
  expect(submits(on, 'Segera ke lokasi.')).toBe(1);
});

test('a modem that is missing is a state in words, and the daemon goes on', async () => {
  const on = await open();
  on.simulator.unplug(3000);
  await vi.waitFor(() => expect(on.detail()).toMatch(/modem/i), WAIT);
  expect(on.detail()).not.toContain('Error');
  await on.ready();
});

test('while the database is locked by another program nothing is lost, nothing is sent twice (LOSS-08)', async () => {
  const on = await open();
  const rina = await withTicket(on);
  reply(on, rina, 'Segera ke lokasi.');
  await vi.waitFor(() => expect(submits(on, 'Segera')).toBe(1), WAIT);
  const other = new Database(on.dbPath);
  other.exec('BEGIN IMMEDIATE');
  on.simulator.deliver('+6281234567891', 'HELPDESK internet mati');
  on.simulator.deliver('+6281234567892', 'HELPDESK listrik mati');
  await new Promise((resolve) => setTimeout(resolve, 5000));
  other.exec('ROLLBACK');
  other.close();
  await vi.waitFor(() => expect(on.tickets()).toHaveLength(3), { ...WAIT, timeout: 25_000 });
  await vi.waitFor(() => expect(on.simulator.submitted).toHaveLength(4), { ...WAIT, timeout: 25_000 });
});

test('a database that cannot take the claim means that nothing is sent until it can (DUP-02)', async () => {
  const on = await open();
  const rina = await withTicket(on);
  on.db.$client.exec(
    "CREATE TRIGGER full BEFORE UPDATE OF state ON outbound_parts WHEN NEW.state = 'claimed' BEGIN SELECT RAISE(ABORT, 'disk full'); END",
  );
  reply(on, rina, 'Segera ke lokasi.');
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(submits(on, 'Segera')).toBe(0);
  on.db.$client.exec('DROP TRIGGER full');
  await vi.waitFor(() => expect(submits(on, 'Segera')).toBe(1), WAIT);
});

test('an outcome that cannot be stored at once is kept in hand, not sent anew', async () => {
  const on = await open();
  const rina = await withTicket(on);
  on.db.$client.exec(
    "CREATE TRIGGER full BEFORE UPDATE OF state ON outbound_parts WHEN NEW.state = 'sent' BEGIN SELECT RAISE(ABORT, 'disk full'); END",
  );
  on.simulator.setPhone(SITI, 'off');
  reply(on, rina, 'Segera ke lokasi.');
  await vi.waitFor(() => expect(submits(on, 'Segera')).toBe(1), WAIT);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(on.parts().at(-1)?.state).toBe('writing');
  on.db.$client.exec('DROP TRIGGER full');
  await vi.waitFor(() => expect(on.parts().at(-1)?.state).toBe('sent'), WAIT);
  expect(submits(on, 'Segera')).toBe(1);
});

test('a second daemon on the same database is refused in words', async () => {
  const on = await open();
  expect(() =>
    startDaemon({ config: on.config, log: createLog({ level: 'silent', name: 'daemon' }) }),
  ).toThrow(/Another daemon already works on/);
});

test('a wrong PIN is tried once, however often the daemon is started', async () => {
  const wrongPins = { simPin: '1234' };
  const on = await openDaemonOnSim(wrongPins, {}, '9999');
  it = on;
  await vi.waitFor(() => expect(on.detail()).toMatch(/PIN/), WAIT);
  for (let start = 0; start < 3; start += 1) {
    await on.restart();
    await vi.waitFor(() => expect(on.detail()).toContain('PIN tidak dikirim ulang'), WAIT);
  }
  expect(on.simulator.status().cardState).toBe('SIM PIN');
  expect(new Set(on.db.$client.prepare('SELECT state FROM pin_attempts').pluck().all())).toEqual(
    new Set(['refused']),
  );
});

test('garbage in the storage is quarantined, freed from the modem and holds nothing up', async () => {
  const on = await open();
  on.simulator.fault('F41', { record: '00FFFFFFFF' });
  on.simulator.deliver(SITI, 'HELPDESK printer rusak');
  await vi.waitFor(() => expect(on.tickets()).toHaveLength(1), WAIT);
  expect(conversation(on.db, 1)[0]).toBe('HELPDESK printer rusak');
  expect(quarantine(on.db)).toMatchObject([{ pduHex: '00FFFFFFFF', reason: expect.stringMatching(/\w/) }]);
  await vi.waitFor(
    () => expect(on.simulator.status().memories.map((memory) => memory.used)).toEqual([0, 0, 0]),
    WAIT,
  );
});
