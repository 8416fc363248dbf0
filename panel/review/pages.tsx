import type { BindingHint } from '../../db/queries/bindingHint.ts';
import type { LowRating } from '../../db/queries/ratings.ts';
import type { TrayMessage } from '../../db/queries/trays.ts';
import type { UnitChoice } from '../../db/queries/unitDirectory.ts';
import { showPhoneNumber } from '../../db/rules/phoneNumber.ts';
import { BindNumber } from '../directory/bindNumber.tsx';
import { UndoButton } from '../directory/directoryHead.tsx';
import { UnitNames } from '../directory/unitField.tsx';
import type { Flash } from '../http/flash.ts';
import { ActionButton } from '../views/actionButton.tsx';
import type { Frame } from '../views/frame.ts';
import { Alert, Notice } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';
import { IncompleteMark } from '../views/smsFate.tsx';
import { Ago, At } from '../views/time.tsx';
import { KIND_LABELS } from '../views/words.ts';
import { LowRatings } from './lowRatings.tsx';

/** Which units can be chosen, and what each message's number may be. */
export interface ReviewBindings {
  choices: readonly UnitChoice[];
  hints: ReadonlyMap<number, BindingHint>;
}

interface ReviewProps {
  frame: Frame;
  messages: readonly TrayMessage[];
  ratings: readonly LowRating[];
  /** For the numbers that nobody knows; undefined when there is none. */
  bindings: ReviewBindings | undefined;
  done: Flash | undefined;
  problem: string | undefined;
}

/** "Perlu diperiksa": texts that no rule could place, each to be decided on by a human. */
export const ReviewView = ({ frame, messages, ratings, bindings, done, problem }: ReviewProps) => (
  <Page frame={frame} title="Perlu diperiksa" live={{ path: '/periksa', main: '#tray' }}>
    <div class="page-head">
      <h1>Perlu diperiksa</h1>
      <p class="lead">
        SMS tanpa kata HELPDESK dari nomor yang tidak punya tepat satu tiket terbuka. Pengirimnya diberi tahu
        format yang benar, sekali sehari. Penilaian di bawah 3 juga menunggu di sini.
      </p>
    </div>
    <div id="told" role="status">
      {done && <Done done={done} />}
    </div>
    {problem && <Alert id="problem">{problem}</Alert>}
    <section id="tray" aria-label="Pesan">
      {ratings.length > 0 && <LowRatings ratings={ratings} frame={frame} />}
      {messages.length + ratings.length === 0 ? (
        <p class="empty">
          Tidak ada yang perlu diperiksa. SMS yang tidak bisa digolongkan sendiri oleh program muncul di sini.
        </p>
      ) : (
        <ol class="cards">
          {messages.map((message) => (
            <li key={message.id} id={`r-${message.id}`} class="card">
              <MessageHead message={message} frame={frame} urgent />
              <MessageText message={message} />
              <Choices message={message} hint={bindings?.hints.get(message.id)} />
            </li>
          ))}
        </ol>
      )}
    </section>
    {bindings && <UnitNames choices={bindings.choices} />}
  </Page>
);

const Choices = ({ message, hint }: { message: TrayMessage; hint: BindingHint | undefined }) => (
  <form class="choices" method="post" action={`/periksa/${message.id}/tiket`}>
    <ActionButton action={`/periksa/${message.id}/tiket`}>Jadikan tiket</ActionButton>
    {message.openTickets.length > 0 && (
      <span class="field-button">
        <label class="sr" for={`ticket-${message.id}`}>
          Tambahkan ke tiket
        </label>
        <select id={`ticket-${message.id}`} name="ticketId">
          {message.openTickets.map((ticket) => (
            <option key={ticket.id} value={ticket.id}>{`#${ticket.id} ${short(ticket.subject)}`}</option>
          ))}
        </select>
        <ActionButton action={`/periksa/${message.id}/gabung`}>Tambahkan ke tiket</ActionButton>
      </span>
    )}
    {message.lastClosed && (
      <>
        <input type="hidden" name="closedId" value={message.lastClosed.id} />
        <ActionButton action={`/periksa/${message.id}/buka`} title={message.lastClosed.subject}>
          Buka kembali #{message.lastClosed.id}
        </ActionButton>
      </>
    )}
    <ActionButton action={`/periksa/${message.id}/bukan`} class="quiet apart">
      Bukan pengaduan
    </ActionButton>
    {hint && (
      <details class="bind" open={hint.unit !== ''}>
        <summary>Ini dari SKPD …</summary>
        <BindNumber
          phone={message.peer}
          action={`/periksa/${message.id}/skpd`}
          shown={hint}
          id={message.id}
        />
      </details>
    )}
  </form>
);

