import { Hono } from 'hono';
import { latestVersion, schemaVersion } from '../../db/migrate.ts';
import { queueState } from '../../db/queries/gatewayStatus.ts';
import type { PanelDeps } from '../deps.ts';
import { gatewayHealth } from './gatewayHealth.ts';

/**
 * `GET /health` for monitoring, without a session and so without anything personal: no numbers, no names of people,
 * no SIM identities. 200 while the database can be read, 503 when it cannot.
 */
export function healthRoute({ db, dbPath, clock, log }: PanelDeps): Hono {
  const app = new Hono();
  app.get('/health', (c) => {
    const nowMs = clock.nowMs();
    try {
      const { condition, daemonLastSeenMs, modems } = gatewayHealth(db, dbPath, nowMs);
      const queue = queueState(db);
      const found = schemaVersion(db);
      const expected = latestVersion();
      return c.json({
        status: condition === 'ready' && found === expected && queue.stumbling === 0 ? 'ok' : 'degraded',
        daemonLastSeenMs: daemonLastSeenMs ?? null,
        daemonLastSeen: daemonLastSeenMs === undefined ? null : new Date(daemonLastSeenMs).toISOString(),
        modems: modems.map(({ name, phase, registered, signalDbm, simulated, sinceMs }) => ({
          name,
          phase,
          registered,
          signalDbm,
          simulated,
          since: new Date(sinceMs).toISOString(),
        })),
        queued: queue.queued,
        oldestQueuedSmsAgeMs: queue.oldestQueuedAtMs === null ? null : nowMs - queue.oldestQueuedAtMs,
        unknown: queue.unknown,
        failedInbound: queue.failedInbound,
        quarantined: queue.quarantined,
        stumbling: queue.stumbling,
        schemaVersion: found,
        schemaExpected: expected,
      });
    } catch (error) {
      log.error({ err: error }, 'the database cannot be read');
      return c.json({ status: 'down', reason: 'The database cannot be read.' }, 503);
    }
  });
  return app;
}
