import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { recordEvent } from '../../db/actions/recordEvent.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import type { ClockName } from '../../db/rules/clocks/clockName.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { deadlines } from '../../db/schema/deadlines.ts';
import { openOffice, standingClock, type TestOffice } from '../support/office.ts';
import { wall, wib } from './wib.ts';

const SITI = '+6281234567890';

let office: TestOffice;
let rina: Actor;
let budi: Actor;

beforeEach(() => {
  office = openOffice(undefined, standingClock(wib('2026-01-05 09:00') - 1000));
  rina = office.admin();
  budi = office.technician('Budi', '081234567801');
});
afterEach(() => office.db.$client.close());

const row = (clock: ClockName, ticketId = 1) =>
  office.db
    .select()
    .from(deadlines)
    .all()
    .find((each) => each.ticketId === ticketId && each.clock === clock);

const assign = () =>
  assignTicket(office.db, office.clock, rina, { ticketId: 1, technicianId: budi.userId, seenTechnicianId: null });

describe('deadlines', () => {
  test('are there as soon as a complaint is', () => {
    office.says(SITI, 'HELPDESK printer mati');
    expect(wall(row('reply')?.dueAtMs)).toBe('2026-01-05 09:30');
    expect(wall(row('confirmation')?.boundAtMs)).toBe('2026-01-05 10:00');
    expect(row('repair')).toBeUndefined();
  });

  test('follow a changed priority, from the same start', () => {
    office.says(SITI, 'HELPDESK printer mati');
    assign();
    expect(wall(row('repair')?.dueAtMs)).toBe('2026-01-10 09:00');
    office.clock.set(wib('2026-01-05 15:00'));
    setPriority(office.db, office.clock, rina, 1, 'high');
    expect(wall(row('repair')?.dueAtMs)).toBe('2026-01-06 09:00');
  });
});
