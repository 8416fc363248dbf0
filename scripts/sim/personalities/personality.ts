import type { CommandTable } from '../commands/spec.ts';
import type { LatencyStep, StepTimes } from '../latency.ts';
import type { MemoryChoice, MemoryName } from '../messageStore.ts';
import type { Reply } from '../reply.ts';
import type { Charset, Settings } from '../settings.ts';

export interface Identity {
  readonly manufacturer: string;
  readonly model: string;
  readonly revision: string;
  readonly imei: string;
}

/** What goes around an unsolicited line that begins with `prefix`; the first that fits counts. */
export interface Frame {
  readonly prefix: string;
  readonly before: string;
  readonly after: string;
}

/** How the make talks, whatever it says. */
export interface WireTraits {
  /** The longest command line, AT included. */
  readonly lineMax: number;
  readonly prompt: string;
  /** The final result for a command that the make does not have. */
  readonly unknown: string;
  /** The final result for ESC at the prompt; undefined when it says nothing. */
  readonly escape: string | undefined;
  readonly frames: readonly Frame[];
  /** Unsolicited lines come out here only while this switch is not 0; else on another port of the device. */
  readonly eventsSwitch: string | undefined;
  /** Commands whose good answer lacks its OK, e.g. '+CPIN?' or '+CPMS='. */
  readonly withoutOk: readonly string[];
}

export interface StorageTraits {
  readonly capacity: Readonly<Record<MemoryName, number>>;
  readonly indexBase: 0 | 1;
  /** What MT is made of, in the order of its indices. */
  readonly all: readonly MemoryName[];
  /** What +CPMS takes for reading, writing and receiving. */
  readonly names: readonly [readonly MemoryChoice[], readonly MemoryChoice[], readonly MemoryChoice[]];
  /** +CPMS=? after its colon, which need not agree with `names`. */
  readonly test: string;
  /** How many parameters +CPMS may have. */
  readonly parameters: readonly number[];
  /** The answer to another number of parameters, or to a memory that is not offered. */
  readonly refusal: Reply;
  /** How many of the three memories the answers show. */
  readonly shown: 2 | 3;
  readonly preferred: readonly [MemoryChoice, MemoryChoice, MemoryChoice];
  /** Names that +CPMS? prints instead; they are taken as well. */
  readonly printed: Readonly<Partial<Record<MemoryChoice, string>>>;
  /** What stands between the fields of +CPMS?. */
  readonly separator: ',' | ', ';
  /** Memories whose records are counted but not shown: by +CMGL, or by +CMGR too. */
  readonly blind: Readonly<Partial<Record<MemoryName, 'list' | 'all'>>>;
  /** Memories that a restart empties. */
  readonly volatile: readonly MemoryName[];
  /** What another memory for receiving costs, ME and SM being filled or cleared for it. */
  readonly switchMs: number;
  /** A phone, that shows what it receives to its owner only. */
  readonly ownInbox: boolean;
  /** What is said when the last place is taken, and when the network's text finds none; {memory} is its name. */
  readonly full: { readonly taken?: string; readonly refused?: string; readonly switch?: string };
}

export type IndicationSets = readonly [
  mode: readonly number[],
  mt: readonly number[],
  bm: readonly number[],
  ds: readonly number[],
  bfr: readonly number[],
];

/** +CNMI and +CSMS. */
export interface ServiceTraits {
  /** +CNMI=? after its colon. */
  readonly test: string;
  readonly sets: IndicationSets;
  /** Tuples that are refused although each value is offered; * is any, e.g. '2,*,*,1,*'. */
  readonly refused: readonly string[];
  readonly refusal: Reply;
  /** What +CNMI offers in service 1, when that is more. */
  readonly inService1?: { readonly test: string; readonly sets: IndicationSets };
  /** The values of +CSMS. */
  readonly services: readonly number[];
  /** Nothing is told unasked while DTR is off. */
  readonly needsDtr: boolean;
  /** How long a message waits for its +CNMA. */
  readonly acknowledgeMs: number;
}

/** How stored messages are shown and deleted. Headers are what follows the colon; fields: {index} {stat} {length}, and {pdu} where it stands on the same line. */
export interface RecordTraits {
  readonly read: string;
  readonly list: string;
  /** Header of +CMT. */
  readonly direct: string;
  readonly emptyRead: Reply;
  readonly emptyDelete: Reply;
  /** +CMGD=? after its colon; {occupied} are the indices in use. */
  readonly deletable: string;
  /** Values of <delflag>; none but 0 on old makes. */
  readonly deleteFlags: readonly number[];
  /** Values of <stat> that +CMGL refuses in PDU mode. */
  readonly listRefuses: readonly number[];
  /** Shortest and longest TPDU that +CMGS takes. */
  readonly tpduLength: readonly [number, number];
}

export interface ReportTraits {
  /** Header of +CDS. */
  readonly direct: string;
  /** Header of a report read with +CMGR. */
  readonly read: string | undefined;
  /** Where <ds>=2 puts it, and the memory that +CDSI names. */
  readonly memory: MemoryChoice;
  readonly announced: string;
  /** What becomes of a report when <ds> is 0. */
  readonly unrouted: 'dropped' | 'kept';
}

export interface CardTraits {
  /** The only commands that are not refused before the PIN; undefined where others work too. */
  readonly beforePin: readonly string[] | undefined;
  /** How long the card is busy after its PIN or a start; undefined: a quarter of the time to boot after the PIN only. */
  readonly settleMs: number | undefined;
  /** The codes of a busy card. */
  readonly busy: { readonly cme: number; readonly cms: number };
  /** SMS commands too say +CME ERROR when the card is away, locked or busy. */
  readonly errorsAsCme: boolean;
}

