import type { Tx } from '../open.ts';
import { openTasks, type Task } from '../openTasks.ts';
import type { TechnicianVerb } from '../rules/inboundRequest.ts';
import { MOVES, type TicketStatus } from '../rules/ticketLifecycle.ts';

/**
 * Which of a technician's tickets a command without a number can mean (DESIGN 17): those from whose state it leads on,
 * as far as they have not been there already.
 */
export function candidates(tx: Tx, technicianId: number, verb: TechnicianVerb): Task[] {
  const tasks = openTasks(tx, technicianId);
  const from = (statuses: readonly TicketStatus[]): Task[] =>
    tasks.filter((task) => statuses.includes(task.status));
  switch (verb) {
    case 'accept':
    case 'decline':
    case 'pend':
    case 'resume':
    case 'close':
      return from(MOVES[verb].from);
    case 'depart':
      return from(MOVES.depart.from).filter((task) => task.departedAtMs === null);
    case 'arrive': {
      const onTheWay = from(MOVES.arrive.from).filter((task) => task.arrivedAtMs === null);
      const departed = onTheWay.filter((task) => task.departedAtMs !== null);
      return departed.length > 0 ? departed : onTheWay;
    }
    default:
      return tasks;
  }
}
