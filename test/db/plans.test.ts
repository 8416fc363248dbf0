import { expect, test } from 'vitest';
import { noteAlarmSeen } from '../../db/actions/alarm.ts';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { claimPart, markWriting } from '../../db/actions/claimPart.ts';
import { endQuietAlarms } from '../../db/actions/endQuietAlarms.ts';
import { expireTexts } from '../../db/actions/expireTexts.ts';
import { keepForWindow } from '../../db/actions/keepForWindow.ts';
import { noteBalance } from '../../db/actions/noteBalance.ts';
import { noteMissedCall } from '../../db/actions/noteMissedCall.ts';
import { fileNetworkWords } from '../../db/actions/operatorSays.ts';
import { refreshOpenDeadlines } from '../../db/actions/refreshOpenDeadlines.ts';
import { releaseIncomplete } from '../../db/actions/releaseIncomplete.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import {
  askDaemon,
  claimRequest,
  expireRequests,
  failClaimedRequests,
  finishRequest,
} from '../../db/actions/requests.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import { recoverParts, settleLateReference, settlePart } from '../../db/actions/settlePart.ts';
import { sweepDeadlines } from '../../db/actions/sweepDeadlines.ts';
import { tellAlarms } from '../../db/actions/tellAlarms.ts';
import { alarmsToTell } from '../../db/queries/alarmsToTell.ts';
import { clockEffect } from '../../db/queries/clockEffect.ts';
import { isClockBehind } from '../../db/queries/clockHint.ts';
import { queueState, troubledSms } from '../../db/queries/gatewayStatus.ts';
import { anyRequest, lastMissedCalls, modemWatch, openAlarms } from '../../db/queries/gatewayWatch.ts';
import { rawToFile, textsToHandle } from '../../db/queries/inboundWork.ts';
import { lateCount, lateTickets } from '../../db/queries/lateTickets.ts';
import {
  acknowledgedReports,
  leaderReport,
  reportsToAcknowledge,
  reportsToAcknowledgeCount,
} from '../../db/queries/leaderReports.ts';
import {
  anyQueued,
  sendingBrake,
  sentLately,
  unknownWithinHour,
  waitingForWindow,
} from '../../db/queries/sendingWork.ts';
import { ticketCalculation } from '../../db/queries/ticketCalculation.ts';
import { dueMarks, ticketClocks } from '../../db/queries/ticketClocks.ts';
import { TICKET_VIEWS, ticketCounts, ticketList } from '../../db/queries/ticketList.ts';
import { ticketPage } from '../../db/queries/ticketPage.ts';
import { operatorMessages, quarantine, reviewCount, reviewTray } from '../../db/queries/trays.ts';
import { watchSettings } from '../../db/queries/watchSettings.ts';
import { CLOCK_DEFAULTS } from '../../db/rules/clocks/clockSettings.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { openOffice, SIM, type TestOffice } from '../support/office.ts';
import { recordPlans } from '../support/queryPlans.ts';

const SITI = '+6281234567890';

/** What runs at each text, at each poll or at each look at a page. */
function aDayAtTheOffice(office: TestOffice, rina: Actor, budi: Actor): void {
  const { db, clock } = office;
  office.says(SITI, `HELPDESK ${'printer di ruang kepala rusak '.repeat(8)}`);
  office.says(SITI, 'yang di lantai dua');
  office.says(SITI, 'HELPDESK STATUS');
  assignTicket(db, clock, rina, { ticketId: 1, technicianId: budi.userId, seenTechnicianId: null });
  office.says('+6281234567899', 'halo');
  replyToTicket(db, clock, rina, { ticketId: 1, text: 'Segera.', formId: 'a', seenReplyId: 0 });
  const part = claimPart(db, clock, { modem: 'modem', simId: SIM });
  markWriting(db, clock, part?.id ?? 0);
  settlePart(db, clock, part?.id ?? 0, { kind: 'sent', reference: 7 });
  office.reports(SITI, 7, 0x00);
  office.transmit({ kind: 'unknown', fault: { class: 'unknown-outcome', text: '?' } });
  office.reports('+6281234567899', 9, 0x00);
  for (let part = office.transmit(undefined, { digestOver: 0 }); part; )
    part = office.transmit(undefined, { digestOver: 0 });
  office.says(SITI, 'HELPDESK STATUS');
  office.transmit({ kind: 'notSent', fault: { class: 'transient-retry', sub: 'network', text: '?' } });
  recoverParts(db, clock);
  expireTexts(db, clock);
  expireTexts(db, clock, 3_600_000);
  releaseIncomplete(db, clock);
  rawToFile(db, 0);
  textsToHandle(db, clock.nowMs());
  anyQueued(db);
  claimPart(db, clock, {
    modem: 'modem',
    simId: SIM,
    otherSims: ['another'],
    allSims: [SIM, 'another'],
    urgentOnly: true,
    windowClosed: true,
    digestOver: 0,
  });
  settleLateReference(db, clock, 'modem', 9);
  sentLately(db, SIM, clock.nowMs(), 'Asia/Jakarta');
  unknownWithinHour(db, 'modem', clock.nowMs());
  sendingBrake(db, 'modem');
  waitingForWindow(db, clock.nowMs(), 'Asia/Jakarta');
  keepForWindow(db, clock, 'Asia/Jakarta');
  setPriority(db, clock, rina, 1, 'emergency');
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
  const budi = office.technician('Budi', '081234567801');
  const plans = recordPlans(office.db);
  aDayAtTheOffice(office, rina, budi);
  const seen = plans();
  expect(seen.length).toBeGreaterThan(100);
  // A whole table; "SCAN … USING INDEX" goes through the few rows of a partial index, or stops at a limit.
  const grows =
    /^SCAN (messages|tickets|ticket_events|raw_messages|inbound_\w+|outbound_\w+|status_reports|send_attempts)$/;
  // In the order of the primary key, and one row is enough.
  const newestOnly = /order by "messages"\."id" desc limit \?$/;
  const slow = seen.filter(({ plan, sql }) => grows.test(plan) && !newestOnly.test(sql));
  expect([...new Set(slow.map(({ plan, sql }) => `${plan}: ${sql}`))]).toEqual([]);
});

