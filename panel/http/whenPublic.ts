import type { MiddlewareHandler } from 'hono';
import type { PanelDeps, PanelEnv } from '../deps.ts';

/** Pages for people outside exist only where the office has said under which address they are reached (DESIGN 30). */
export const whenPublic =
  ({ publicUrl }: PanelDeps): MiddlewareHandler<PanelEnv> =>
  async (c, next) =>
    publicUrl === undefined ? c.notFound() : next();
