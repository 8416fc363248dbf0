import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { users } from '../schema/people.ts';
import { tickets } from '../schema/tickets.ts';

export interface TechnicianLoad {
  id: number;
  name: string;
  hasPhone: boolean;
  /** Open tickets, and how many of them are High or Emergency. */
  open: number;
  urgent: number;
}

/** Active technicians, the least laden first; only open tickets count. */
export function technicianLoads(db: Db): TechnicianLoad[] {
  const open = sql<number>`count(${tickets.id})`;
  const urgent = sql<number>`count(CASE WHEN ${tickets.priorityRank} >= 3 THEN 1 END)`;
  return db
    .select({ id: users.id, name: users.name, phone: users.phone, open, urgent })
    .from(users)
    .leftJoin(tickets, and(eq(tickets.technicianId, users.id), eq(tickets.open, true)))
    .where(and(eq(users.role, 'technician'), eq(users.active, true)))
    .groupBy(users.id)
    .orderBy(urgent, open, users.name)
    .all()
    .map(({ phone, ...load }) => ({ ...load, hasPhone: phone !== null }));
}
