import type { PropsWithChildren } from 'hono/jsx';
import type { Task } from '../../db/openTasks.ts';
import type { ClockView } from '../../db/queries/ticketClocks.ts';
import { PAUSE_REASONS, pauseReasonLabel } from '../../db/rules/pauseReason.ts';
import { showClock, showDate, showShortTime } from '../../db/rules/zonedTime.ts';
import { DueMark } from '../tickets/clocks.tsx';
import { AROUND } from '../views/actionButton.tsx';
import type { Frame } from '../views/frame.ts';
import { PriorityLabel, StatusLabel } from '../views/labels.tsx';
import { Alert, Notice } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';
import { PhoneLink, reporterWords } from '../views/reporter.tsx';
import type { TaskForm, TaskVerb } from './taskForm.ts';

export interface TaskCard {
  task: Task;
  due: ClockView | undefined;
  form: TaskForm;
  problem: string | undefined;
}

interface TasksProps {
  frame: Frame;
  cards: readonly TaskCard[];
  /** How many more there are than are shown. */
  more: number;
  notice: string | undefined;
  /** A failure whose ticket is no longer among the cards. */
  problem: string | undefined;
  /** The office wants a PIN with commands by SMS, and this person has none yet. */
  pinMissing: boolean;
}

/** "Tugas saya": a technician's open tickets, the most urgent first, each with what is to be done next (PANEL). */
export const TasksView = ({ frame, cards, more, notice, problem, pinMissing }: TasksProps) => (
  <Page frame={frame} title="Tugas saya" live={{ path: '/tugas', main: '#tasks' }}>
    <div class="page-head">
      <h1>Tugas saya</h1>
    </div>
    <div id="told" role="status">
      {notice && <Notice>{notice}</Notice>}
    </div>
    {problem && <Alert id="problem">{problem}</Alert>}
    {pinMissing && (
      <p class="hint">
        Perintah SMS memerlukan PIN. <a href="/tugas/pin">Atur PIN Anda</a>
      </p>
    )}
    <section id="tasks" aria-label="Tiket terbuka Anda">
      {cards.length === 0 ? (
        <p class="empty">
          Tidak ada tugas. Tiket muncul di sini begitu admin menugaskannya kepada Anda; Anda juga menerima SMS
          penugasan.
        </p>
      ) : (
        <ol
          class="tasks"
          hx-target:inherited="#main"
          hx-select:inherited="#main"
          hx-select-oob:inherited={AROUND}
          hx-swap:inherited="outerMorph"
          hx-sync:inherited="closest form:drop"
        >
          {cards.map((card, at) => (
            <Card key={card.task.id} card={card} frame={frame} first={at === 0} />
          ))}
        </ol>
      )}
      {more > 0 && (
        <p class="hint">
          {more} tiket lagi ada di <a href="/tiket">daftar tiket</a>.
        </p>
      )}
    </section>
  </Page>
);

const Card = ({ card, frame, first }: { card: TaskCard; frame: Frame; first: boolean }) => {
  const { task, due, form, problem } = card;
  const next = nextStep(task);
  return (
    <li id={`t-${task.id}`} class={`task ${task.priority === 'emergency' ? 'task-emergency' : ''}`.trimEnd()}>
      <p class="task-state">
        <a class="number" href={`/tiket/${task.id}`}>
          #{task.id}
        </a>
        <StatusLabel status={task.status} />
        <PriorityLabel priority={task.priority} />
        <DueMark view={due} timeZone={frame.timeZone} />
      </p>
      <h2 dir="auto">{reporterWords(task)}</h2>
      <p class="task-place" dir="auto">
        {[task.place, task.district].filter((word) => word).join(', ')}
      </p>
      <p class="task-subject" dir="auto">
        {task.subject}
      </p>
      <Progress task={task} timeZone={frame.timeZone} />
      <PhoneLink phone={task.reporterPhone} label={task.reporterName ?? 'Telepon'} class="button wide" />
      {task.reportWanted && (
        <a class="button wide" href={`/laporan/${task.id}`}>
          Tulis laporan ke pimpinan
        </a>
      )}
      <form method="post" action={`/tugas/${task.id}/${next ?? 'selesai'}`}>
        <input type="hidden" name="formId" value={form.formId} />
        <input type="hidden" name="taskId" value={task.id} />
        {problem && <Alert id={`problem-${task.id}`}>{problem}</Alert>}
        {next && (
          <TaskButton action={`/tugas/${task.id}/${next}`} class={first ? 'primary wide' : 'wide'}>
            {STEP_WORDS[next]}
          </TaskButton>
        )}
        <Rest card={card} primary={first && next === undefined} />
      </form>
    </li>
  );
};

