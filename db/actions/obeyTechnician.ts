import { and, eq, inArray } from 'drizzle-orm';
import { DomainError } from '../rules/errors.ts';
import type { TechnicianCommand } from '../rules/inboundRequest.ts';
import { acceptedText, closedText, commandRefusedText } from '../rules/notices.ts';
import type { Actor } from '../rules/permissions.ts';
import { tickets } from '../schema/tickets.ts';
import { answered, type Incoming, keep } from './incomingText.ts';
import { acceptWithin, closeWithin } from './moveTicket.ts';

/**
 * Carries out a technician's command by SMS and confirms it in one part. Without a number the ticket is
 * the only one that the command can mean (DESIGN 17); otherwise the answer says what is missing.
 */
export function obeyTechnician(
  incoming: Incoming,
  technician: Omit<Actor, 'userId'> & { id: number },
  command: TechnicianCommand,
): number {
  const { tx, nowMs, row, office } = incoming;
  const actor: Actor = { userId: technician.id, name: technician.name, role: technician.role };
  const ticketId = command.ticketIds[0] ?? onlyCandidate(incoming, actor, command);
  try {
    if (ticketId === undefined) throw new DomainError('invalid', 'Sebutkan nomor tiketnya');
    if (command.verb === 'accept') acceptWithin(tx, actor, ticketId, nowMs, row.sender);
    else
      closeWithin(tx, actor, { ticketId, note: command.words, timeZone: office.timeZone }, nowMs, row.sender);
    const text = command.verb === 'accept' ? acceptedText(ticketId) : closedText(ticketId);
    return answered(incoming, keep(incoming, 'command', ticketId), 'command_answer', text, ticketId);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return answered(incoming, keep(incoming, 'command'), 'command_answer', commandRefusedText(error.message));
  }
}

function onlyCandidate({ tx }: Incoming, actor: Actor, command: TechnicianCommand): number | undefined {
  const statuses =
    command.verb === 'accept' ? (['assigned'] as const) : (['assigned', 'in_progress', 'pending'] as const);
  const candidates = tx
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.technicianId, actor.userId), inArray(tickets.status, [...statuses])))
    .limit(2)
    .all();
  return candidates.length === 1 ? candidates[0]?.id : undefined;
}
