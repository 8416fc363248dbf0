import type { MessageKind } from './messageKind.ts';
import { type Actor, may } from './permissions.ts';
import type { EventKind } from './ticketEvent.ts';

const RATING_EVENTS: readonly EventKind[] = ['rated', 'rating_refused'];

/**
 * Whether a line of a ticket's history or conversation is for this person's eyes: ratings are for those who look at
 * everybody's work, never about one's own.
 */
export const isForEyesOf = (actor: Actor, kind: EventKind | MessageKind): boolean =>
  may(actor, 'seeAllTickets') || !(kind === 'rating' || RATING_EVENTS.some((each) => each === kind));
