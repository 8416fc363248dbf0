import type { Gateway, GatewayState } from '../../daemon/modem/gatewayContract.ts';

/** A modem that is in use and of which nothing comes; a test says what it does beyond that. */
export function idleGateway(
  name: string,
  does: Partial<Gateway> = {},
  state: Partial<GatewayState> = {},
): Gateway {
  return {
    name,
    state: () => ({
      name,
      phase: 'ready',
      detail: 'Siap',
      simId: `sim of ${name}`,
      imei: undefined,
      model: undefined,
      firmware: undefined,
      operator: undefined,
      technology: undefined,
      signalDbm: undefined,
      registered: true,
      storages: [],
      storageUsed: undefined,
      storageTotal: undefined,
      recoveryLevel: undefined,
      sinceMs: 0,
      ...state,
    }),
    canSend: () => false,
    transmit: () => Promise.reject(new Error('nothing is sent here')),
    ussd: () => Promise.resolve({ kind: 'failed', words: 'Jaringan tidak menjawab.' }),
    sweepSoon: () => {},
    sweepNow: () => Promise.resolve('clean'),
    restart: () => Promise.resolve(),
    trace: () => [],
    stop: () => Promise.resolve(),
    ...does,
  };
}
