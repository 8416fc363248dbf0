export type { Gateway, GatewayHooks, GatewayPhase, GatewayState, OutgoingPdu } from './gatewayContract.ts';
