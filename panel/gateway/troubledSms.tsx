import type { TroubledSms } from '../../db/queries/gatewayStatus.ts';
import { may } from '../../db/rules/permissions.ts';
import { showPhoneNumber } from '../../db/rules/phoneNumber.ts';
import type { Frame } from '../views/frame.ts';
import { SmsFate } from '../views/smsFate.tsx';
import { At } from '../views/time.tsx';
import { KIND_LABELS } from '../views/words.ts';

interface TroubledProps {
  frame: Frame;
  troubled: readonly TroubledSms[];
}

/** Texts whose fate a human decides: resent, or taken as sent. Never by the program itself (DESIGN 18). */
export const Troubled = ({ frame, troubled }: TroubledProps) => (
  <section aria-label="SMS bermasalah">
    <h2>SMS bermasalah</h2>
    {troubled.length === 0 ? (
      <p class="empty">
        Tidak ada. SMS yang gagal, kedaluwarsa, atau tidak pasti sampai ke jaringan muncul di sini untuk
        diputuskan.
      </p>
    ) : (
      <form method="post">
        <ol class="cards">
          {troubled.map((sms) => (
            <TroubledCard key={sms.messageId} sms={sms} frame={frame} />
          ))}
        </ol>
      </form>
    )}
  </section>
);

const TroubledCard = ({ sms, frame }: { sms: TroubledSms; frame: Frame }) => (
  <li id={`s-${sms.messageId}`} class="card">
    <p class="message-head">
      <b class="number">{showPhoneNumber(sms.recipient ?? '')}</b>
      {sms.ticketId !== null && <a href={`/tiket/${sms.ticketId}`}>#{sms.ticketId}</a>}
      <span>{KIND_LABELS[sms.kind]}</span>
      <At atMs={sms.atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
    </p>
    <p class="message-text" dir="auto">
      {sms.text}
    </p>
    <SmsFate
      state={sms.state}
      fault={sms.fault}
      path={may(frame.actor, 'decideUnknown') ? `/gateway/sms/${sms.messageId}` : undefined}
    />
  </li>
);
