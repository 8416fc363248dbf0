import type { Tx } from '../open.ts';
import type { SecurityEventKind } from '../rules/access/securityEvent.ts';
import { securityEvents } from '../schema/access.ts';

export interface SecurityEvent {
  kind: SecurityEventKind;
  /** Whose account it is; undefined: of no account that there is. */
  userId: number | undefined;
  /** Who did it; left out: whoever was at the address, or sat at the server. */
  byId?: number | undefined;
  address?: string | undefined;
  /** In words; never a secret. */
  detail?: string;
}

/** Adds a line to the record of accounts, inside the transaction that does the thing. */
export function recordSecurityEvent(tx: Tx, event: SecurityEvent, atMs: number): void {
  tx.insert(securityEvents)
    .values({
      kind: event.kind,
      userId: event.userId ?? null,
      byId: event.byId ?? null,
      address: event.address ?? null,
      detail: event.detail ?? null,
      atMs,
    })
    .run();
}
