import { expect, test } from 'vitest';
import { bindNumber } from '../../db/actions/bindNumber.ts';
import { confirmRegistration } from '../../db/actions/decideRegistration.ts';
import { openCall } from '../../db/actions/openCall.ts';
import { undoDirectoryAct } from '../../db/actions/undoDirectoryAct.ts';
import { callerSurroundings } from '../../db/queries/callView.ts';
import { contactPage } from '../../db/queries/contactDirectory.ts';
import { directoryHistory } from '../../db/queries/directoryHistory.ts';
import { decidedRegistrations, waitingRegistrations } from '../../db/queries/registrations.ts';
import { unitList, unitPage } from '../../db/queries/unitDirectory.ts';
import { registrations } from '../../db/schema/directory.ts';
import { contactOf } from '../support/contactOf.ts';
import { openOffice } from '../support/office.ts';
import { recordPlans } from '../support/queryPlans.ts';

const SITI = '+6281234567890';
const STRANGER = '+6281234567899';

test('nothing that the directory or a call asks for reads through a table that grows for ever (R48)', () => {
  const office = openOffice();
  const { db, clock } = office;
  const rina = office.admin();
  const disdik = office.unit('Disdik', SITI);
  contactOf(db, clock, { unitId: disdik, name: 'Siti', phones: ['0857-1111-2222', '0857-1111-3333'] });
  const plans = recordPlans(db);
  office.says('+6285711112222', 'HELPDESK printer rusak');
  office.says('+6285711113333', 'HELPDESK STATUS');
  office.says(STRANGER, 'HELPDESK wifi mati');
  office.says(STRANGER, 'DAFTAR Budi#disdik');
  const [registration] = db.select().from(registrations).all();
  waitingRegistrations(db, rina);
  const seen = { id: registration?.id ?? 0, seenAskedAtMs: registration?.askedAtMs ?? 0 };
  confirmRegistration(db, clock, rina, { ...seen, name: 'Budi', unitId: disdik });
  decidedRegistrations(db, rina);
  const { actId } = bindNumber(db, clock, rina, { phone: '+6281300001111', unitId: disdik, name: null });
  undoDirectoryAct(db, clock, rina, actId ?? 0);
  unitList(db, rina, { words: 'dis', show: 'active' });
  unitPage(db, rina, disdik);
  contactPage(db, rina, 2);
  directoryHistory(db, 'contact', 3);
  callerSurroundings(db, rina, { unitId: disdik, phone: SITI, categoryId: null }, clock.nowMs());
  openCall(db, clock, rina, {
    formId: 'form-0001',
    unitId: disdik,
    name: 'Budi',
    phone: null,
    problem: 'Server mati',
    categoryId: null,
    priority: 'high',
    place: '',
    receivedAtMs: null,
    walkIn: false,
    remember: false,
    technicianId: null,
    evenIfUnavailable: false,
    visitAtMs: null,
  });
  const grows =
    /^SCAN (messages|tickets|ticket_events|directory_\w+|registrations|opening_forms|outbound_\w+)$/;
  // In the order of the primary key, and few rows are enough.
  const newestOnly = /order by "registrations"\."id" desc limit \?$/;
  const all = plans();
  expect(all.length).toBeGreaterThan(80);
  const slow = all.filter(
    ({ plan, sql }) =>
      grows.test(plan) && !newestOnly.test(sql) && !/^select .* from "registrations"$/.test(sql),
  );
  expect([...new Set(slow.map(({ plan, sql }) => `${plan}: ${sql}`))]).toEqual([]);
});
