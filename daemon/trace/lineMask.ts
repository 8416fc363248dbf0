import { maskFields, maskRuns } from './maskFields.ts';
import { maskHexIn, maskPdu } from './maskPdu.ts';
import { maskText, veiled } from './maskText.ts';
import type { StandIns } from './standIns.ts';

const FINAL =
  /^(?:OK|ERROR|ABORTED|NO CARRIER|BUSY|NO ANSWER|NO DIAL ?TONE|\+CM[ES] ERROR: *[\w ()-]{0,60})$/i;
/** What modems say in plain words; nothing else without a code in front is believed to be theirs. */
const PLAIN_WORDS =
  /^(?:RING|RDY|CONNECT(?: \d+)?|(?:SMS|PB|SIM|PBD?) (?:DONE|READY)|Call Ready|SMS Ready|(?:NORMAL )?POWER(?:ED)? DOWN|(?:UNDER|OVER)[-_]VOLTAGE[\w -]*|VOICE CALL: (?:BEGIN|END)[: \d]*|STIN: *\d+)$/i;
const IDENTIFIES = /^AT(?:I\d?|\+?G?\+?C?GM[IMR]|\+GM[IMR])$/i;
const HAS_CODE = /^[+^*#$%&@][A-Z]/i;
const LISTS_TEXTS = /^\+(?:CMGL|CMGR|CMT|CDS|CBM):/i;
const IN_TEXT_MODE = /"(?:REC|STO) [A-Z]+"|"\d\d\/\d\d\/\d\d,/i;
const HEX_LINE = /^\s*[0-9A-F]{8,}\s*(?:,0)?\s*$/i;

/** Masks line after line of one wire; what a line is depends on those before it. */
export class LineMask {
  readonly #standIns: StandIns;
  /** The last command that went out. */
  #command = '';
  /** What the next line received goes on with. */
  #awaits: 'pdu' | 'text' | 'quoted' | undefined;

  constructor(standIns: StandIns) {
    this.#standIns = standIns;
  }

  startAnew(): void {
    this.#command = '';
    this.#awaits = undefined;
  }

  sent(line: string): string {
    const isCommand = /^AT/i.test(line);
    if (isCommand) this.#command = line;
    if (isCommand || /^\+*$/.test(line)) return maskFields(line, this.#standIns);
    return HEX_LINE.test(line) ? maskPdu(line, this.#standIns) : maskText(line, this.#standIns, false);
  }

  /** A whole line, or the beginning of one. */
  received(line: string): string {
    const awaited = this.#awaits;
    if (awaited === 'quoted') return this.#quoted(line);
    if (FINAL.test(line)) {
      this.#awaits = undefined;
      return line;
    }
    if (LISTS_TEXTS.test(line)) return this.#listed(line);
    if (awaited === 'text') return maskText(line, this.#standIns, true);
    if (awaited === 'pdu' && !HAS_CODE.test(line)) {
      this.#awaits = undefined;
      return this.#pduIn(line);
    }
    if (/^\+CUSD:/i.test(line)) return this.#quoted(line);
    return this.#unlisted(line);
  }

  /** The end of a line whose beginning was received before something was sent. */
  tail(line: string): string {
    if (FINAL.test(line)) return line;
    return /[0-9A-F]{8}/i.test(line) ? maskHexIn(line, this.#standIns) : veiled(line);
  }

  #unlisted(line: string): string {
    if (PLAIN_WORDS.test(line)) return line;
    const [, prompt = '', behind = ''] = /^(> ?)(.*)$/.exec(line) ?? [];
    if (prompt !== '') return prompt + (behind === '' ? '' : this.#unlisted(behind));
    if (/^AT(?![A-Z]*[ .,])/i.test(line) || HAS_CODE.test(line)) return maskFields(line, this.#standIns);
    if (/^(?:MISSED_CALL|VOICE CALL):/i.test(line)) return maskFields(line, this.#standIns);
    if (HEX_LINE.test(line)) return maskRuns(line, this.#standIns);
    if (IDENTIFIES.test(this.#command)) return line.replace(/\d{10,}/g, (run) => this.#standIns.digits(run));
    return veiled(line);
  }

  /** A header, and what its text follows it as: a PDU, or words (27.005 §3.4.1, §4.4). */
  #listed(line: string): string {
    this.#awaits = IN_TEXT_MODE.test(line) ? 'text' : 'pdu';
    return line.replace(/(?:^|\+CM)[^+]*(?:\+(?!CM)[^+]*)*/gi, (header) => {
      const [, fields = header, pdu = ''] = /^(.*\d\s+)([0-9A-F]{8,}\s*)$/i.exec(header) ?? [];
      if (pdu !== '') this.#awaits = undefined;
      return maskFields(fields, this.#standIns) + (pdu === '' ? '' : this.#pduIn(pdu));
    });
  }

  #pduIn(line: string): string {
    const [, before = '', hex = line, behind = ''] = /^(\s*)(.*?)((?:,0)?\s*)$/.exec(line) ?? [];
    return before + maskPdu(hex, this.#standIns) + behind;
  }

  /** `+CUSD: 0,"…",15`, whose text may be several lines long, in words or in hexadecimal (27.007 §7.15). */
  #quoted(line: string): string {
    const goesOn = this.#awaits === 'quoted';
    if (goesOn && (FINAL.test(line) || HAS_CODE.test(line))) {
      this.#awaits = undefined;
      return this.received(line);
    }
    const [, head = '', said = '', end = ''] =
      /^((?:\+CUSD: *\d*,? *)?"?)(.*?)("\s*(?:,\s*\d*\s*)?)?$/i.exec(line) ?? [];
    const isOpen = end === '' && (goesOn || head.endsWith('"'));
    this.#awaits = isOpen ? 'quoted' : undefined;
    const masked = /^[0-9A-F\s]{4,}$/i.test(said) ? maskRuns(said, this.#standIns, 4) : veiled(said);
    return head + masked + end;
  }
}