const short = (subject: string): string => {
  const chars = [...subject];
  return chars.length <= 40 ? subject : `${chars.slice(0, 39).join('')}…`;
};

const Done = ({ done }: { done: Flash }) => {
  switch (done.key) {
    case 'opened':
      return (
        <Notice>
          Menjadi tiket <a href={`/tiket/${done.row}`}>#{done.row}</a>. Pengirim diberi tahu nomornya.
        </Notice>
      );
    case 'reopened':
      return (
        <Notice>
          Tiket <a href={`/tiket/${done.row}`}>#{done.row}</a> dibuka kembali. Pengirim diberi tahu.
        </Notice>
      );
    case 'attached':
      return (
        <Notice>
          Ditambahkan ke tiket <a href={`/tiket/${done.row}`}>#{done.row}</a>.
        </Notice>
      );
    case 'dismissed':
      return (
        <Notice>
          <form class="undo" method="post" action={`/periksa/${done.row}/urungkan`}>
            Pesan dikeluarkan dari daftar sebagai bukan pengaduan.{' '}
            <ActionButton action={`/periksa/${done.row}/urungkan`} class="small">
              Urungkan
            </ActionButton>
          </form>
        </Notice>
      );
    case 'ratingSeen':
      return (
        <Notice>
          Penilaian tiket <a href={`/tiket/${done.row}`}>#{done.row}</a> ditandai sudah ditindaklanjuti.
        </Notice>
      );
    case 'bound':
      return (
        <Notice>
          Nomor ini diingat untuk SKPD itu.{' '}
          {done.row !== undefined && <UndoButton actId={done.row} back="/periksa" class="small" />}
        </Notice>
      );
    case 'restored':
      return <Notice>Pesan kembali ada di daftar.</Notice>;
    default:
      return null;
  }
};

/** Texts of operators, names and machines: kept, never answered. */
export const OperatorView = ({ frame, messages }: { frame: Frame; messages: readonly TrayMessage[] }) => (
  <Page frame={frame} title="Pesan operator" live={{ path: '/operator', main: '#tray' }}>
    <div class="page-head">
      <h1>Pesan operator</h1>
      <p class="lead">SMS dari operator seluler, nama pengirim, dan nomor pendek. Tidak pernah dibalas.</p>
    </div>
    <section id="tray" aria-label="Pesan">
      {messages.length === 0 ? (
        <p class="empty">
          Belum ada pesan operator. Promosi, sisa pulsa, dan kode dari operator kartu SIM tersimpan di sini.
        </p>
      ) : (
        <ol class="cards">
          {messages.map((message) => (
            <li key={message.id} id={`o-${message.id}`} class="card">
              <MessageHead message={message} frame={frame} />
              <MessageText message={message} />
            </li>
          ))}
        </ol>
      )}
    </section>
  </Page>
);

interface HeadProps {
  message: TrayMessage;
  frame: Frame;
  urgent?: boolean;
}

const MessageHead = ({ message, frame, urgent = false }: HeadProps) => {
  const Moment = urgent ? Ago : At;
  const known = [message.peerName, message.unit].filter((word) => word !== null).join(', ');
  return (
    <p class="message-head">
      <b dir="auto">{known || showPhoneNumber(message.peer)}</b>
      {known && <span class="number">{showPhoneNumber(message.peer)}</span>}
      {!urgent && message.kind !== 'operator' && <span>{KIND_LABELS[message.kind]}</span>}
      <Moment atMs={message.atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
    </p>
  );
};

const MessageText = ({ message }: { message: TrayMessage }) => (
  <>
    <p class="message-text" dir="auto">
      {message.text || <span class="none">(tanpa teks)</span>}
    </p>
    {message.incomplete && <IncompleteMark />}
  </>
);
