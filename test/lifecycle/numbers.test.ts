import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { openOffice, standingClock } from '../support/office.ts';

test('tickets opened by two processes over the turn of a month get ascending numbers, none twice (R65)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'helpdesk-numbers-'));
  try {
    const path = join(folder, 'helpdesk.sqlite');
    // 31 January 2026, 23.59 WIB; each text is a second later.
    const clock = standingClock(Date.UTC(2026, 0, 31, 16, 59));
    const one = openOffice(openDatabase(path), clock);
    const other = openOffice(openDatabase(path), clock);
    for (let i = 0; i < 100; i += 1) {
      one.says(`+62812000${10_000 + i}`, `HELPDESK printer ${i} rusak`);
      other.says(`+62813000${10_000 + i}`, `HELPDESK internet ${i} mati`);
    }
    const tickets = one.tickets();
    expect(tickets.map(({ id }) => id)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    expect(tickets.every((ticket, i) => ticket.createdAtMs >= (tickets[i - 1]?.createdAtMs ?? 0))).toBe(true);
    one.db.$client.close();
    other.db.$client.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
