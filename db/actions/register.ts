import { and, eq } from 'drizzle-orm';
import { knownNumber } from '../knownNumber.ts';
import { noticeText } from '../noticeWording.ts';
import { oneLine } from '../rules/directory/unitFields.ts';
import { unitNamed } from '../rules/directory/unitNames.ts';
import type { NoticeKey } from '../rules/notices/noticeTable.ts';
import type { NoticeFacts } from '../rules/notices/placeholder.ts';
import { registrations } from '../schema/directory.ts';
import { units, users } from '../schema/people.ts';
import { answered, type Incoming, keep } from './incomingText.ts';

/** Longer ones are no names; the column's words are shown whole to the admin. */
const WORDS_MAX = 120;

/**
 * Takes `DAFTAR nama#unit` down for an admin to confirm, and tells the sender so; another one before that takes the
 * place of the first. What is registered already just so is answered at once.
 */
export function registerByText(incoming: Incoming, request: { name: string; unit: string }): number {
  const { tx, row, nowMs } = incoming;
  const name = oneLine(request.name).slice(0, WORDS_MAX);
  const unitWords = oneLine(request.unit).slice(0, WORDS_MAX);
  const answer = (notice: NoticeKey, facts: NoticeFacts = {}): number =>
    answered(incoming, keep(incoming, 'command'), 'command_answer', noticeText(tx, notice, facts));
  if (tx.select({ id: users.id }).from(users).where(eq(users.phone, row.sender)).get())
    return answer('registrationOfStaff');
  if (name === '' || unitWords === '') return answer('registrationAsked');
  const unit = unitNamed(tx.select().from(units).where(eq(units.active, true)).all(), unitWords);
  const facts = { pelapor: name, skpd: unit?.shortName ?? unitWords };
  const owner = knownNumber(tx, row.sender);
  if (unit && owner?.unitId === unit.id && owner.name?.toLowerCase() === name.toLowerCase())
    return answer('registered', facts);
  const asked = { phone: row.sender, name, unitWords, askedAtMs: nowMs };
  const waiting = tx
    .update(registrations)
    .set(asked)
    .where(and(eq(registrations.phone, row.sender), eq(registrations.state, 'waiting')))
    .run();
  if (waiting.changes === 0) tx.insert(registrations).values(asked).run();
  return answer('registrationWaiting', facts);
}