/** As ActionButton; what all have in common is said once, on the list, for the page is to be light. */
const TaskButton = ({ action, children, ...rest }: PropsWithChildren<{ action: string; class?: string }>) => (
  <button type="submit" formaction={action} hx-post={action} {...rest}>
    {children}
  </button>
);

/** One tap, where no words are needed; a technician who has arrived has a note to write. */
function nextStep(task: Task): TaskVerb | undefined {
  if (task.status === 'assigned') return 'terima';
  if (task.status === 'pending') return 'lanjut';
  if (task.departedAtMs === null) return 'berangkat';
  return task.arrivedAtMs === null ? 'tiba' : undefined;
}

const STEP_WORDS: Record<TaskVerb, string> = {
  terima: 'Terima tugas',
  tolak: 'Tolak',
  berangkat: 'Berangkat',
  tiba: 'Tiba di lokasi',
  tunda: 'Tunda',
  lanjut: 'Lanjutkan',
  selesai: 'Selesai',
};

const Progress = ({ task, timeZone }: { task: Task; timeZone: string }) => {
  const steps = [
    task.scheduledAtMs !== null && `jadwal ${showShortTime(task.scheduledAtMs, timeZone)}`,
    task.departedAtMs !== null && `berangkat ${showClock(task.departedAtMs, timeZone)}`,
    task.arrivedAtMs !== null && `tiba ${showClock(task.arrivedAtMs, timeZone)}`,
    task.pendingReason !== null && pendingWords(task),
  ].filter((step) => step !== false);
  return steps.length === 0 ? null : (
    <p class="task-steps" dir="auto">
      {steps.join(' · ')}
    </p>
  );
};

const pendingWords = ({ pendingReason, pendingUntil, pendingNote }: Task): string =>
  [
    pendingReason === null ? '' : pauseReasonLabel(pendingReason).toLowerCase(),
    pendingUntil === null ? '' : `s.d. ${showDate(pendingUntil)}`,
    pendingNote ?? '',
  ]
    .filter((word) => word !== '')
    .join(', ');

/** What needs words: closing first, then putting off and refusing. */
const Rest = ({ card: { task, form, problem }, primary }: { card: TaskCard; primary: boolean }) => {
  const id = (name: string) => `${name}-${task.id}`;
  const filled = form.note !== '' || form.part !== '' || form.until !== '' || form.reason !== '';
  const path = (verb: TaskVerb) => `/tugas/${task.id}/${verb}`;
  const working = task.status !== 'pending';
  return (
    <details id={id('rest')} open={primary || filled || problem !== undefined}>
      <summary>{working ? 'Selesai, tunda, tolak' : 'Selesai'}</summary>
      <div class="task-rest">
        <label for={id('note')}>Catatan atau alasan</label>
        <textarea
          id={id('note')}
          name="note"
          rows={3}
          dir="auto"
          lang="id"
          autocapitalize="sentences"
          aria-describedby={problem ? id('problem') : undefined}
        >
          {`\n${form.note}`}
        </textarea>
        <TaskButton action={path('selesai')} class={primary ? 'primary wide' : 'wide'}>
          Selesai
        </TaskButton>
        {working && (
          <>
            <Pausing card={{ task, form }} id={id} />
            <div class="task-pair">
              <TaskButton action={path('tunda')}>Tunda</TaskButton>
              <TaskButton action={path('tolak')}>Tolak</TaskButton>
            </div>
          </>
        )}
        <a class="more" href={`/tiket/${task.id}#parts`}>
          Suku cadang: cek stok, pakai, pesan
        </a>
      </div>
    </details>
  );
};

const Pausing = ({
  card: { form },
  id,
}: {
  card: Pick<TaskCard, 'task' | 'form'>;
  id: (name: string) => string;
}) => (
  <fieldset>
    <legend>Bila ditunda</legend>
    <label for={id('reason')}>Sebab</label>
    <select id={id('reason')} name="reason">
      <option value="">menurut catatan</option>
      {PAUSE_REASONS.map((reason) => (
        <option key={reason.id} value={reason.id} selected={reason.id === form.reason}>
          {reason.label}
        </option>
      ))}
    </select>
    <div class="task-pair">
      <div>
        <label for={id('part')}>Suku cadang</label>
        <input id={id('part')} name="part" value={form.part} maxlength={80} autocomplete="off" />
      </div>
      <div>
        <label for={id('until')}>Perkiraan</label>
        <input
          id={id('until')}
          name="until"
          value={form.until}
          placeholder="tgl/bln"
          maxlength={20}
          autocomplete="off"
        />
      </div>
    </div>
  </fieldset>
);
