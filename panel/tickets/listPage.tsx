import type { FieldNews } from '../../db/queries/fieldNews.ts';
import type { SimilarTicket } from '../../db/queries/similarTickets.ts';
import type { ClockView } from '../../db/queries/ticketClocks.ts';
import type { TicketListPage, TicketRow, TicketView } from '../../db/queries/ticketList.ts';
import { latestMonths, monthWords } from '../../db/rules/month.ts';
import { may } from '../../db/rules/permissions.ts';
import { OPEN_STATUSES } from '../../db/rules/ticketLifecycle.ts';
import { localDate } from '../../db/rules/zonedTime.ts';
import { SimilarLine } from '../links/similar.tsx';
import { FieldNewsList, TravelMark } from '../tasks/fieldNews.tsx';
import type { Frame } from '../views/frame.ts';
import { PriorityLabel, StatusLabel } from '../views/labels.tsx';
import { Page } from '../views/page.tsx';
import { reporterWords } from '../views/reporter.tsx';
import { Ago } from '../views/time.tsx';
import { VIEW_LABELS } from '../views/words.ts';
import { AwaitsReplyMark } from './awaiting.tsx';
import { DueMark } from './clocks.tsx';
import { viewPath, viewsFor } from './views.ts';

interface ListProps {
  frame: Frame;
  view: TicketView;
  /** Where this page of the list begins; undefined on the first. */
  after: string | undefined;
  list: TicketListPage;
  /** By ticket, the clock that presses most. */
  due: ReadonlyMap<number, ClockView>;
  /** By ticket, others that may be about the same disturbance. */
  similar: ReadonlyMap<number, SimilarTicket[]>;
  news: readonly FieldNews[];
}

export const TicketListView = ({ frame, view, after, list, due, similar, news }: ListProps) => (
  <Page
    frame={frame}
    title={VIEW_LABELS[view]}
    live={{ path: viewPath(view, after), main: '#tickets', also: ['#views', '#field-news'] }}
  >
    <div class="page-head">
      <h1>Tiket</h1>
      {may(frame.actor, 'openTicket') && (
        <p class="head-actions">
          <a class="button" href="/telepon">
            Tiket telepon
          </a>
        </p>
      )}
    </div>
    <FieldNewsList news={news} timeZone={frame.timeZone} />
    <Views frame={frame} current={view} />
    <section id="tickets" aria-label={VIEW_LABELS[view]}>
      {list.rows.length === 0 ? (
        <Empty frame={frame} view={view} later={after !== undefined} />
      ) : (
        <ol class="rows">
          {list.rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              frame={frame}
              marked={view !== 'awaiting'}
              due={due.get(row.id)}
              similar={similar.get(row.id) ?? []}
            />
          ))}
        </ol>
      )}
      <p class="pager">
        {after !== undefined && <a href={viewPath(view)}>Ke awal daftar</a>}
        {list.next !== undefined && (
          <a href={viewPath(view, list.next)} rel="next">
            Berikutnya
          </a>
        )}
      </p>
    </section>
    {view === 'all' && may(frame.actor, 'exportHistory') && <MonthExport frame={frame} />}
  </Page>
);

/** The history of a month as a file; its months are those that the wall calendar had lately. */
const MonthExport = ({ frame }: { frame: Frame }) => (
  <form class="month-export" method="get" action="/tiket/riwayat.csv">
    <label for="bulan">Riwayat satu bulan</label>
    <select id="bulan" name="bulan">
      {latestMonths(localDate(frame.nowMs, frame.timeZone), MONTHS_SHOWN).map((month) => (
        <option key={month} value={month}>
          {monthWords(month)}
        </option>
      ))}
    </select>
    <button type="submit">Unduh CSV</button>
  </form>
);
const MONTHS_SHOWN = 24;

const Views = ({ frame, current }: { frame: Frame; current: TicketView }) => (
  <nav id="views" class="views" aria-label="Daftar tiket">
    <ul>
      {viewsFor(frame.actor).map((view) => (
        <li key={view}>
          <a href={viewPath(view)} aria-current={view === current ? 'page' : undefined}>
            {VIEW_LABELS[view]} <span class="count">{frame.counts[view]}</span>
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

interface RowProps {
  row: TicketRow;
  frame: Frame;
  marked: boolean;
  due: ClockView | undefined;
  similar: readonly SimilarTicket[];
}

/** `marked`: say which tickets await an answer, where the list itself does not. */
const Row = ({ row, frame, marked, due, similar }: RowProps) => (
  <li id={`t-${row.id}`} class={`row ${isOpen(row) ? `row-${row.priority}` : 'row-over'}`}>
    <a href={`/tiket/${row.id}`}>
      <span class="row-id">#{row.id}</span>
      <span class="row-who">
        <b dir="auto">{reporterWords(row)}</b>
        {marked && row.awaitsReply && may(frame.actor, 'seeAllTickets') && <AwaitsReplyMark />}
      </span>
      <span class="row-subject" dir="auto">
        {row.subject}
        {row.category && <small class="row-category"> {row.category}</small>}
      </span>
      <span class="row-facts">
        <StatusLabel status={row.status} />
        {may(frame.actor, 'seeAllTickets') && (
          <span class="row-technician" dir="auto">
            {row.technician ?? <span class="none">belum ditugaskan</span>}{' '}
            <TravelMark ticket={row} timeZone={frame.timeZone} />
          </span>
        )}
        <PriorityLabel priority={row.priority} />
      </span>
      <span class="row-time">
        {due ? (
          <DueMark view={due} timeZone={frame.timeZone} />
        ) : (
          <Ago atMs={row.closedAtMs ?? row.createdAtMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
        )}
      </span>
    </a>
    <SimilarLine ticket={row} similar={similar} />
  </li>
);

/** What is over is not loud any more, whatever it was. */
const isOpen = (row: TicketRow): boolean => OPEN_STATUSES.includes(row.status);

const Empty = ({ frame, view, later }: { frame: Frame; view: TicketView; later: boolean }) => {
  if (later) return <p class="empty">Tidak ada lagi sesudah ini.</p>;
  if (!may(frame.actor, 'seeAllTickets') && view !== 'pending' && view !== 'closed')
    return (
      <p class="empty">
        Belum ada tiket untuk Anda. Tiket muncul di sini begitu admin menugaskannya kepada Anda; Anda juga
        menerima SMS penugasan.
      </p>
    );
  return <p class="empty">{EMPTY_WORDS[frame.counts.all === 0 ? 'all' : view]}</p>;
};

const COMES_IN =
  'Pengaduan masuk sendiri ketika seseorang mengirim SMS "HELPDESK" diikuti isi keluhan ke nomor Help Desk.';

const EMPTY_WORDS: Record<TicketView, string> = {
  awaiting: `Semua pengaduan sudah dijawab. ${COMES_IN}`,
  unassigned: 'Semua tiket terbuka sudah punya teknisi. Tiket baru menunggu penugasan di sini.',
  open: `Tidak ada tiket terbuka. ${COMES_IN}`,
  pending: 'Tidak ada tiket yang ditunda. Tiket yang menunggu suku cadang, listrik atau SKPD muncul di sini.',
  closed: 'Belum ada tiket yang selesai. Yang selesai muncul di sini, yang terbaru di atas.',
  all: `Belum ada tiket. ${COMES_IN}`,
};
