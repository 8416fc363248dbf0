import { noticeRoom, noticeText } from '../noticeWording.ts';
import type { Tx } from '../open.ts';
import { openTasks, type Task } from '../openTasks.ts';
import { commandFormat } from '../rules/commandFormat.ts';
import { DomainError } from '../rules/errors.ts';
import { expectedDateIn } from '../rules/expectedDate.ts';
import type { TechnicianCommand, TechnicianVerb } from '../rules/inboundRequest.ts';
import type { NoticeKey } from '../rules/notices/noticeTable.ts';
import { choiceList } from '../rules/notices/taskLists.ts';
import { pauseReasonIn, pauseReasonLabel } from '../rules/pauseReason.ts';
import type { Actor } from '../rules/permissions.ts';
import { localDate, showClock, showDate } from '../rules/zonedTime.ts';
import { timeZoneOf } from '../timeZone.ts';
import { type FieldWork, workWithin } from './fieldWork.ts';
import { answered, type Incoming, keep } from './incomingText.ts';
import { reportMissing } from './reportLate.ts';
import { isPinWanted, pinPasses } from './technicianPin.ts';
import { candidates } from './technicianTickets.ts';
import { tellTask, tellTasks } from './tellTasks.ts';

/** What changes a ticket, and so needs a PIN where the office asks for one. */
type WorkVerb = FieldWork['verb'];
const ANSWERS: Record<WorkVerb, NoticeKey> = {
  accept: 'commandAccepted',
  decline: 'commandDeclined',
  depart: 'commandDeparted',
  arrive: 'commandArrived',
  pend: 'commandPended',
  resume: 'commandResumed',
  close: 'commandClosed',
  report: 'commandReported',
};
/** What is missing when nothing follows the number. */
const WANTED: Partial<Record<TechnicianVerb, string>> = {
  decline: 'Tulis alasannya',
  pend: 'Tulis alasannya',
  close: 'Tulis catatan penyelesaian',
  report: 'Tulis alasan, kendala dan rencana',
};

const isWork = (verb: TechnicianVerb): verb is WorkVerb => Object.hasOwn(ANSWERS, verb);

/** A technician's command, with what it is carried out by. */
interface Ordered {
  incoming: Incoming;
  actor: Actor;
  command: TechnicianCommand;
}

/**
 * Carries out a technician's command by SMS and confirms it in one part (lists and details in two). Without a number
 * the ticket is the only one that the command can mean (DESIGN 17); whatever is wrong is answered with how to write it.
 */
export function obeyTechnician(
  incoming: Incoming,
  technician: Omit<Actor, 'userId'> & { id: number },
  command: TechnicianCommand,
): number {
  const actor: Actor = { userId: technician.id, name: technician.name, role: technician.role };
  const ordered = { incoming, actor, command };
  const { tx, nowMs } = incoming;
  const { verb } = command;
  if (!isWork(verb)) return tell(ordered);
  const [named, ...others] = command.ticketIds;
  // Words that are no order may be meant for people: they stay in sight, and the sender learns how to order.
  if (command.unclear)
    return refuse(ordered, 'Belum dijalankan, perintahnya kurang jelas', written(verb, named), 'review');
  if (WANTED[verb] && others.length > 0)
    return refuse(ordered, 'Belum dijalankan, satu SMS untuk satu tiket', written(verb, named));
  if (isPinWanted(tx) && !pinPasses(tx, technician.id, command.pin, nowMs)) {
    const text = noticeText(tx, 'pinWanted', { format: commandFormat(verb, named) });
    return answer(incoming, keep(incoming, 'command'), text);
  }
  const choices = named === undefined ? candidates(tx, actor.userId, verb) : [];
  if (choices.length > 1) return ask(ordered, choices);
  const ticketId = named ?? choices[0]?.id;
  if (ticketId === undefined)
    return refuse(ordered, 'Tidak ada tiket Anda yang bisa dimaksud', unknown(verb));
  if (WANTED[verb] && command.words === '') return refuse(ordered, WANTED[verb], written(verb, ticketId));
  return carryOut(ordered, verb, [ticketId, ...others]);
}

/** Each ticket by itself: what went well for one stays when another is refused. */
function carryOut(ordered: Ordered, verb: WorkVerb, ticketIds: readonly [number, ...number[]]): number {
  const { incoming, actor, command } = ordered;
  const { tx, nowMs, row } = incoming;
  const done: number[] = [];
  const refused: DomainError[] = [];
  const timeZone = timeZoneOf(tx);
  const work = workOf(command, verb, localDate(nowMs, timeZone));
  for (const ticketId of ticketIds) {
    try {
      tx.transaction((inner) => workWithin(inner, actor, ticketId, work, nowMs, row.sender));
      done.push(ticketId);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push(error);
    }
  }
  const reasons = refused.map((error) => error.message).join('. ');
  if (done.length === 0) return refuse(ordered, reasons, helpFor(ordered, verb, ticketIds[0], refused));
  const facts = { nomor: done.join(', '), jam: showClock(nowMs, timeZone), alasan: reasonWords(work) };
  const text = noticeText(tx, ANSWERS[verb], facts);
  const messageId = keep(incoming, 'command', done[0]);
  return answer(incoming, messageId, refused.length === 0 ? text : partlyDone(tx, done, reasons), done[0]);
}

