import { expect, test } from 'vitest';
import { sendAttempts } from '../../db/schema/smsOut.ts';
import { openOffice, SIM } from '../support/office.ts';
import { olderDatabase } from '../support/olderDatabase.ts';

const KEPT_NO_ATTEMPTS = '0006';

test('what an earlier edition sent finds its report after the upgrade, and what it had queued is sent', () => {
  const db = olderDatabase(KEPT_NO_ATTEMPTS);
  const add = (id: number, columns: string, values: string): void => {
    const atMs = Date.UTC(2026, 0, 5, 2);
    db.$client.exec(`
      INSERT INTO messages (id, direction, channel, kind, peer, text, at_ms)
        VALUES (${id}, 'out', 'sms', 'acknowledgement', '+628123456789${id}', 'Kami terima', ${atMs});
      INSERT INTO outbound_texts VALUES (${id}, '+628123456789${id}', 3, ${atMs + 86_400_000}, 'c${id}');
      INSERT INTO outbound_parts (message_id, seq, part_count, alphabet, text, ${columns})
        VALUES (${id}, 1, 1, 'gsm7', 'Kami terima', ${values});`);
  };
  const times = 'modem, sim_id, claimed_at_ms, writing_at_ms, sent_at_ms';
  add(1, `state, reference, ${times}`, `'sent', 7, 'modem', '${SIM}', 1, 2, 3`);
  add(2, `state, ${times}`, `'unknown', 'modem', '${SIM}', 4, 5, NULL`);
  add(3, 'state', "'queued'");

  const office = openOffice(db);
  expect(db.select().from(sendAttempts).all()).toMatchObject([
    { partId: 1, endKind: 'sent', reference: 7 },
    { partId: 2, endKind: 'unknown', reference: null },
  ]);
  office.reports('+6281234567891', 7, 0x00);
  office.reports('+6281234567892', 8, 0x00);
  expect(office.transmit()?.recipient).toBe('+6281234567893');
  expect(office.parts().map((part) => part.state)).toEqual(['delivered', 'delivered', 'sent']);
});
