import { type AlarmSms, tellAlarms } from '../../db/actions/tellAlarms.ts';
import type { Clock } from '../../db/clock.ts';
import type { Logger } from '../../db/logger.ts';
import type { Db } from '../../db/open.ts';
import { type AlarmToTell, alarmsToTell } from '../../db/queries/alarmsToTell.ts';
import { sendingBrake } from '../../db/queries/sendingWork.ts';
import { watchSettings } from '../../db/queries/watchSettings.ts';
import { runAlarmCommand } from '../alarmCommand.ts';
import type { Gateway } from '../modem/gatewayContract.ts';

export interface TellingDeps {
  db: Db;
  clock: Clock;
  gateways: readonly Gateway[];
  command: readonly string[] | undefined;
  log: Logger;
}

/**
 * The job that tells of alarms outside the panel: by the office's own program, and by SMS through a modem that the
 * alarm is not about.
 */
export function watchAlarms({ db, clock, gateways, command, log }: TellingDeps): () => void {
  return () => {
    const { alarmPhones: phones } = watchSettings(db);
    if (command === undefined && phones.length === 0) return;
    const due = alarmsToTell(db, clock.nowMs());
    if (due.length === 0) return;
    const senders = phones.length === 0 ? [] : gateways.filter((gateway) => isAbleToSend(db, gateway));
    const texts = smsOf(due, senders);
    if (command === undefined && texts.length === 0) return;
    tellAlarms(
      db,
      clock,
      due.map(({ id }) => id),
      { phones, texts },
    );
    log.info({ alarms: due.map(({ kind }) => kind), sms: texts.length > 0 }, 'alarms are told');
    if (command === undefined) return;
    const news = {
      kinds: distinct(due.map(({ kind }) => kind)),
      modems: distinct(due.flatMap(({ modem }) => modem ?? [])),
      sentences: due.map(sentence),
    };
    void runAlarmCommand(command, news, log);
  };
}

function isAbleToSend(db: Db, gateway: Gateway): boolean {
  const { phase, registered, simId } = gateway.state();
  const brake = sendingBrake(db, gateway.name);
  const braked =
    brake !== undefined && (brake.pausedAtMs !== null || brake.suspendedAtMs !== null || brake.receiveOnly);
  return phase === 'ready' && registered && simId !== undefined && !braked;
}

function smsOf(due: readonly AlarmToTell[], senders: readonly Gateway[]): AlarmSms[] {
  const bySim = new Map<string, string[]>();
  for (const alarm of due) {
    const viaSim = senders.find(({ name }) => name !== alarm.modem)?.state().simId;
    if (viaSim !== undefined) bySim.set(viaSim, [...(bySim.get(viaSim) ?? []), sentence(alarm)]);
  }
  return [...bySim].map(([viaSim, sentences]) => ({ viaSim, sentences }));
}

const sentence = ({ modem, text }: AlarmToTell): string =>
  modem === null ? text : `Modem ${modem}: ${text}`;

const distinct = (names: readonly string[]): string[] => [...new Set(names)];
