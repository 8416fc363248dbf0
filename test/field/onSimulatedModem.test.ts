import { afterEach, expect, test, vi } from 'vitest';
import { addUser } from '../../db/actions/addUser.ts';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { systemClock } from '../../db/clock.ts';
import { parsePhoneNumber } from '../../db/rules/phoneNumber.ts';
import { ticketEvents } from '../../db/schema/tickets.ts';
import { type DaemonOnSim, openDaemonOnSim } from '../support/daemonOnSim.ts';

const SITI = '+6281234567890';
const RIZKY = '+6281299990001';
const WAIT = { timeout: 20_000, interval: 20 };

let it: DaemonOnSim | undefined;
afterEach(async () => {
  await it?.close();
  it = undefined;
});

test("a technician's whole day, and the reporter's rating, over a modem", async () => {
  it = await openDaemonOnSim();
  const on = it;
  await on.ready();
  on.simulator.deliver(SITI, 'HELPDESK server antrean mati total');
  await vi.waitFor(() => expect(on.tickets()).toHaveLength(1), WAIT);
  const adminId = addUser(on.db, systemClock, { username: 'rina', name: 'Rina', role: 'admin' });
  const technicianId = addUser(on.db, systemClock, {
    username: 'rizky',
    name: 'Rizky',
    role: 'technician',
    phone: parsePhoneNumber(RIZKY),
  });
  const rina = { userId: adminId, name: 'Rina', role: 'admin' as const };
  assignTicket(on.db, systemClock, rina, { ticketId: 1, technicianId, seenTechnicianId: null });
  await vi.waitFor(() => expect(on.received(RIZKY).at(-1)).toContain('Balas TERIMA 1'), WAIT);

  for (const [text, answer] of [
    ['TUGAS', 'TUGAS 1 tiket:'],
    ['INFO 1', 'PIC 081234567890'],
    ['terima 1', 'Tiket 1 Anda terima'],
    ['brangkat 1', 'Tiket 1: berangkat'],
    ['TIBA', 'Tiket 1: tiba'],
    ['TUNDA 1 PLN padam', 'Tiket 1 ditunda: listrik padam'],
    ['LANJUT 1', 'Tiket 1 dilanjutkan'],
    ['SELESAI 1 kabel jaringan diganti', 'Tiket 1 dicatat selesai'],
  ] as const) {
    on.simulator.deliver(RIZKY, text);
    await vi.waitFor(() => expect(on.received(RIZKY).at(-1)).toContain(answer), WAIT);
  }
  await vi.waitFor(() => expect(on.received(SITI).at(-1)).toContain('NILAI 1'), WAIT);
  on.simulator.deliver(SITI, 'NILAI 1 5');
  await vi.waitFor(() => expect(on.received(SITI).at(-1)).toContain('kami catat'), WAIT);
  expect(on.tickets()[0]).toMatchObject({ status: 'closed', rating: 5 });
  const kinds = on.db.select().from(ticketEvents).all();
  expect(
    kinds.filter((event) => event.userId === technicianId).map(({ kind, phone }) => [kind, phone]),
  ).toEqual(['accepted', 'departed', 'arrived', 'pended', 'resumed', 'closed'].map((kind) => [kind, RIZKY]));
}, 120_000);
