import { type Env, readConfiguration, type Variables } from '../db/configuration.ts';
import { type Environment, environment } from '../db/environment.ts';

export interface PanelConfig extends Environment {
  /** Address to listen on; the default is reached from this machine only. */
  host: string;
  port: number;
  /** The session cookie travels over https only, when that is how the panel is reached. */
  secureCookie: boolean;
}

/** @throws ConfigError listing every fault at once */
export function readPanelConfig(env: Env): Readonly<PanelConfig> {
  return readConfiguration(env, panelConfig);
}

/** The reader behind `readPanelConfig`, for `helpdesk start`, which reads both processes' configuration at once. */
export function panelConfig(variables: Variables): PanelConfig {
  const shared = environment(variables);
  const host = variables.text('HELPDESK_PANEL_HOST') ?? '127.0.0.1';
  if (!/^[A-Za-z0-9.:_-]+$/.test(host)) {
    variables.fault('HELPDESK_PANEL_HOST', 'an address or a host name, without a port', host);
  }
  return {
    ...shared,
    host,
    port: variables.integer('HELPDESK_PANEL_PORT', 8080, 1, 65_535),
    secureCookie: shared.publicUrl?.startsWith('https:') ?? false,
  };
}
