import { describe, expect, test, vi } from 'vitest';
import { watchExpiry } from '../../daemon/jobs/expiry.ts';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { changeSendingSettings } from '../../db/actions/changeSendingSettings.ts';
import { pauseSending, resumeSending } from '../../db/actions/pauseSending.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import { sentLately, waitingForWindow } from '../../db/queries/sendingWork.ts';
import { SENDING_DEFAULTS } from '../../db/rules/sendingSettings.ts';
import { readSubmit } from '../../scripts/sim/codec/tpdu.ts';
import { stopGateways } from '../support/gatewayUnderTest.ts';
import { openLine, openQueue, phone, SIM_A, stopSenders, wait } from '../support/sendersUnderTest.ts';
import { useVirtualTime } from '../support/virtualTime.ts';

useVirtualTime();
stopSenders();
stopGateways();

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const SITI = '+6281234567890';
const OFFICE_HOURS = [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '16:00' }];

/** Virtual time begins at this local (WIB) time of March 2026; the 2nd is a Monday. */
const startAt = (day: number, hour: number, minute = 0): void => {
  vi.setSystemTime(Date.UTC(2026, 2, day, hour - 7, minute));
};

async function withQueue(options?: { minGapMs?: number }) {
  const line = await openLine('a', SIM_A);
  return { line, queue: openQueue([line], options) };
}

describe('a cap a day', () => {
  test('holds the rest until local midnight, but for the reserve, and a restart does not forget it (QUE-04)', async () => {
    startAt(2, 10);
    const { line, queue } = await withQueue();
    queue.settings({ perDay: 20, urgentReserve: 10 });
    for (let n = 1; n <= 26; n += 1) queue.queue(phone(n));
    await wait(10 * MINUTE);
    expect(line.taken()).toHaveLength(18);
    await queue.restart();
    await wait(30 * MINUTE);
    expect(line.taken()).toHaveLength(18);
    const rina = queue.admin();
    queue.db.$client.exec(
      `INSERT INTO tickets (status, priority, channel, reporter_phone, subject, created_at_ms, updated_at_ms) VALUES ('new', 'emergency', 'sms', '${SITI}', 'listrik', 0, 0)`,
    );
    replyToTicket(queue.db, queue.clock, rina, { ticketId: 1, text: 'Segera.', formId: 'a' });
    queue.kick();
    await wait(2 * SECOND);
    expect(line.taken().at(-1)).toBe(SITI);
    expect(sentLately(queue.db, SIM_A, Date.now(), 'Asia/Jakarta').day).toBe(19);
    // A minute before local midnight (17.00 UTC) still nothing more, after it the rest.
    vi.setSystemTime(Date.UTC(2026, 2, 2, 16, 58));
    await wait(90 * SECOND);
    expect(line.taken()).toHaveLength(19);
    await wait(2 * MINUTE);
    expect(line.taken()).toHaveLength(27);
  });

  test('does not count what was refused', async () => {
    const line = await openLine('a', SIM_A, (to) => (to === phone(1) ? '+CMS ERROR: 1' : undefined));
    const queue = openQueue([line]);
    queue.settings({ perDay: 2, urgentReserve: 0 });
    for (let n = 1; n <= 4; n += 1) queue.queue(phone(n));
    await wait(MINUTE);
    expect(line.taken()).toEqual([phone(2), phone(3)]);
  });
});

test('caps a minute and an hour are those of the last minute and hour (QUE-04)', async () => {
  const { line, queue } = await withQueue();
  queue.settings({ perMinute: 3, perHour: 5, urgentReserve: 0 });
  for (let n = 1; n <= 12; n += 1) queue.queue(phone(n));
  await wait(50 * SECOND);
  expect(line.taken()).toHaveLength(3);
  await wait(MINUTE);
  expect(line.taken()).toHaveLength(5);
  await wait(50 * MINUTE);
  expect(line.taken()).toHaveLength(5);
  await wait(12 * MINUTE);
  expect(line.taken()).toHaveLength(10);
});

test('the gap between two sends is kept, and a changed one counts at once', async () => {
  const { line, queue } = await withQueue({});
  queue.settings({ minGapMs: 4000 });
  for (let n = 1; n <= 4; n += 1) queue.queue(phone(n));
  await wait(5500);
  expect(line.taken()).toHaveLength(2);
  changeSendingSettings(queue.db, queue.clock, queue.admin(), { ...SENDING_DEFAULTS, minGapMs: 500 });
  await wait(6 * SECOND);
  expect(line.taken()).toHaveLength(4);
  const gaps = line.tried.slice(1).map(({ atMs }, i) => atMs - (line.tried[i]?.atMs ?? 0));
  expect(gaps[0]).toBeGreaterThanOrEqual(4000);
  expect(gaps[2]).toBeLessThan(700);
});

