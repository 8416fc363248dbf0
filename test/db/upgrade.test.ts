import { expect, test } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { openOffice } from '../support/office.ts';
import { olderDatabase } from '../support/olderDatabase.ts';

/** Before tickets had categories, schedules and a life of their own. */
const PLAIN_TICKETS = '0010';
const AT_MS = Date.UTC(2026, 0, 5, 2);

/** An office of the second edition: people, tickets in every state that it knew, words, history, what it sent. */
function plainOffice() {
  const db = olderDatabase(PLAIN_TICKETS);
  db.$client.exec(`
    INSERT INTO units VALUES (1, 'Dinas Pendidikan', 'Disdik', 'Banyuwangi', 1);
    INSERT INTO contacts VALUES (1, '+6281234567891', 'Siti', 1, ${AT_MS});
    INSERT INTO users VALUES (1, 'rina', 'Rina', 'admin', NULL, NULL, 1, ${AT_MS});
    INSERT INTO users VALUES (2, 'rizky', 'Rizky', 'technician', '+6281311112222', NULL, 1, ${AT_MS});
    INSERT INTO tickets (id, status, priority, channel, reporter_phone, unit_id, subject, technician_id,
      created_at_ms, updated_at_ms, assigned_at_ms, first_reply_at_ms, closed_at_ms, closing_note) VALUES
      (1, 'new', 'normal', 'sms', '+6281234567891', 1, 'printer rusak', NULL, ${AT_MS}, ${AT_MS}, NULL, NULL, NULL, NULL),
      (2, 'assigned', 'high', 'sms', '+6281234567892', NULL, 'wifi mati', 2, ${AT_MS}, ${AT_MS}, ${AT_MS + 1}, NULL, NULL, NULL),
      (3, 'in_progress', 'emergency', 'sms', '+6281234567891', 1, 'server mati', 2, ${AT_MS}, ${AT_MS}, ${AT_MS + 1}, ${AT_MS + 2}, NULL, NULL),
      (4, 'closed', 'low', 'sms', '+6281234567891', 1, 'tinta habis', 2, ${AT_MS}, ${AT_MS}, ${AT_MS + 1}, ${AT_MS + 2}, ${AT_MS + 3}, 'diisi');
    UPDATE sqlite_sequence SET seq = 41 WHERE name = 'tickets';
    INSERT INTO messages (id, ticket_id, direction, channel, kind, peer, text, at_ms) VALUES
      (1, 1, 'in', 'sms', 'complaint', '+6281234567891', 'HELPDESK printer rusak', ${AT_MS}),
      (2, 1, 'out', 'sms', 'acknowledgement', '+6281234567891', 'Kami terima', ${AT_MS}),
      (3, NULL, 'in', 'sms', 'review', '+6281234567899', 'halo', ${AT_MS});
    INSERT INTO outbound_texts (message_id, recipient, rank, expires_at_ms, cause)
      VALUES (2, '+6281234567891', 3, ${AT_MS + 86_400_000}, 'acknowledgement:1');
    INSERT INTO outbound_parts (message_id, seq, part_count, alphabet, text, state)
      VALUES (2, 1, 1, 'gsm7', 'Kami terima', 'delivered');
    INSERT INTO ticket_events (ticket_id, kind, phone, at_ms) VALUES (1, 'opened', '+6281234567891', ${AT_MS});
  `);
  return db;
}

test('the tickets, words and history of an earlier edition are all there after the upgrade', () => {
  const db = plainOffice();
  const kept = (table: string, columns: string) =>
    db.$client.prepare(`SELECT ${columns} FROM ${table} ORDER BY id`).all();
  const COLUMNS = {
    tickets:
      'id, status, priority, priority_rank, open, channel, reporter_phone, unit_id, subject, technician_id, awaits_reply, created_at_ms, assigned_at_ms, first_reply_at_ms, closed_at_ms, closing_note',
    messages: 'id, ticket_id, direction, channel, kind, peer, text, at_ms, reviewed_at_ms',
    outbound_parts: 'id, message_id, state, text',
    ticket_events: 'id, ticket_id, kind, phone, at_ms',
  };
  const before = Object.entries(COLUMNS).map(([table, columns]) => kept(table, columns));
  migrate(db);
  expect(Object.entries(COLUMNS).map(([table, columns]) => kept(table, columns))).toEqual(before);
  expect(db.$client.pragma('foreign_key_check')).toEqual([]);
  expect(db.$client.pragma('integrity_check', { simple: true })).toBe('ok');
});

test('ticket numbers go on where they were: none is used a second time', () => {
  const office = openOffice(plainOffice());
  office.says('+6281234567893', 'HELPDESK monitor padam');
  expect(office.tickets().at(-1)).toMatchObject({ id: 42, subject: 'monitor padam' });
});

test('each ticket of an earlier edition gets a link of its own that cannot be guessed', () => {
  const office = openOffice(plainOffice());
  const tokens = office.tickets().map((ticket) => ticket.statusToken);
  expect(new Set(tokens).size).toBe(4);
  for (const token of tokens) expect(token).toMatch(/^[0-9a-f]{24}$/);
});

test('a ticket in hand goes on after the upgrade: its technician closes it by SMS', () => {
  const office = openOffice(plainOffice());
  office.says('+6281311112222', 'SELESAI 3 kabel diganti');
  expect(office.tickets()[2]).toMatchObject({ status: 'closed', closingNote: 'kabel diganti' });
});

test.each([
  ['a new ticket with a technician', 'UPDATE tickets SET technician_id = 2 WHERE id = 1'],
  ['an assigned ticket without one', 'UPDATE tickets SET technician_id = NULL WHERE id = 2'],
  ['a pending ticket without a reason', "UPDATE tickets SET status = 'pending' WHERE id = 3"],
  ['a merged ticket that went nowhere', "UPDATE tickets SET status = 'merged' WHERE id = 1"],
  ['a ticket merged into itself', "UPDATE tickets SET status = 'merged', merged_into = 1 WHERE id = 1"],
  ['a rating of six', 'UPDATE tickets SET rating = 6 WHERE id = 4'],
])('the database itself refuses %s (R20)', (_, sql) => {
  const db = plainOffice();
  migrate(db);
  expect(() => db.$client.exec(sql)).toThrow(/CHECK constraint failed/);
});
