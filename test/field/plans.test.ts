import { expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { doFieldWork } from '../../db/actions/fieldWork.ts';
import { fieldNews } from '../../db/queries/fieldNews.ts';
import { ownTasks } from '../../db/queries/ownTasks.ts';
import { lowRatingCount, lowRatings, ratingRecap } from '../../db/queries/ratings.ts';
import { openOffice } from '../support/office.ts';
import { recordPlans } from '../support/queryPlans.ts';

const SITI = '+6281234567890';
const RIZKY = '+6281299990001';

test('no command, rating, task list or piece of news reads through a table that grows for ever', () => {
  const office = openOffice();
  const { db, clock } = office;
  const rina = office.admin();
  const rizky = office.technician('Rizky', RIZKY);
  for (const complaint of ['satu', 'dua']) office.says(SITI, `HELPDESK ${complaint}`);
  for (const ticketId of [1, 2])
    assignTicket(db, clock, rina, { ticketId, technicianId: rizky.userId, seenTechnicianId: null });
  const plans = recordPlans(db);
  for (const text of [
    'TUGAS',
    'INFO 1',
    'TERIMA 1 2',
    'BERANGKAT 1',
    'TIBA',
    'TUNDA 1 part',
    'LANJUT',
    'SELESAI 1 ok',
  ])
    office.says(RIZKY, text);
  office.says(RIZKY, 'SELESAI 1 ok');
  for (const text of ['NILAI 1 2', 'NILAI 3', 'BUKA', 'BUKA 1 masih', 'BUKA 9 masih'])
    office.says(SITI, text);
  doFieldWork(db, clock, rizky, { ticketId: 2, work: { verb: 'depart' }, formId: 'formulir-1' });
  ownTasks(db, rizky);
  fieldNews(db, rina, clock.nowMs());
  lowRatings(db, rina);
  lowRatingCount(db);
  ratingRecap(db, rina, 0, clock.nowMs());
  const seen = plans();
  expect(seen.length).toBeGreaterThan(100);
  const grows =
    /^SCAN (messages|tickets|ticket_events|raw_messages|inbound_\w+|outbound_\w+|used_forms|deadlines)$/;
  const slow = seen.filter(({ plan }) => grows.test(plan));
  expect([...new Set(slow.map(({ plan, sql }) => `${plan}: ${sql}`))]).toEqual([]);
});
