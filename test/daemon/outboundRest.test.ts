import { afterEach, expect, test, vi } from 'vitest';
import { addUser } from '../../db/actions/addUser.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import { systemClock } from '../../db/clock.ts';
import { gatewayStates } from '../../db/queries/gatewayStatus.ts';
import { parsePhoneNumber } from '../../db/rules/phoneNumber.ts';
import { type DaemonOnSim, openDaemonOnSim } from '../support/daemonOnSim.ts';

const SITI = '+6281234567890';
const OWN = '+628113103001';
const WAIT = { timeout: 15_000, interval: 20 };

let it: DaemonOnSim | undefined;
afterEach(async () => {
  await it?.close();
  it = undefined;
});

async function withTicket(): Promise<DaemonOnSim> {
  const on = await openDaemonOnSim();
  it = on;
  await on.ready();
  on.simulator.deliver(SITI, 'HELPDESK printer rusak');
  await vi.waitFor(() => expect(on.parts()).toMatchObject([{ state: 'delivered' }]), WAIT);
  return on;
}

function reply(on: DaemonOnSim): void {
  const userId = addUser(on.db, systemClock, { username: 'rina', name: 'Rina', role: 'admin' });
  replyToTicket(
    on.db,
    systemClock,
    { userId, name: 'Rina', role: 'admin' },
    { ticketId: 1, text: 'Segera ke lokasi.', formId: 'a' },
  );
}

test("a text to the gateway's own number fails in words and never leaves", async () => {
  const on = await withTicket();
  on.db.$client.prepare('UPDATE tickets SET reporter_phone = ?').run(OWN);
  reply(on);
  await vi.waitFor(
    () =>
      expect(on.parts().at(-1)).toMatchObject({
        state: 'failed',
        fault: 'Nomor tujuan adalah nomor gateway sendiri',
      }),
    WAIT,
  );
  expect(on.simulator.submitted).toHaveLength(1);
});

test('the daemon tells the panel its own numbers', async () => {
  const on = await withTicket();
  expect(() =>
    addUser(on.db, systemClock, {
      username: 'gatot',
      name: 'Gatot',
      role: 'technician',
      phone: parsePhoneNumber(OWN),
    }),
  ).toThrow('milik gateway SMS sendiri');
});

test('a rest of the queue that the last run noted is over after a restart, and people see it', async () => {
  const on = await withTicket();
  await on.daemon.stop();
  on.db.$client
    .prepare("UPDATE gateways SET hold_until_ms = ?, hold_reason = 'CMS 331'")
    .run(Date.now() + 3_600_000);
  await on.restart().catch(() => undefined);
  await on.ready();
  await vi.waitFor(() => expect(gatewayStates(on.db)[0]?.holdUntilMs).toBeNull(), WAIT);
  reply(on);
  await vi.waitFor(() => expect(on.parts().at(-1)?.state).toBe('delivered'), WAIT);
});

test('what waited for days while the daemon was off is ended and not sent', async () => {
  const on = await withTicket();
  await on.daemon.stop();
  reply(on);
  on.db.$client.exec('UPDATE outbound_texts SET expires_at_ms = expires_at_ms - 3 * 86400000');
  await on.restart().catch(() => undefined);
  await on.ready();
  expect(on.parts().at(-1)?.state).toBe('expired');
  expect(on.simulator.submitted).toHaveLength(1);
});
