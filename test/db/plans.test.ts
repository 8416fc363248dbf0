import { expect, test } from 'vitest';
import { claimPart, markWriting } from '../../db/actions/claimPart.ts';
import { expireTexts } from '../../db/actions/expireTexts.ts';
import { releaseIncomplete } from '../../db/actions/releaseIncomplete.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import { recoverParts, settlePart } from '../../db/actions/settlePart.ts';
import { queueState, troubledSms } from '../../db/queries/gatewayStatus.ts';
import { rawToFile, textsToHandle } from '../../db/queries/inboundWork.ts';
import { anyQueued } from '../../db/queries/sendingWork.ts';
import { TICKET_VIEWS, ticketCounts, ticketList } from '../../db/queries/ticketList.ts';
import { ticketPage } from '../../db/queries/ticketPage.ts';
import { operatorMessages, quarantine, reviewCount, reviewTray } from '../../db/queries/trays.ts';
import { openOffice, SIM, type TestOffice } from '../support/office.ts';
import { recordPlans } from '../support/queryPlans.ts';

const SITI = '+6281234567890';

/** What runs at each text, at each poll or at each look at a page. */
function aDayAtTheOffice(office: TestOffice, rina: ReturnType<TestOffice['admin']>): void {
  const { db, clock } = office;
  office.says(SITI, `HELPDESK ${'printer di ruang kepala rusak '.repeat(8)}`);
  office.says(SITI, 'yang di lantai dua');
  office.says(SITI, 'HELPDESK STATUS');
  office.says('+6281234567899', 'halo');
  replyToTicket(db, clock, rina, { ticketId: 1, text: 'Segera.', formId: 'a', seenReplyId: 0 });
  const part = claimPart(db, clock, { modem: 'modem', simId: SIM });
  markWriting(db, clock, part?.id ?? 0);
  settlePart(db, clock, part?.id ?? 0, { kind: 'sent', reference: 7 });
  office.reports(SITI, 7, 0x00);
  office.transmit({ kind: 'unknown', fault: { class: 'unknown-outcome', text: '?' } });
  office.reports('+6281234567899', 9, 0x00);
  recoverParts(db, clock);
  expireTexts(db, clock);
  expireTexts(db, clock, 3_600_000);
  releaseIncomplete(db, clock);
  rawToFile(db, 0);
  textsToHandle(db, clock.nowMs());
  anyQueued(db);
  queueState(db);
  troubledSms(db);
  for (const view of TICKET_VIEWS) ticketList(db, rina, view, '1-2-9');
  ticketCounts(db, rina);
  ticketPage(db, rina, 1);
  reviewTray(db);
  reviewCount(db);
  operatorMessages(db);
  quarantine(db);
}

test('nothing that runs at each text, poll or page reads through a table that grows for ever', () => {
  const office = openOffice();
  const rina = office.admin();
  const plans = recordPlans(office.db);
  aDayAtTheOffice(office, rina);
  const seen = plans();
  expect(seen.length).toBeGreaterThan(100);
  // A whole table; "SCAN … USING INDEX" goes through the few rows of a partial index, or stops at a limit.
  const grows =
    /^SCAN (messages|tickets|ticket_events|raw_messages|inbound_\w+|outbound_\w+|status_reports)$/;
  // In the order of the primary key, and one row is enough.
  const newestOnly = /order by "messages"\."id" desc limit \?$/;
  const slow = seen.filter(({ plan, sql }) => grows.test(plan) && !newestOnly.test(sql));
  expect([...new Set(slow.map(({ plan, sql }) => `${plan}: ${sql}`))]).toEqual([]);
});
