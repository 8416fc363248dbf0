import { maskFields } from './maskFields.ts';
import { maskHexIn, maskPdu } from './maskPdu.ts';
import { maskText, veiled } from './maskText.ts';
import { maskUssdWords } from './maskUssdWords.ts';
import type { StandIns } from './standIns.ts';

const FINAL =
  /^(?:OK|ERROR|ABORTED|NO CARRIER|BUSY|NO ANSWER|NO DIAL ?TONE|COMMAND NOT SUPPORT|TOO MANY PARAMETERS|NA|(?:\+CM[ES]|\+EXT|MODEM) ERROR:? *[\w ()-]{0,60})$/i;
/** What modems say in plain words; nothing else without a code in front is believed to be theirs. */
const PLAIN_WORDS =
  /^(?:RING|RDY|CONNECT(?: \d+)?|(?:SMS|PB|SIM) (?:DONE|READY)|Call Ready|(?:NORMAL )?POWER(?:ED)? DOWN|(?:UNDER|OVER)[-_]VOLTAGE[\w -]*|VOICE CALL: (?:BEGIN|END)[: \d]*|STIN: *\d+)$/i;
const IDENTIFIES = /^AT(?:I\d?|\+C?GM[IMR]|\+CGMI)$/i;
const HAS_CODE = /^[+^*#$%&@][A-Z]/i;
const IS_COMMAND = /^AT(?:$|[+^*#$%&\\]|[EQVZIHDAS]\d)/i;
const LISTS_TEXTS = /^\+(?:CMGL|CMGR|CMT|CDS|CBM):/i;
/** Where another line begins that has lost the end of the one before it. */
const NEXT_LINE = /(?=\+(?:CMGL|CMGR|CMT|CDS|CBM|CUSD):)/i;
const IN_TEXT_MODE = /"(?:REC|STO) [A-Z]+"|"\d\d\/\d\d\/\d\d,/i;
const BARE_NUMBER = /^\s*"?[0-9A-F]{7,}"?\s*(?:,0)?\s*$/i;

/** Masks line after line of one wire; what a line is depends on those before it. */
export class LineMask {
  readonly #standIns: StandIns;
  /** The last command that went out. */
  #command = '';
  /** As what the next line goes on. */
  #awaits: 'pdu' | 'textLine' | 'text' | 'quoted' | undefined;

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
    return /^[0-9A-F]+$/i.test(line) ? maskPdu(line, this.#standIns) : maskText(line, this.#standIns, false);
  }

  /** A whole line, or the beginning of one. */
  received(line: string): string {
    if (this.#awaits === 'quoted') return this.#quoted(line);
    if (FINAL.test(line)) {
      this.#awaits = undefined;
      return line;
    }
    if (PLAIN_WORDS.test(line)) return line;
    if (this.#awaits !== 'text') {
      const lines = line.split(NEXT_LINE);
      if (lines.length > 1) return lines.map((each) => this.received(each)).join('');
    }
    if (LISTS_TEXTS.test(line)) return this.#listed(line);
    if (this.#awaits === 'text' || this.#awaits === 'textLine') return this.#words(line);
    if (this.#awaits === 'pdu' && !HAS_CODE.test(line)) return this.#pdu(line);
    return /^\+CUSD:/i.test(line) ? this.#quoted(line) : this.#unlisted(line);
  }

  /** The end of a line whose beginning was received before something was sent. */
  tail(line: string): string {
    if (FINAL.test(line)) return line;
    return /[0-9A-F]{8}/i.test(line) ? maskHexIn(line, this.#standIns) : veiled(line);
  }

  #unlisted(line: string): string {
    const [, prompt = '', behind = ''] = /^(> ?)(.*)$/.exec(line) ?? [];
    if (prompt !== '') return prompt + (behind === '' ? '' : this.#unlisted(behind));
    const isCoded = IS_COMMAND.test(line) || HAS_CODE.test(line) || /^MISSED_CALL:/i.test(line);
    if (isCoded || BARE_NUMBER.test(line)) return maskFields(line, this.#standIns);
    if (IDENTIFIES.test(this.#command)) return line.replace(/\d{10,}/g, (run) => this.#standIns.digits(run));
    return veiled(line);
  }

  /** A header, and as what its text follows: a PDU, or words (27.005 §3.4.1, §4.4). */
  #listed(line: string): string {
    const [, header = line, pdu = ''] = /^(.*\d\s+)([0-9A-F]{8,}\s*)$/i.exec(line) ?? [];
    const isList = /^\+CMG/i.test(line);
    if (IN_TEXT_MODE.test(header)) this.#awaits = isList ? 'text' : 'textLine';
    else this.#awaits = 'pdu';
    return maskFields(header, this.#standIns) + (pdu === '' ? '' : this.#pdu(pdu));
  }

  #words(line: string): string {
    if (this.#awaits === 'textLine') this.#awaits = undefined;
    return maskText(line, this.#standIns, true);
  }

  #pdu(line: string): string {
    this.#awaits = undefined;
    const [, before = '', hex = line, behind = ''] = /^(\s*)(.*?)((?:,0)?\s*)$/.exec(line) ?? [];
    return before + maskPdu(hex, this.#standIns) + behind;
  }

  /** `+CUSD: 0,"…",15`, whose words may be several lines (27.007 §7.15). */
  #quoted(line: string): string {
    const goesOn = this.#awaits === 'quoted';
    this.#awaits = undefined;
    if (goesOn && (FINAL.test(line) || HAS_CODE.test(line))) return this.received(line);
    const [, head = '', said = line, end = ''] =
      /^((?:\+CUSD: *\d*,? *"?)?)(.*?)("\s*(?:,\s*\d*\s*)?)?$/i.exec(line) ?? [];
    if (end === '' && (goesOn || head.endsWith('"'))) this.#awaits = 'quoted';
    return head + maskUssdWords(said) + end;
  }
}
