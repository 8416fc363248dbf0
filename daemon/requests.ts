import {
  type ClaimedRequest,
  claimRequest,
  expireRequests,
  failClaimedRequests,
  finishRequest,
} from '../db/actions/requests.ts';
import type { Clock } from '../db/clock.ts';
import type { Logger } from '../db/logger.ts';
import type { Db } from '../db/open.ts';
import { anyRequest } from '../db/queries/gatewayWatch.ts';
import type { RequestKind } from '../db/rules/gatewayRequest.ts';
import type { Gateway } from './modem/gatewayContract.ts';

/** How a request ended, with one Indonesian sentence for whoever asked. */
export interface RequestEnd {
  done: boolean;
  result: string;
}

export interface RequestsDeps {
  db: Db;
  clock: Clock;
  gateways: readonly Gateway[];
  /** Asks the operator for the balance. */
  balance: (gateway: Gateway) => Promise<RequestEnd>;
  /** Stores what passed on the wire. */
  trace: (gateway: Gateway) => RequestEnd | Promise<RequestEnd>;
  log: Logger;
}

/** What the panel asked for and only the daemon can do (DESIGN 26). */
export interface Requests {
  /** Something may have been asked; costs nothing when nothing was. */
  kick(): void;
  /** Resolves when what was begun has ended; the gateways must have stopped. */
  stop(): Promise<void>;
}

const SWEEP_WORDS = {
  clean: { done: true, result: 'Semua SMS masuk sudah diambil dari modem.' },
  unfinished: { done: false, result: 'Sebagian SMS belum dapat diambil dari modem; dicoba lagi sendiri.' },
  notPersisted: { done: false, result: 'Basis data tidak dapat ditulis; SMS tetap tersimpan di modem.' },
  notReady: { done: false, result: 'Modem belum siap.' },
} as const;

export function startRequests({ db, clock, gateways, balance, trace, log }: RequestsDeps): Requests {
  const running = new Set<Promise<void>>();
  const performers: Record<RequestKind, (gateway: Gateway) => RequestEnd | Promise<RequestEnd>> = {
    sweep: async (gateway) => SWEEP_WORDS[await gateway.sweepNow()],
    restart: (gateway) => restarted(gateway, log),
    balance,
    trace,
  };

  const perform = async ({ id, kind, modem }: ClaimedRequest): Promise<void> => {
    const gateway = gateways.find(({ name }) => name === modem);
    let end: RequestEnd;
    try {
      end = gateway
        ? await performers[kind](gateway)
        : { done: false, result: `Modem ${modem ?? ''} tidak dijalankan oleh daemon ini.` };
    } catch (error) {
      log.error({ err: error, kind, modem }, 'a request failed');
      end = { done: false, result: 'Gagal karena kesalahan program; lihat catatan daemon.' };
    }
    log.info({ kind, modem, done: end.done }, 'a request was carried out');
    finishRequest(db, clock, id, end);
  };

  let stopped = false;
  const guarded = (body: () => void): void => {
    try {
      body();
    } catch (error) {
      log.error({ err: error }, 'requests wait: the database cannot be used');
    }
  };
  guarded(() => failClaimedRequests(db, clock));
  return {
    kick: () =>
      guarded(() => {
        if (stopped || !anyRequest(db)) return;
        expireRequests(db, clock);
        for (let next = claimRequest(db, clock); next; next = claimRequest(db, clock)) {
          const work = perform(next)
            .catch((error: unknown) => log.error({ err: error }, 'the end of a request cannot be stored'))
            .finally(() => running.delete(work));
          running.add(work);
        }
      }),
    stop: async () => {
      stopped = true;
      await Promise.all(running);
    },
  };
}

async function restarted(gateway: Gateway, log: Logger): Promise<RequestEnd> {
  try {
    await gateway.restart();
    return { done: true, result: 'Modem sudah dinyalakan ulang dan siap.' };
  } catch (error) {
    log.warn({ err: error, modem: gateway.name }, 'the modem could not be restarted');
    return { done: false, result: 'Modem tidak dapat dinyalakan ulang; lihat riwayat pemulihannya.' };
  }
}
