import type { SecurityEventRow } from '../../db/queries/userAccounts.ts';
import { SECURITY_EVENTS } from '../../db/rules/access/securityEvent.ts';
import type { Frame } from '../views/frame.ts';
import { At } from '../views/time.tsx';

interface RecordProps {
  frame: Frame;
  events: readonly SecurityEventRow[];
  /** Whose account it was stands in each line. */
  named: boolean;
}

/** What happened to accounts: who, when, from where. The newest first. */
export const SecurityRecord = ({ frame, events, named }: RecordProps) => (
  <section class="security-record" aria-label="Catatan keamanan">
    <h2>Catatan keamanan</h2>
    {events.length === 0 ? (
      <p class="empty">
        Belum ada catatan. Setiap masuk, percobaan yang gagal dan perubahan akun muncul di sini.
      </p>
    ) : (
      <ol class="lines">
        {events.map((event) => (
          <li key={event.id}>
            <span>
              {SECURITY_EVENTS[event.kind]}
              {event.detail !== null && `: ${event.detail}`}
            </span>
            <span class="muted">
              {[named ? (event.userName ?? 'nama tak dikenal') : undefined, byWords(event), event.address]
                .filter((word) => word)
                .join(' · ')}
            </span>
            <At atMs={event.atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
          </li>
        ))}
      </ol>
    )}
  </section>
);

const byWords = ({ byName, userName, kind }: SecurityEventRow): string | undefined => {
  if (kind === 'reset_at_server') return 'dari server';
  return byName === null || byName === userName ? undefined : `oleh ${byName}`;
};
