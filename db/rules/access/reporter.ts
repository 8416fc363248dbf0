import type { PhoneNumber } from '../phoneNumber.ts';

/**
 * Somebody of an SKPD who has signed in by a code sent to a registered number. No user of the panel: there is no role
 * and no user id, so that no query or action for one takes the other. What a reporter may do is what takes a Reporter:
 * read the tickets of the own unit, open one, add to one, rate one's own.
 */
export interface Reporter {
  readonly kind: 'reporter';
  readonly phone: PhoneNumber;
  readonly contactId: number;
  readonly name: string | null;
  readonly unitId: number;
  readonly unitName: string;
}