describe('a window for technicians', () => {
  test('lets a notice of Friday evening wait until Monday, an urgent one and every answer go at once (QUE-05)', async () => {
    startAt(6, 16, 5);
    const { line, queue } = await withQueue();
    queue.settings({ windows: OFFICE_HOURS });
    const rina = queue.admin();
    const budi = queue.technician('Budi', '081234567801');
    const agus = queue.technician('Agus', '081234567802');
    for (const subject of ['printer', 'listrik'])
      queue.db.$client.exec(
        `INSERT INTO tickets (status, priority, channel, reporter_phone, subject, created_at_ms, updated_at_ms) VALUES ('new', 'normal', 'sms', '${SITI}', '${subject}', 0, 0)`,
      );
    setPriority(queue.db, queue.clock, rina, 2, 'emergency');
    assignTicket(queue.db, queue.clock, rina, {
      ticketId: 1,
      technicianId: budi.userId,
      seenTechnicianId: null,
    });
    assignTicket(queue.db, queue.clock, rina, {
      ticketId: 2,
      technicianId: agus.userId,
      seenTechnicianId: null,
    });
    replyToTicket(queue.db, queue.clock, rina, { ticketId: 1, text: 'Kami jadwalkan.', formId: 'a' });
    queue.kick();
    await wait(5 * SECOND);
    expect(line.taken()).toContain(SITI);
    expect(line.taken().filter((number) => number !== SITI)).toEqual(['+6281234567802']);
    const mondayMs = Date.UTC(2026, 2, 9, 1, 0);
    expect(waitingForWindow(queue.db, Date.now(), 'Asia/Jakarta')).toEqual([
      { messageId: expect.any(Number), opensAtMs: mondayMs },
    ]);
    const expire = watchExpiry(queue.db, queue.clock, 'Asia/Jakarta', () => Date.now());
    while (Date.now() < mondayMs - HOUR) {
      vi.setSystemTime(Date.now() + HOUR);
      expect(expire()).toBe(0);
    }
    await queue.restart();
    vi.setSystemTime(mondayMs - 5 * SECOND);
    await wait(3 * SECOND);
    expect(line.taken()).not.toContain('+6281234567801');
    await wait(10 * SECOND);
    expect(line.taken().at(-1)).toBe('+6281234567801');
    expect(waitingForWindow(queue.db, Date.now(), 'Asia/Jakarta')).toEqual([]);
  });

  test('is no matter while the clock cannot be right (QUE-07)', async () => {
    vi.setSystemTime(0);
    const { line, queue } = await withQueue();
    queue.settings({ windows: OFFICE_HOURS });
    queue.queue(phone(1), 'TUGAS 1', 'assignment');
    await wait(5 * SECOND);
    expect(line.taken()).toEqual([phone(1)]);
  });
});

describe('a human', () => {
  test('pauses a modem, which a restart does not undo, and resumes it', async () => {
    const { line, queue } = await withQueue();
    const rina = queue.admin();
    pauseSending(queue.db, queue.clock, rina, 'a');
    queue.queue(phone(1));
    await wait(MINUTE);
    await queue.restart();
    await wait(MINUTE);
    expect(line.taken()).toEqual([]);
    expect(queue.gateway('a')).toMatchObject({ pausedBy: rina.userId });
    resumeSending(queue.db, queue.clock, rina, 'a');
    await wait(2 * SECOND);
    expect(line.taken()).toEqual([phone(1)]);
  });

  test('resumes a suspended modem at once, when the credit is paid', async () => {
    let credit = false;
    const line = await openLine('a', SIM_A, () => (credit ? undefined : '+CMS ERROR: 50'));
    const queue = openQueue([line]);
    queue.queue(phone(1));
    queue.queue(phone(2));
    await wait(MINUTE);
    expect(queue.gateway('a')?.suspendedAtMs).not.toBeNull();
    credit = true;
    await wait(MINUTE);
    expect(line.taken()).toEqual([]);
    resumeSending(queue.db, queue.clock, queue.admin(), 'a');
    await wait(2 * SECOND);
    expect(line.taken()).toEqual([phone(1), phone(2)]);
    expect(queue.openAlarms()).toEqual([]);
  });

  test('must be an admin', async () => {
    const { queue } = await withQueue();
    const budi = queue.technician('Budi', '081234567801');
    expect(() => pauseSending(queue.db, queue.clock, budi, 'a')).toThrow('tidak boleh');
    expect(() => resumeSending(queue.db, queue.clock, budi, 'a')).toThrow('tidak boleh');
    expect(() => changeSendingSettings(queue.db, queue.clock, budi, SENDING_DEFAULTS)).toThrow('tidak boleh');
    expect(() => pauseSending(queue.db, queue.clock, queue.admin(), 'z')).toThrow('tidak ada');
  });
});

test('the network is given what is left of the time of a text, and an acknowledgement has less of it', async () => {
  const { line, queue } = await withQueue();
  const rina = queue.admin();
  pauseSending(queue.db, queue.clock, rina, 'a');
  queue.queue(phone(1), 'Kami terima', 'acknowledgement');
  queue.queue(phone(2), 'Selesai', 'solved');
  await wait(HOUR);
  resumeSending(queue.db, queue.clock, rina, 'a');
  await wait(3 * SECOND);
  const hours = line.tried.map(({ pduHex }) => (readSubmit(pduHex, Date.now()).validityMs ?? 0) / HOUR);
  expect(hours[0]).toBeCloseTo(5, 1);
  expect(hours[1]).toBeCloseTo(23, 0);
});
