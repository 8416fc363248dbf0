import { desc, eq } from 'drizzle-orm';
import { outboundParts } from '../../db/schema/smsOut.ts';
import { messages } from '../../db/schema/tickets.ts';
import type { PanelDeps } from '../../panel/deps.ts';
import { openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';
import { type Client, openClient } from './signedInBrowser.ts';

export const DISDIK = '+6281234567891';
export const DINKES = '+6281234567892';
export const STRANGER = '+6281234567899';

/** An office whose pages are reached from outside, with two units. */
export function openReporterOffice(changes: Partial<PanelDeps> = {}): PanelOffice {
  const office = openPanelOffice({ publicUrl: 'http://localhost', ...changes });
  office.unit('Disdik', '0812-3456-7891', 'Dinas Pendidikan');
  office.unit('Dinkes', '0812-3456-7892', 'Dinas Kesehatan');
  return office;
}

/** The code of the newest SMS that is to be sent to a number, as the modem will get it. */
export const sentCode = (office: Pick<PanelOffice, 'db'>, phone: string): string | undefined =>
  /\d{6}/.exec(
    office.db
      .select({ text: outboundParts.text })
      .from(outboundParts)
      .innerJoin(messages, eq(messages.id, outboundParts.messageId))
      .where(eq(messages.peer, phone))
      .orderBy(desc(outboundParts.id))
      .get()?.text ?? '',
  )?.[0];

/** Signs a reporter in by the code. */
export async function signInReporter(
  office: PanelOffice,
  phone: string,
  who: Client = openClient(office),
): Promise<Client> {
  await who.post('/pelapor/masuk', { phone });
  await who.post('/pelapor/kode', { phone, code: sentCode(office, phone) ?? '' });
  return who;
}
