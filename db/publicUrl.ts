import type { Db, Tx } from './open.ts';
import { readSetting, writeSetting } from './setting.ts';

/** Where reporters reach the panel, without a slash at its end; undefined: no link is sent to anybody (DESIGN 30). */
export const publicUrlOf = (db: Db | Tx): string | undefined => readSetting(db, 'public_url') || undefined;

/** Keeps what the panel was configured with, since it serves those pages; called at its start. */
export function notePublicUrl(db: Db, publicUrl: string | undefined): void {
  const url = publicUrl?.replace(/\/+$/, '') ?? '';
  if ((readSetting(db, 'public_url') ?? '') === url) return;
  db.transaction((tx) => writeSetting(tx, 'public_url', url), { behavior: 'immediate' });
}

/** The page on which whoever has the token sees how far the ticket is. */
export const statusLink = (publicUrl: string, token: string): string => `${publicUrl}/s/${token}`;
