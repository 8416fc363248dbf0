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
  | 'reply'
  | 'setPriority'
  | 'assign'
  | 'acceptOwn'
  | 'closeAny'
  | 'closeOwn'
  | 'reviewMessages'
  | 'decideUnknown'
  | 'seeGateway'
  | 'controlGateway'
  | 'changeSettings';

/** Each role sees and does only its own part (SOP 1). */
const RIGHTS: Record<Role, readonly Right[]> = {
  admin: [
    'seeAllTickets',
    'reply',
    'setPriority',
    'assign',
    'closeAny',
    'reviewMessages',
    'decideUnknown',
    'seeGateway',
    'controlGateway',
    'changeSettings',
  ],
  technician: ['seeOwnTickets', 'acceptOwn', 'closeOwn'],
  leader: ['seeAllTickets', 'seeGateway'],
};

export const may = (actor: Actor, right: Right): boolean => RIGHTS[actor.role].includes(right);

/** @throws DomainError `forbidden` when the role lacks the right. */
export function demand(actor: Actor, right: Right): void {
  if (!may(actor, right)) throw new DomainError('forbidden', 'Peran Anda tidak boleh melakukan ini.');
}