/** What runs each minute, at each call or request, and at each look at the gateway's page. */
function aDayOfTheGateway({ db, clock }: TestOffice, rina: Actor): void {
  const nowMs = clock.nowMs();
  const zone = 'Asia/Jakarta';
  askDaemon(db, clock, rina, { kind: 'sweep', modem: 'modem' });
  anyRequest(db);
  expireRequests(db, clock);
  finishRequest(db, clock, claimRequest(db, clock)?.id ?? 0, { done: true, result: 'Selesai.' });
  failClaimedRequests(db, clock);
  const call = { modem: 'modem', simId: SIM, caller: SITI, rings: 1 };
  noteMissedCall(db, clock, call, { polite: true, ownNumbers: [] });
  noteMissedCall(db, clock, call, { polite: true, ownNumbers: [] });
  const asked = { modem: 'modem', simId: SIM, code: '*888#', answer: 'Pulsa Rp0 aktif s/d 06/01/2026' };
  noteBalance(db, clock, asked, { lowRupiah: 10_000 }, zone);
  fileNetworkWords(db, clock, 'modem', 'Pulsa Anda hampir habis');
  alarmsToTell(db, nowMs + 60_000);
  tellAlarms(db, clock, [1], { phones: [SITI], texts: [{ viaSim: SIM, sentences: ['Modem rusak.'] }] });
  noteAlarmSeen(db, clock, rina, 1);
  endQuietAlarms(db, clock);
  isClockBehind(db, nowMs);
  watchSettings(db);
  modemWatch(db, { name: 'modem', simId: SIM }, nowMs, zone);
  lastMissedCalls(db);
  openAlarms(db);
}

test('nothing that watches the gateway reads through a table that grows for ever', () => {
  const office = openOffice();
  const rina = office.admin();
  const plans = recordPlans(office.db);
  aDayOfTheGateway(office, rina);
  const seen = plans();
  expect(seen.length).toBeGreaterThan(40);
  const grows =
    /^SCAN (messages|tickets|raw_messages|inbound_\w+|outbound_\w+|send_attempts|requests|alarms|balances|missed_calls|recovery_steps)$/;
  const newestOnly = /order by "(?:missed_calls|inbound_texts)"\."id" desc limit \?$/;
  const slow = seen.filter(({ plan, sql }) => grows.test(plan) && !newestOnly.test(sql));
  expect([...new Set(slow.map(({ plan, sql }) => `${plan}: ${sql}`))]).toEqual([]);
});

/** What runs every twenty seconds, at each page, and when the calendar or the settings change. */
function aDayOfTheClocks({ db, clock }: TestOffice, rina: Actor, budi: Actor): void {
  const nowMs = clock.nowMs();
  sweepDeadlines(db, clock);
  clock.pass(20 * 24 * 3_600_000);
  refreshOpenDeadlines(db, clock);
  sweepDeadlines(db, clock);
  lateTickets(db, rina, clock.nowMs());
  lateTickets(db, budi, clock.nowMs());
  lateCount(db, rina, clock.nowMs());
  lateCount(db, budi, clock.nowMs());
  ticketClocks(db, 1, nowMs);
  dueMarks(db, rina, [1], nowMs);
  ticketCalculation(db, rina, 1, nowMs);
  leaderReport(db, 1, nowMs);
  reportsToAcknowledge(db, rina);
  acknowledgedReports(db, rina);
  reportsToAcknowledgeCount(db);
  clockEffect(db, rina, CLOCK_DEFAULTS, nowMs);
}

test('nothing that keeps deadlines or shows them reads through a table that grows for ever', () => {
  const office = openOffice();
  const rina = office.admin();
  const budi = office.technician('Budi', '081234567801');
  office.says(SITI, 'HELPDESK printer mati');
  assignTicket(office.db, office.clock, rina, {
    ticketId: 1,
    technicianId: budi.userId,
    seenTechnicianId: null,
  });
  const plans = recordPlans(office.db);
  aDayOfTheClocks(office, rina, budi);
  const seen = plans();
  expect(seen.length).toBeGreaterThan(60);
  const grows =
    /^SCAN (messages|tickets|ticket_events|deadlines|deadline_news|leader_reports|outbound_\w+)\b(?! USING (COVERING )?INDEX)/;
  const slow = seen.filter(({ plan }) => grows.test(plan));
  expect([...new Set(slow.map(({ plan, sql }) => `${plan}: ${sql}`))]).toEqual([]);
  const sweeps = seen.filter(({ sql }) => /"next_at_ms" <= \?/.test(sql)).map(({ plan }) => plan);
  expect(sweeps.length).toBeGreaterThan(0);
  expect(sweeps.filter((plan) => !plan.startsWith('SEARCH deadlines USING INDEX deadlines_to_tell'))).toEqual(
    [],
  );
});
