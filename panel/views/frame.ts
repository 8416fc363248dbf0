import { unseenAlarms } from '../../db/queries/gatewayWatch.ts';
import { type HolidayWarning, holidayWarning } from '../../db/queries/holidayWarning.ts';
import { lateCount } from '../../db/queries/lateTickets.ts';
import { reportsToAcknowledgeCount } from '../../db/queries/leaderReports.ts';
import { lowRatingCount } from '../../db/queries/ratings.ts';
import { waitingRegistrationCount } from '../../db/queries/registrations.ts';
import { type TicketView, ticketCounts } from '../../db/queries/ticketList.ts';
import { reviewCount } from '../../db/queries/trays.ts';
import { type Actor, may } from '../../db/rules/permissions.ts';
import { type PanelContext, type PanelDeps, sessionOf } from '../deps.ts';
import { type GatewayHealth, gatewayHealth } from '../gateway/gatewayHealth.ts';

/** What stands around the content of every page. */
export interface Frame {
  actor: Actor;
  path: string;
  nowMs: number;
  timeZone: string;
  counts: Record<TicketView, number>;
  /** Texts and low ratings in "Perlu diperiksa"; undefined for who may not see them. */
  toReview: number | undefined;
  /** Tickets that are past a deadline, of those that this person sees. */
  late: number;
  /** Reports that no leader has seen; undefined for who may not see them. */
  reports: number | undefined;
  /** Numbers that registered themselves and wait; undefined for who may not decide. */
  registrations: number | undefined;
  /** What the calendar lacks; undefined when it lacks nothing, or for who may not change it. */
  holidays: HolidayWarning | undefined;
  health: GatewayHealth;
  /** Alarms that nobody has looked at; undefined for who may not see the gateway. */
  unseenAlarms: number | undefined;
  simulation: { phoneUrl: string | undefined } | undefined;
  /** The state that this page shows; read before anything else, so that a change in between is noticed. */
  version: string;
}

export function frameOf(deps: PanelDeps, c: PanelContext): Frame {
  const version = deps.feed.version();
  const { actor } = sessionOf(c);
  const nowMs = deps.clock.nowMs();
  const health = gatewayHealth(deps.db, deps.dbPath, nowMs);
  return {
    actor,
    path: new URL(c.req.url).pathname,
    nowMs,
    timeZone: deps.timeZone,
    counts: ticketCounts(deps.db, actor),
    toReview: may(actor, 'reviewMessages') ? reviewCount(deps.db) + lowRatingCount(deps.db) : undefined,
    late: lateCount(deps.db, actor, nowMs),
    reports: may(actor, 'seeLate') ? reportsToAcknowledgeCount(deps.db) : undefined,
    registrations: may(actor, 'changeDirectory') ? waitingRegistrationCount(deps.db) : undefined,
    holidays: may(actor, 'changeSettings') ? holidayWarning(deps.db, nowMs) : undefined,
    health,
    unseenAlarms: may(actor, 'seeGateway') ? unseenAlarms(deps.db) : undefined,
    simulation:
      deps.simulated ??
      (health.modems.some((modem) => modem.simulated) ? { phoneUrl: undefined } : undefined),
    version,
  };
}

/** The number that the person is there to bring down. */
export const workCount = ({ actor, counts }: Frame): number =>
  may(actor, 'reply') ? counts.awaiting : counts.open;