/** A line that the make says by itself after a restart. */
export interface BootMark {
  readonly afterMs: number;
  readonly line: string;
  /** Only with a card that is open. */
  readonly cardReady?: true;
  /** Only while a switch has this bit. */
  readonly where?: { readonly switch: string; readonly bit: number };
}

export interface PowerTraits {
  /** Values of +CFUN that it takes. */
  readonly levels: readonly number[];
  readonly atStart: number;
  /** +CFUN=? after its colon. */
  readonly test: string;
  /** +CFUN? answers what +CFUN=? does. */
  readonly readsTest: boolean;
  /** Parameters of +CFUN that restart it, e.g. '1,1'. */
  readonly resets: readonly string[];
  /** How long a restart takes until commands are heard. */
  readonly bootMs: number;
  readonly marks: readonly BootMark[];
  /** The port vanishes after a restart has begun, and comes back. */
  readonly portAway: { readonly afterMs: number; readonly forMs: number } | undefined;
  /** How long the card is busy after +CFUN=1, and after a message was sent. */
  readonly busyAfterOnMs: number;
  readonly busyAfterSendMs: number;
}

export interface NetworkTraits {
  /** <AcT> of +CREG: 0 GSM, 2 UTRAN, 7 E-UTRAN. */
  readonly technology: 0 | 2 | 7;
  /** What +CREG adds while registered, in mode 2; fields {area} {cell} {shortCell} {act}. */
  readonly cell: string;
  /** It tells the network when there is memory again (RP-SMMA). Else only a new registration or a sent text does. */
  readonly tellsMemory: boolean;
  /** +CREG? answers like the unsolicited line, without its <n>. */
  readonly readsAsEvent: boolean;
  /** +CREG=1 and =2 tell the state at once, unasked. */
  readonly tellsAtOnce: boolean;
}

export interface UssdTraits {
  /** What +CUSD= takes: text in the character set of +CSCS, or packed 7-bit as hexadecimal. */
  readonly takes: 'charset' | 'packed';
  readonly gives: 'charset' | 'packed' | 'ucs2';
  /** With this switch at 0 both directions are plain text. */
  readonly formSwitch: string | undefined;
  /** <m> of an answer that ends the session. */
  readonly done: number;
  /** The answer comes before the OK of the request. */
  readonly beforeOk: boolean;
  /** What stands between the fields of +CUSD. */
  readonly separator: ',' | ', ';
  /** Bytes behind the text, inside of the quotes. */
  readonly trailer: string;
}

/** A line that comes by itself again and again, one after the other of `lines`. */
export interface Chatter {
  readonly everyMs: number;
  readonly lines: readonly string[];
  /** Only while this switch is not 0. */
  readonly switch?: string;
  /** Until this command is sent, e.g. '+CPMS?'; it begins anew after the PIN and after a restart. */
  readonly until?: string;
}

/** A make of modem as data: what it says where others say something else. */
export interface Personality {
  readonly id: string;
  /** Its name for people. */
  readonly title: string;
  readonly identity: Identity;
  /** The lines of ATI; fields {manufacturer} {model} {revision} {imei}. */
  readonly information: readonly string[];
  readonly wire: WireTraits;
  /** Settings that differ from the norm when it leaves the factory. */
  readonly factory: Partial<Settings>;
  readonly charsets: readonly Charset[];
  readonly storage: StorageTraits;
  readonly service: ServiceTraits;
  readonly records: RecordTraits;
  readonly reports: ReportTraits;
  readonly card: CardTraits;
  readonly power: PowerTraits;
  readonly network: NetworkTraits;
  readonly ussd: UssdTraits;
  readonly chatter: readonly Chatter[];
  /** Numbers that the make's own commands set, and what they are after a restart. */
  readonly switches: Readonly<Record<string, number>>;
  /** Switches that a restart leaves as they are. */
  readonly lasting: readonly string[];
  readonly stepMs: Readonly<Record<LatencyStep, StepTimes>>;
  /** Commands that only it has, or answers in its own way. */
  readonly commands: CommandTable;
  /** Commands that it lacks. */
  readonly without: readonly string[];
}

type Section =
  | 'wire'
  | 'storage'
  | 'service'
  | 'records'
  | 'reports'
  | 'card'
  | 'power'
  | 'network'
  | 'ussd'
  | 'stepMs';

/** What a make has of its own; the rest is as on the one that it is derived from. */
export type OwnTraits = Pick<Personality, 'id' | 'title' | 'identity'> &
  Partial<Omit<Personality, Section | 'id' | 'title' | 'identity'>> & {
    readonly [S in Section]?: Partial<Personality[S]>;
  };

/** A make that is like another one, but for its own traits. */
export function derived(base: Personality, own: OwnTraits): Personality {
  return {
    ...base,
    ...own,
    commands: { ...base.commands, ...own.commands },
    wire: { ...base.wire, ...own.wire },
    storage: { ...base.storage, ...own.storage },
    service: { ...base.service, ...own.service },
    records: { ...base.records, ...own.records },
    reports: { ...base.reports, ...own.reports },
    card: { ...base.card, ...own.card },
    power: { ...base.power, ...own.power },
    network: { ...base.network, ...own.network },
    ussd: { ...base.ussd, ...own.ussd },
    stepMs: { ...base.stepMs, ...own.stepMs },
  };
}
