import { Hono } from 'hono';
import { signedIn } from '../../db/queries/signedIn.ts';
import { type PanelDeps, type PanelEnv, sessionOf } from '../deps.ts';

const HEARTBEAT_MS = 15_000;
/** More open pages than an office has people. */
const STREAMS_MAX = 300;
/** Unread events of a browser that has stopped reading. */
const BACKLOG_MAX = 64;

/**
 * `GET /siaran`: server-sent events. An event `changed` carries a version and nothing else. A page names the
 * version that it shows (`?sejak=`, or Last-Event-ID after a break) and hears at once if it is no longer the newest.
 */
export function streamRoutes(deps: PanelDeps): Hono<PanelEnv> {
  let streams = 0;
  const app = new Hono<PanelEnv>();
  app.get('/', (c) => {
    if (streams >= STREAMS_MAX) return c.text('Terlalu banyak halaman terbuka.', 503);
    const { tokenHash } = sessionOf(c);
    const shown = c.req.header('Last-Event-ID') ?? c.req.query('sejak');
    streams += 1;
    const body = eventStream(
      deps,
      shown,
      () => signedIn(deps.db, tokenHash, deps.clock.nowMs()) !== undefined,
      () => {
        streams -= 1;
      },
    );
    return c.body(body, 200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'X-Accel-Buffering': 'no',
    });
  });
  return app;
}

function eventStream(
  { feed, log }: PanelDeps,
  shown: string | undefined,
  stillSignedIn: () => boolean,
  onEnd: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end = (): void => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let ended = false;
        let unsubscribe = (): void => {};
        const heartbeat = setInterval(() => say(': hidup\n\n'), HEARTBEAT_MS);
        end = () => {
          if (ended) return;
          ended = true;
          clearInterval(heartbeat);
          unsubscribe();
          onEnd();
        };
        const close = (): void => {
          if (ended) return;
          end();
          controller.close();
        };
        const say = (words: string): void => {
          if (ended) return;
          controller.enqueue(encoder.encode(words));
          // Who has signed out, or has stopped reading, is let go; the page then asks and is told why.
          if ((controller.desiredSize ?? 0) < -BACKLOG_MAX || !isSignedIn()) close();
        };
        const isSignedIn = (): boolean => {
          try {
            return stillSignedIn();
          } catch (error) {
            log.warn({ err: error }, 'a stream was closed: the database cannot be read');
            return false;
          }
        };
        const now = feed.version();
        say(shown === now ? `id: ${now}\n\n` : `event: changed\nid: ${now}\n\n`);
        unsubscribe = feed.subscribe({
          changed: (version) => say(`event: changed\nid: ${version}\n\n`),
          closed: close,
        });
        if (ended) unsubscribe();
      },
      cancel: () => end(),
    },
    { highWaterMark: 1 },
  );
}
