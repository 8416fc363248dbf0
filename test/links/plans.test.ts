import { expect, test } from 'vitest';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { linkTickets } from '../../db/actions/linkTickets.ts';
import { mergeTickets } from '../../db/actions/mergeTickets.ts';
import { unmergeTicket } from '../../db/actions/unmergeTicket.ts';
import { disturbanceCounts } from '../../db/queries/disturbanceCounts.ts';
import { linkedTickets } from '../../db/queries/linkedTickets.ts';
import { similarTickets } from '../../db/queries/similarTickets.ts';
import { openOffice } from '../support/office.ts';
import { recordPlans } from '../support/queryPlans.ts';

test('what tickets have to do with each other is found without reading through all of them', () => {
  const office = openOffice();
  const rina = office.admin();
  const { db, clock } = office;
  for (const [at, name] of ['Disdik', 'Dinkes', 'Dispora'].entries()) office.unit(name, `+628123456700${at}`);
  db.$client.exec("UPDATE units SET district = 'Genteng'");
  const plans = recordPlans(db);
  for (const at of [0, 1, 2]) office.says(`+628123456700${at}`, 'HELPDESK internet mati');
  linkTickets(db, clock, rina, { ticketId: 1, otherId: 2 });
  similarTickets(db, rina, [1, 2, 3]);
  mergeTickets(db, clock, rina, { mainId: 1, ticketIds: [2, 3] });
  office.says('+6281234567001', 'masih mati');
  linkedTickets(db, rina, 1);
  unmergeTicket(db, clock, rina, 3);
  closeTicket(db, clock, rina, { ticketId: 1, note: 'kabel' });
  office.says('+6281234567001', 'HELPDESK internet mati');
  office.says('+6281234567001', 'HELPDESK STATUS');
  disturbanceCounts(db, rina, { fromMs: 0, toMs: clock.nowMs() });
  const slow = plans().filter(({ plan }) =>
    /^SCAN (tickets|other|main|messages|ticket_events|ticket_links|ticket_merges)\b/.test(plan),
  );
  expect([...new Set(slow.map(({ plan, sql }) => `${plan}: ${sql}`))]).toEqual([]);
});
