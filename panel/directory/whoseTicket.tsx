import type { Db } from '../../db/open.ts';
import { type BindingHint, bindingHint } from '../../db/queries/bindingHint.ts';
import type { TicketPage } from '../../db/queries/ticketPage.ts';
import { type UnitChoice, unitChoices } from '../../db/queries/unitDirectory.ts';
import { type Actor, may } from '../../db/rules/permissions.ts';
import type { TicketForm } from '../tickets/ticketForm.ts';
import { BindNumber } from './bindNumber.tsx';
import { UnitNames } from './unitField.tsx';

/** What may be chosen as a ticket's unit, and what seems to be meant. */
export interface TicketBinding {
  choices: readonly UnitChoice[];
  hint: BindingHint;
}

/** @returns undefined for who may not say from where a ticket is */
export function ticketBinding(db: Db, actor: Actor, ticket: TicketPage): TicketBinding | undefined {
  if (!may(actor, 'changeDirectory')) return undefined;
  const choices = unitChoices(db);
  const [first] = ticket.conversation;
  const hint =
    ticket.unit || ticket.reporterPhone === null
      ? { unit: '', name: '' }
      : bindingHint(db, choices, { phone: ticket.reporterPhone, text: first?.text ?? ticket.subject });
  return { choices, hint };
}

interface WhoseProps {
  ticket: TicketPage;
  form: TicketForm;
  binding: TicketBinding | undefined;
  problem: string | undefined;
}

/** From which unit a ticket is: asked for openly while nobody knows, folded away once it is known. */
export const WhoseTicket = ({ ticket, form, binding, problem }: WhoseProps) => {
  if (!binding) return null;
  const { choices, hint } = binding;
  const shown = { unit: form.bindUnit || hint.unit, name: form.bindName || hint.name };
  const action = `/tiket/${ticket.id}/skpd`;
  const names = <UnitNames choices={choices} />;
  if (!ticket.unit)
    return (
      <>
        <BindNumber
          phone={ticket.reporterPhone}
          action={action}
          shown={shown}
          id={ticket.id}
          problem={problem}
        />
        {names}
      </>
    );
  return (
    <details class="bind" open={problem !== undefined || form.bindUnit !== ''}>
      <summary>Ganti SKPD tiket ini</summary>
      <BindNumber phone={null} action={action} shown={shown} id={ticket.id} problem={problem} />
      {names}
    </details>
  );
};
