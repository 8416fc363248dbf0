import type { OpenAlarm } from '../../db/queries/gatewayWatch.ts';
import { may } from '../../db/rules/permissions.ts';
import { ActionButton } from '../views/actionButton.tsx';
import type { Frame } from '../views/frame.ts';
import { Shape } from '../views/shape.tsx';
import { Ago } from '../views/time.tsx';

/** Troubles that are open, until the program finds that they have ended; a human may say that one is known. */
export const AlarmList = ({ alarms, frame }: { alarms: readonly OpenAlarm[]; frame: Frame }) =>
  alarms.length === 0 ? null : (
    <section aria-label="Peringatan">
      <h2>Peringatan</h2>
      <form method="post">
        <ul class="alarms">
          {alarms.map((alarm) => (
            <li
              key={alarm.id}
              id={`alarm-${alarm.id}`}
              class={alarm.seenAtMs === null ? 'alarm' : 'alarm seen'}
            >
              <Shape name="warning" />
              <p>
                {alarm.modem !== null && frame.health.modems.length > 1 && <b>{alarm.modem}: </b>}
                {alarm.text}{' '}
                <small>
                  sejak <Ago atMs={alarm.raisedAtMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
                  {alarm.seenByName !== null && `, sudah dilihat ${alarm.seenByName}`}
                </small>
              </p>
              {alarm.seenAtMs === null && may(frame.actor, 'controlGateway') && (
                <ActionButton action={`/gateway/peringatan/${alarm.id}/dilihat`} class="small">
                  Sudah dilihat
                </ActionButton>
              )}
            </li>
          ))}
        </ul>
      </form>
    </section>
  );