const partlyDone = (tx: Tx, done: readonly number[], reasons: string): string =>
  noticeText(tx, 'commandRefused', { alasan: `Dijalankan untuk ${done.join(', ')}. ${reasons}`, format: '' });

function workOf({ words }: TechnicianCommand, verb: WorkVerb, today: string): FieldWork {
  switch (verb) {
    case 'decline':
      return { verb, reason: words };
    case 'close':
      return { verb, note: words };
    case 'pend': {
      const until = expectedDateIn(words, today);
      return { verb, reason: pauseReasonIn(words), note: words, ...(until === undefined ? {} : { until }) };
    }
    case 'report': {
      const [reason = '', obstacle = '', plan = ''] = words.split('#').map((part) => part.trim());
      return { verb, reason, obstacle, plan };
    }
    default:
      return { verb };
  }
}

function reasonWords(work: FieldWork): string {
  if (work.verb === 'decline') return work.reason;
  if (work.verb !== 'pend') return '';
  const until = work.until === undefined ? '' : ` s.d. ${showDate(work.until)}`;
  return `${pauseReasonLabel(work.reason).toLowerCase()}${until}, ${work.note}`;
}

/** TUGAS, INFO and BANTUAN change nothing and need no PIN: the answer goes to the technician's own number. */
function tell(ordered: Ordered): number {
  const { incoming, actor, command } = ordered;
  const { tx, nowMs } = incoming;
  const say = (text: string): number => answer(incoming, keep(incoming, 'command'), text);
  if (command.verb === 'help') return say(noticeText(tx, 'technicianHelp', {}));
  const tasks = openTasks(tx, actor.userId);
  if (command.verb === 'tasks') return say(tellTasks(tx, tasks, nowMs));
  const [ticketId, ...others] = command.ticketIds;
  if (others.length > 0) return refuse(ordered, 'Satu nomor saja', written('info', ticketId));
  if (ticketId === undefined && tasks.length > 1) return ask(ordered, tasks);
  const task = ticketId === undefined ? tasks[0] : tasks.find(({ id }) => id === ticketId);
  if (task) return say(tellTask(tx, task, nowMs));
  return ticketId === undefined
    ? refuse(ordered, 'Tidak ada tiket terbuka untuk Anda', '')
    : refuse(ordered, `Tiket ${ticketId} tidak ada di daftar Anda`, unknown('info'));
}

function ask({ incoming, command }: Ordered, choices: readonly Task[]): number {
  const [first] = choices;
  const facts = { format: commandFormat(command.verb, first?.id) };
  const daftar = choiceList(choices, noticeRoom(incoming.tx, 'whichTicket', facts, 'daftar'));
  const text = noticeText(incoming.tx, 'whichTicket', { ...facts, daftar });
  return answer(incoming, keep(incoming, 'command'), text);
}

/** Why nothing was done, and what to write instead. */
function refuse(
  { incoming }: Ordered,
  alasan: string,
  format: string,
  kind: 'command' | 'review' = 'command',
): number {
  return answer(
    incoming,
    keep(incoming, kind),
    noticeText(incoming.tx, 'commandRefused', { alasan, format }),
  );
}

const written = (verb: TechnicianVerb, ticketId: number | undefined): string =>
  `Format: ${commandFormat(verb, ticketId)}`;

const unknown = (verb: TechnicianVerb): string => `${written(verb, undefined)}. Daftar tiket: TUGAS`;

/** Who is too late needs no lesson in writing; who must report first learns how to do that. */
function helpFor(
  { incoming: { tx, nowMs } }: Ordered,
  verb: TechnicianVerb,
  ticketId: number,
  errors: readonly DomainError[],
): string {
  if (errors.some((error) => error.code === 'not_found')) return unknown(verb);
  if (errors.every((error) => error.code === 'conflict')) return '';
  const reportsFirst = verb === 'close' && reportMissing(tx, ticketId, nowMs);
  return written(reportsFirst ? 'report' : verb, ticketId);
}

const answer = (incoming: Incoming, messageId: number, text: string, ticketId?: number): number =>
  answered(incoming, messageId, 'command_answer', text, ticketId);
