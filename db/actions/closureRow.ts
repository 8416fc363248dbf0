import type { OfficeClosure } from '../rules/calendar/closure.ts';

/** A closure as its row keeps it. */
export const closureRow = ({ closed, name, source, ...rest }: OfficeClosure) => ({
  ...rest,
  name: name.trim(),
  source: source?.trim() || null,
  closedFrom: closed?.from ?? null,
  closedTo: closed?.to ?? null,
});
