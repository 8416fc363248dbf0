import { and, eq, ne, sql } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { checkedPart, checkedQuantity, type PartFields, samePart } from '../rules/stock/partFields.ts';
import { CHANGES } from '../rules/stock/stockMove.ts';
import { partRequests, parts } from '../schema/stock.ts';
import { inAction } from './action.ts';
import { moveStock, partNumbered } from './moveStock.ts';

/**
 * Takes a part into the book, with what lies there already.
 * @returns its id
 * @throws DomainError `conflict` for a name that is there
 */
export function addPart(
  db: Db,
  clock: Clock,
  actor: Actor,
  { quantity, ...fields }: PartFields & { quantity: number },
): number {
  demand(actor, 'changeStock');
  return inAction(db, clock, (tx, nowMs) => {
    const checked = checkedPart(fields);
    refuseTwin(tx, checked.name, 0);
    const part = tx
      .insert(parts)
      .values({ ...checked, createdAtMs: nowMs })
      .returning()
      .get();
    if (checkedQuantity(quantity, 0) > 0)
      moveStock(
        tx,
        { part, kind: 'arrival', change: CHANGES.arrival(quantity), userId: actor.userId, note: 'Stok awal' },
        nowMs,
      );
    return part.id;
  });
}

/**
 * @param seen what the form showed: another's change in between is not written over
 * @throws DomainError `conflict` for that, for a name that is there, and for a part that goes while tickets wait for it
 */
export function changePart(
  db: Db,
  clock: Clock,
  actor: Actor,
  change: { partId: number; fields: PartFields; seen: PartFields },
): void {
  demand(actor, 'changeStock');
  inAction(db, clock, (tx) => {
    const part = partNumbered(tx, change.partId);
    const checked = checkedPart(change.fields);
    if (!samePart(part, change.seen))
      throw new DomainError(
        'conflict',
        `${part.name} baru saja diubah orang lain. Isian Anda belum disimpan; bandingkan, lalu simpan sekali lagi bila tetap perlu.`,
      );
    refuseTwin(tx, checked.name, part.id);
    if (!checked.active) refuseWanted(tx, part.id, part.name);
    tx.update(parts).set(checked).where(eq(parts.id, part.id)).run();
  });
}

function refuseTwin(tx: Tx, name: string, partId: number): void {
  const twin = tx
    .select({ name: parts.name })
    .from(parts)
    .where(and(eq(parts.name, name), ne(parts.id, partId)))
    .get();
  if (twin) throw new DomainError('conflict', `${twin.name} sudah ada dalam daftar.`);
}

function refuseWanted(tx: Tx, partId: number, name: string): void {
  const wanted = tx
    .select({ ticketId: partRequests.ticketId })
    .from(partRequests)
    .where(and(eq(partRequests.partId, partId), sql`${partRequests.state} IN ('waiting', 'reserved')`))
    .get();
  if (wanted)
    throw new DomainError(
      'conflict',
      `${name} masih diperlukan tiket ${wanted.ticketId}; belum bisa dinonaktifkan.`,
    );
}
