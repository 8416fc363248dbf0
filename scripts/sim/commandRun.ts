import { demandCard } from './cardGate.ts';
import { type Command, FORM_SIGNS } from './commandLine.ts';
import { Params } from './commands/params.ts';
import type { CommandSpec, CommandTable } from './commands/spec.ts';
import type { Piece } from './faultBoard.ts';
import type { Modem } from './modem.ts';
import { CMS, guarded, type Reply } from './reply.ts';

/** A command line that has been run: its last command, what it said, how it ends, what follows. */
export interface Outcome {
  readonly command: string;
  /** The same with the sign of its form, e.g. '+CPIN?'. */
  readonly sent: string;
  readonly pieces: Piece[];
  readonly reply: Reply;
  readonly tookMs: number;
  readonly afterwards: readonly (() => void)[];
}

/** The outcome of a reply that no command line brought about. */
export function bareOutcome(reply: Reply): Outcome {
  return { command: '', sent: '', pieces: infoPieces(reply), reply, tookMs: 0, afterwards: [] };
}

const infoPieces = (reply: Reply): Piece[] =>
  reply.kind === 'ok' ? (reply.info ?? []).map((text) => ({ role: 'info', text })) : [];

/** Runs the commands of a line one after the other, up to the first that does not end well. */
export function runCommands(modem: Modem, table: CommandTable, commands: readonly Command[]): Outcome {
  const pieces: Piece[] = [];
  const afterwards: (() => void)[] = [];
  let tookMs = 0;
  let command = '';
  let sent = '';
  let reply: Reply = { kind: 'ok' };
  for (const each of commands) {
    command = each.name;
    sent = `${each.name}${FORM_SIGNS[each.form]}`;
    modem.chatter.heard(sent);
    const spec = Object.hasOwn(table, command) ? table[command] : undefined;
    reply = replyTo(modem, each, spec);
    const lines = infoPieces(reply);
    pieces.push(...lines);
    const stepMs = modem.latency[spec?.latency ?? 'command'];
    tookMs += spec?.latency === 'read' ? stepMs * Math.max(1, lines.length) : stepMs;
    if (reply.kind !== 'ok') break;
    tookMs += reply.tookMs ?? 0;
    if (reply.afterwards) afterwards.push(reply.afterwards);
  }
  return { command, sent, pieces, reply, tookMs, afterwards };
}

function replyTo(modem: Modem, command: Command, spec: CommandSpec | undefined): Reply {
  const { wire, card } = modem.make;
  const tooEarly = modem.card.state !== 'READY' && card.beforePin?.includes(command.name) === false;
  if (tooEarly) return { kind: 'error' };
  return spec ? guarded(() => execute(modem, command, spec)) : { kind: 'word', text: wire.unknown };
}

function execute(modem: Modem, command: Command, spec: CommandSpec): Reply {
  const handler = spec[command.form];
  const family = spec.family ?? 'cme';
  if (handler === undefined)
    return family === 'cms' ? { kind: 'cms', code: CMS.notSupported } : { kind: 'error' };
  if (spec.needsCard && command.form !== 'test') demandCard(modem, family);
  if (typeof handler === 'string') return { kind: 'ok', info: [handler] };
  return handler(modem, new Params(command.args, family));
}
