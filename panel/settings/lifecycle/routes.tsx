import { Hono } from 'hono';
import { CLOCK_LABELS, CLOCKS } from '../../../db/rules/clocks/clockName.ts';
import { NOTICES } from '../../../db/rules/notices/noticeTable.ts';
import { may, type Right, ROLE_LABELS, ROLES } from '../../../db/rules/permissions.ts';
import {
  type ClockEffect,
  MOVES,
  STATUS_LABELS,
  type TicketMove,
} from '../../../db/rules/ticketLifecycle.ts';
import type { PanelDeps, PanelEnv } from '../../deps.ts';
import { sendPage } from '../../http/sendPage.tsx';
import { requireRight } from '../../http/session.tsx';
import { frameOf } from '../../views/frame.ts';
import { Page } from '../../views/page.tsx';
import { RECIPIENT_LABELS } from '../notices/noticeGroups.ts';

/** `/pengaturan/alur`: the life cycle as the program follows it, from the very table that it follows. */
export function lifecycleRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const app = new Hono<PanelEnv>();
  app.get('/', requireRight('changeSettings'), (c) =>
    sendPage(
      c,
      <Page frame={frameOf(deps, c)} title="Alur tiket">
        <p>
          <a class="more" href="/pengaturan">
            Pengaturan
          </a>
        </p>
        <div class="page-head">
          <h1>Alur tiket</h1>
        </div>
        <p class="prose">
          Setiap tindakan pada tiket: dari keadaan apa, oleh siapa, batas waktu mana yang mulai atau berhenti,
          dan SMS apa yang dikirim. Batas mana yang dijeda saat ditunda bergantung pada alasannya; keluar dari
          penundaan dengan cara apa pun menjalankannya lagi.
        </p>
        <table class="moves-table">
          <thead>
            <tr>
              <th scope="col">Tindakan</th>
              <th scope="col">Keadaan</th>
              <th scope="col">Oleh</th>
              <th scope="col">Batas waktu</th>
              <th scope="col">SMS</th>
            </tr>
          </thead>
          <tbody>
            {(Object.keys(MOVES) as TicketMove[]).map((move) => (
              <MoveRow key={move} move={move} />
            ))}
          </tbody>
        </table>
      </Page>,
    ),
  );
  return app;
}

const MoveRow = ({ move }: { move: TicketMove }) => {
  const { label, from, to, clocks, tells } = MOVES[move];
  return (
    <tr>
      <th scope="row">{label}</th>
      <td data-label="Keadaan">
        {from.map((status) => STATUS_LABELS[status]).join(', ')} → {to === 'back' ? BACK : STATUS_LABELS[to]}
      </td>
      <td data-label="Oleh">{doers(move).join(', ')}</td>
      <td data-label="Batas waktu">{effectWords(clocks)}</td>
      <td data-label="SMS">
        {tells.length === 0 ? (
          '-'
        ) : (
          <ul class="moves-sms">
            {tells.map((key) => (
              <li key={key}>
                <a href={`/pengaturan/sms/${key}`}>{NOTICES[key].label}</a> (
                {RECIPIENT_LABELS[NOTICES[key].to].toLowerCase()})
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
};

const BACK = 'Ditugaskan, atau Baru tanpa teknisi';

const EFFECT_WORDS: Record<ClockEffect, string> = {
  starts: 'mulai',
  stops: 'berhenti',
  pauses: 'dijeda',
  resumes: 'berjalan lagi',
};

const effectWords = (clocks: (typeof MOVES)[TicketMove]['clocks']): string => {
  if (CLOCKS.every((clock) => clocks[clock] === 'stops')) return 'semua yang berjalan berhenti';
  const words = CLOCKS.flatMap((clock) => {
    const effect = clocks[clock];
    return effect ? [`${CLOCK_LABELS[clock]} ${EFFECT_WORDS[effect]}`] : [];
  });
  return words.join('; ') || '-';
};

/** By role, from the table of rights; beside them the reporter, who may only open again. */
function doers(move: TicketMove): string[] {
  const byRole = ROLES.filter((role) => MOVES[move].rights.some((right) => has(role, right))).map((role) => {
    const own = MOVES[move].rights.every((right) => !has(role, right) || right.endsWith('Own'));
    return own ? `${ROLE_LABELS[role]} tiket itu` : ROLE_LABELS[role];
  });
  return move === 'reopen' ? [...byRole, 'Pelapor (SMS BUKA)'] : byRole;
}

const has = (role: (typeof ROLES)[number], right: Right): boolean =>
  may({ userId: 0, name: '', role }, right);
