import { noteBalance } from '../db/actions/noteBalance.ts';
import type { Clock } from '../db/clock.ts';
import type { Logger } from '../db/logger.ts';
import type { Db } from '../db/open.ts';
import { latestBalance } from '../db/queries/gatewayWatch.ts';
import { sendingBrake } from '../db/queries/sendingWork.ts';
import { watchSettings } from '../db/queries/watchSettings.ts';
import { readBalance } from '../db/rules/balance.ts';
import { isBalanceDue } from '../db/rules/creditWatch.ts';
import { readableText } from '../db/rules/readableText.ts';
import type { Gateway } from './modem/gatewayContract.ts';
import type { RequestEnd } from './requests.ts';

export interface BalanceDeps {
  db: Db;
  clock: Clock;
  timeZone: string;
  log: Logger;
}

/** Asks the operator of a modem's SIM for the balance and keeps the answer as it is. */
export async function askBalance(
  { db, clock, timeZone, log }: BalanceDeps,
  gateway: Gateway,
): Promise<RequestEnd> {
  const settings = watchSettings(db);
  const { balanceCode: code } = settings;
  if (code === null) return { done: false, result: 'Kode cek pulsa belum diatur.' };
  const outcome = await gateway.ussd(code, saysSomething);
  const { simId } = gateway.state();
  const asked = { modem: gateway.name, simId: simId ?? '', code };
  if (outcome.kind === 'failed') {
    log.warn({ modem: gateway.name, why: outcome.words }, 'the balance could not be asked for');
    noteBalance(db, clock, { ...asked, answer: undefined, fault: outcome.words }, settings, timeZone);
    return { done: false, result: outcome.words };
  }
  const answer = readableText(outcome.text);
  noteBalance(db, clock, { ...asked, answer }, settings, timeZone);
  return { done: true, result: `Jawaban operator: ${answer}` };
}

/** An apology for a code that was garbled on its way has neither. */
function saysSomething(text: string): boolean {
  const { rupiah, activeUntil, graceUntil } = readBalance(text);
  return rupiah !== undefined || activeUntil !== undefined || graceUntil !== undefined;
}

/** The job that asks by itself, as often as the office and the SIM's state want it. One question at a time a modem. */
export function watchBalances(deps: BalanceDeps, gateways: readonly Gateway[]): () => void {
  const { db, clock, timeZone, log } = deps;
  const asking = new Set<string>();
  return () => {
    const settings = watchSettings(db);
    for (const gateway of gateways) {
      const { phase, registered, simId } = gateway.state();
      if (settings.balanceCode === null || phase !== 'ready' || !registered || asking.has(gateway.name))
        continue;
      const newest = latestBalance(db, gateway.name);
      const last =
        newest && newest.simId === simId
          ? { atMs: newest.atMs, answered: newest.answer !== null }
          : undefined;
      const brake = sendingBrake(db, gateway.name);
      const runOut = brake !== undefined && (brake.receiveOnly || brake.suspendedAtMs !== null);
      if (!isBalanceDue(settings, last, runOut, clock.nowMs(), timeZone)) continue;
      asking.add(gateway.name);
      askBalance(deps, gateway)
        .catch((error: unknown) => log.error({ err: error }, 'the balance could not be stored'))
        .finally(() => asking.delete(gateway.name));
    }
  };
}
