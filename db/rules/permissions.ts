import { DomainError } from './errors.ts';

export const ROLES = ['admin', 'technician', 'leader'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_LABELS: Record<Role, string> = {
  admin: 'Admin',
  technician: 'Teknisi',
  leader: 'Pimpinan',
};

/** Who acts: a signed-in user, or a technician writing by SMS. */
export interface Actor {
  userId: number;
  name: string;
  role: Role;
}

/** Everything that can be allowed; "own" means assigned to the actor. */
export type Right =
  | 'seeAllTickets'
  | 'seeOwnTickets'
  | 'openTicket'
  | 'reply'
  | 'note'
  | 'setPriority'
  | 'editTicket'
  | 'assign'
  | 'acceptOwn'
  | 'declineOwn'
  | 'travelOwn'
  | 'pendAny'
  | 'pendOwn'
  | 'closeAny'
  | 'closeOwn'
  | 'reopen'
  | 'cancel'
  | 'reject'
  | 'merge'
  | 'reviewMessages'
  | 'decideUnknown'
  | 'exportHistory'
  | 'seeLate'
  | 'reportLateOwn'
  | 'reportLateAny'
  | 'acknowledgeReports'
  | 'seeWorkload'
  | 'changeAbsences'
  | 'seeStock'
  | 'useStock'
  | 'changeStock'
  | 'seeDirectory'
  | 'changeDirectory'
  | 'changeUsers'
  | 'seeGateway'
  | 'controlGateway'
  | 'changeSettings';

/** Each role sees and does only its own part (SOP 1). */
const RIGHTS: Record<Role, readonly Right[]> = {
  admin: [
    'seeAllTickets',
    'openTicket',
    'reply',
    'note',
    'setPriority',
    'editTicket',
    'assign',
    'pendAny',
    'closeAny',
    'reopen',
    'cancel',
    'reject',
    'merge',
    'reviewMessages',
    'decideUnknown',
    'exportHistory',
    'seeLate',
    'reportLateAny',
    'seeWorkload',
    'changeAbsences',
    'seeStock',
    'useStock',
    'changeStock',
    'seeDirectory',
    'changeDirectory',
    'changeUsers',
    'seeGateway',
    'controlGateway',
    'changeSettings',
  ],
  technician: [
    'seeOwnTickets',
    'note',
    'acceptOwn',
    'declineOwn',
    'travelOwn',
    'pendOwn',
    'closeOwn',
    'exportHistory',
    'reportLateOwn',
    'seeStock',
    'useStock',
  ],
  leader: [
    'seeAllTickets',
    'exportHistory',
    'seeLate',
    'acknowledgeReports',
    'seeWorkload',
    'seeStock',
    'seeDirectory',
    'seeGateway',
  ],
};

export const may = (actor: Actor, right: Right): boolean => RIGHTS[actor.role].includes(right);

/** @throws DomainError `forbidden` when the role lacks the right. */
export function demand(actor: Actor, right: Right): void {
  if (!may(actor, right)) throw new DomainError('forbidden', 'Peran Anda tidak boleh melakukan ini.');
}
