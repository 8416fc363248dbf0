import type { PublicMessage } from '../../db/publicTicket.ts';
import type { ReporterTicket, ReporterTicketList } from '../../db/queries/reporterTickets.ts';
import type { Reporter } from '../../db/rules/access/reporter.ts';
import { REPORTER_STAGES } from '../../db/rules/access/reporterStage.ts';
import { showTime } from '../../db/rules/zonedTime.ts';
import { ProgressFacts, Stages } from '../status/progress.tsx';
import { LightDocument } from '../views/lightDocument.tsx';
import { Alert, Notice } from '../views/notices.tsx';
import { ReporterFrame } from './frame.tsx';

interface PageProps {
  reporter: Reporter;
  timeZone: string;
  simulated: boolean;
}

/** Another unit's ticket and one that does not exist, alike. */
export const NotFoundPage = ({ words, simulated }: { words: string; simulated: boolean }) => (
  <LightDocument title="Tidak ditemukan" simulated={simulated}>
    <header class="top">
      <b>Help Desk</b>
    </header>
    <main>
      <h1>Tidak ditemukan</h1>
      <p>{words}</p>
      <p>
        <a class="more" href="/pelapor">
          Ke tiket SKPD Anda
        </a>
      </p>
    </main>
  </LightDocument>
);

/** `/pelapor`: the tickets of the unit, the newest first. */
export const ReporterListPage = ({ list, ...page }: PageProps & { list: ReporterTicketList }) => (
  <ReporterFrame title="Tiket SKPD" {...page}>
    <h1>Tiket SKPD Anda</h1>
    <p>
      <a class="button" href="/pelapor/baru">
        Buat pengaduan
      </a>
    </p>
    {list.rows.length === 0 ? (
      <p class="empty">
        Belum ada tiket. Pengaduan SKPD Anda lewat SMS, telepon atau halaman ini muncul di sini begitu
        diterima.
      </p>
    ) : (
      <ol class="rows">
        {list.rows.map((row) => (
          <li key={row.id}>
            <a href={`/pelapor/tiket/${row.id}`}>
              <b>{row.id}</b> <span dir="auto">{row.subject}</span>
              <span class="hint">
                <span>
                  {REPORTER_STAGES[row.stage]} · {row.state}
                </span>
                <span>{showTime(row.openedAtMs, page.timeZone)}</span>
              </span>
            </a>
          </li>
        ))}
      </ol>
    )}
    {list.next !== undefined && (
      <p>
        <a class="more" href={`/pelapor?sebelum=${list.next}`}>
          Tiket yang lebih lama
        </a>
      </p>
    )}
  </ReporterFrame>
);

interface NewComplaintProps extends PageProps {
  form: { text: string; place: string; formId: string };
  notice?: string | undefined;
  problem?: string | undefined;
}

/** `/pelapor/baru` */
export const NewComplaintPage = ({ form, notice, problem, ...page }: NewComplaintProps) => (
  <ReporterFrame title="Buat pengaduan" {...page}>
    <h1>Buat pengaduan</h1>
    {notice && <Notice>{notice}</Notice>}
    {problem && <Alert id="problem">{problem}</Alert>}
    <form method="post" action="/pelapor/baru">
      <input type="hidden" name="formId" value={form.formId} />
      <div class="field">
        <label for="text">Apa masalahnya</label>
        <textarea
          id="text"
          name="text"
          rows={6}
          required
          maxlength={2000}
          dir="auto"
          aria-describedby={problem ? 'problem' : undefined}
        >
          {`\n${form.text}`}
        </textarea>
      </div>
      <div class="field">
        <label for="place">Ruang atau gedung</label>
        <input id="place" name="place" maxlength={120} dir="auto" value={form.place} />
      </div>
      <button type="submit" class="primary">
        Kirim pengaduan
      </button>
    </form>
  </ReporterFrame>
);

interface TicketProps extends PageProps {
  ticket: ReporterTicket;
  text: string;
  notice?: string | undefined;
  problem?: string | undefined;
}

/** `/pelapor/tiket/:id`: how far it is, what was said, and a message to add. */
export const ReporterTicketPage = ({ ticket, text, notice, problem, ...page }: TicketProps) => {
  const { progress } = ticket;
  const mayWrite = progress.stage < 2;
  return (
    <ReporterFrame title={`Tiket ${progress.id}`} {...page}>
      <h1>Tiket {progress.id}</h1>
      {notice && <Notice>{notice}</Notice>}
      {problem && <Alert id="problem">{problem}</Alert>}
      <Stages stage={progress.stage} />
      <ProgressFacts progress={progress} timeZone={page.timeZone} />
      <h2>Percakapan</h2>
      <ol class="said">
        {ticket.conversation.map((message) => (
          <Said key={message.id} message={message} timeZone={page.timeZone} />
        ))}
      </ol>
      {mayWrite && <MessageForm id={progress.id} text={text} problem={problem} />}
      {!mayWrite && text !== '' && (
        <div class="field">
          <label for="kept">Isian Anda, supaya tidak hilang</label>
          <textarea id="kept" rows={4} readonly>
            {`\n${text}`}
          </textarea>
        </div>
      )}
      {progress.status === 'closed' && <AfterClosing ticket={ticket} />}
    </ReporterFrame>
  );
};

const Said = ({ message, timeZone }: { message: PublicMessage; timeZone: string }) => (
  <li class={message.from}>
    <small class="muted">
      {message.from === 'office' ? 'Help Desk' : (message.who ?? 'SKPD')} · {showTime(message.atMs, timeZone)}
    </small>
    <p class="words" dir="auto">
      {message.text}
    </p>
  </li>
);

const MessageForm = ({ id, text, problem }: { id: number; text: string; problem: string | undefined }) => (
  <form method="post" action={`/pelapor/tiket/${id}/pesan`}>
    <div class="field">
      <label for="text">Tambah pesan</label>
      <textarea
        id="text"
        name="text"
        rows={4}
        required
        maxlength={2000}
        dir="auto"
        aria-describedby={problem ? 'problem' : undefined}
      >
        {`\n${text}`}
      </textarea>
    </div>
    <button type="submit" class="primary">
      Kirim pesan
    </button>
  </form>
);

/** Only who reported it rates it; opening it again is told by SMS from the number that reported. */
const AfterClosing = ({ ticket }: { ticket: ReporterTicket }) => {
  const { id } = ticket.progress;
  return (
    <>
      <h2>Sesudah selesai</h2>
      <p>
        Masih bermasalah? Kirim SMS <b>BUKA {id} alasan</b> dari nomor yang melapor, atau{' '}
        <a href="/pelapor/baru">buat pengaduan baru</a>.
      </p>
      {ticket.isOwn && (
        <form method="post" action={`/pelapor/tiket/${id}/nilai`}>
          <fieldset>
            <legend>
              {ticket.rating === null
                ? 'Bagaimana hasilnya?'
                : `Nilai Anda: ${ticket.rating}. Bisa diubah satu kali.`}
            </legend>
            <div class="choices">
              {[1, 2, 3, 4, 5].map((value) => (
                <label key={value}>
                  <input
                    type="radio"
                    name="rating"
                    value={value}
                    checked={ticket.rating === value}
                    required
                  />{' '}
                  {value === 1 ? '1 kurang' : value === 5 ? '5 sangat baik' : value}
                </label>
              ))}
            </div>
          </fieldset>
          <button type="submit">Kirim nilai</button>
        </form>
      )}
    </>
  );
};
