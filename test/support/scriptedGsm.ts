import { FakeModem, ok, type Reply } from './fakeModem.ts';

type Slots = Map<number, { stat: number; pdu: string }>;

/**
 * A well-behaved modem for tests under virtual time: the settings and storages that the driver talks about, and not a
 * word more. Whatever a test wants otherwise it adds as a script, which goes first.
 */
export class ScriptedGsm extends FakeModem {
  readonly storages = new Map<string, Slots>([
    ['ME', new Map()],
    ['SM', new Map()],
    ['SR', new Map()],
  ]);
  capacity: Record<string, number> = { ME: 23, SM: 10, SR: 10 };
  mem = ['ME', 'ME', 'ME'];
  /** Texts arrive here, whatever is set. */
  receivesInto: string | undefined;
  cmgf = '1';
  cnmi = '0,0,0,0,0';
  creg = '1';
  pinState = 'READY';
  reference = 0;
  /** PDUs that the network took, in order. */
  readonly submitted: string[] = [];
  #body = '';
  #prompted = false;

  constructor() {
    super();
    this.add([
      [/^AT\+CMGS=\d+\r$/, () => this.#prompt()],
      [/^\x1b$/, () => this.#leavePrompt()],
      [/^[0-9A-F]{10,}$/, (written) => this.#take(written)],
      [/^\x1a$/, () => this.#send()],
      [
        /^AT(?:E0|V1|Q0|\+CMEE=1|\+CMGF=0|\+CNMI=.*|\+CREG=1|\+CEREG=1|\+CSCS="GSM"|\+COPS=3,0)?\r$/,
        (w) => this.#set(w),
      ],
      ['AT+CGSN\r', ok('354242057832117')],
      ['AT+CGMI\r', ok('ACME')],
      ['AT+CGMM\r', ok('GSM-1')],
      ['AT+CGMR\r', ok('1.0')],
      ['AT+CFUN?\r', ok('+CFUN: 1')],
      ['AT+CPIN?\r', () => ok(`+CPIN: ${this.pinState}`)],
      ['AT+CCID\r', ok('+CCID: 8962100000000000001')],
      ['AT+CMGF?\r', () => ok(`+CMGF: ${this.cmgf}`)],
      ['AT+CSMS?\r', ok('+CSMS: 0,1,1,1')],
      ['AT+CPMS=?\r', ok('+CPMS: ("ME","SM","SR"),("ME","SM"),("ME","SM")')],
      ['AT+CPMS?\r', () => ok(`+CPMS: ${this.mem.map((name) => `"${name}",${this.#fill(name)}`).join()}`)],
      [/^AT\+CPMS="/, (written) => this.#select(written)],
      ['AT+CMGL=4\r', () => this.#list()],
      [/^AT\+CMGR=\d+\r$/, (written) => this.#read(Number(/\d+/.exec(written)?.[0]))],
      [/^AT\+CMGD=\d+\r$/, (written) => this.#delete(Number(/\d+/.exec(written)?.[0]))],
      ['AT+CSCA?\r', ok('+CSCA: "+6281100000",145')],
      ['AT+CREG?\r', () => ok(`+CREG: 1,${this.creg}`)],
      ['AT+CEREG?\r', '\r\nERROR\r\n'],
      ['AT+CSQ\r', ok('+CSQ: 21,0')],
      ['AT+COPS?\r', ok('+COPS: 0,0,"TELKOMSEL"')],
      ['AT+CNMI=?\r', ok('+CNMI: (0-2),(0-3),(0,2),(0-2),(0,1)')],
      ['AT+CNMI?\r', () => ok(`+CNMI: ${this.cnmi}`)],
      [/^AT/, '\r\nERROR\r\n'],
    ]);
  }

  slots(name: string): Slots {
    return this.storages.get(name) ?? new Map();
  }

  /** A text arrives; the first free slot takes it. */
  store(name: string, pdu: string, stat = 0): number {
    const slots = this.slots(name);
    let index = 1;
    while (slots.has(index)) index += 1;
    slots.set(index, { stat, pdu });
    return index;
  }

  lock(state: string): void {
    this.pinState = state;
  }

  /** The power came back: settings are gone, the line says so. */
  reboot(): void {
    this.cmgf = '1';
    this.cnmi = '0,0,0,0,0';
    this.mem = ['ME', 'ME', 'ME'];
    this.#prompted = false;
    this.say('\r\nRDY\r\n\r\n+CFUN: 1\r\n\r\n+CPIN: READY\r\n\r\nSMS Ready\r\n');
  }

  #set(written: string): Reply {
    if (this.#prompted) return undefined;
    const cnmi = /^AT\+CNMI=(.*)\r$/.exec(written)?.[1];
    if (cnmi !== undefined) this.cnmi = cnmi;
    if (written.startsWith('AT+CMGF=0')) this.cmgf = '0';
    return ok();
  }

  #prompt(): Reply {
    this.#prompted = true;
    return '\r\n> ';
  }

  #leavePrompt(): Reply {
    if (!this.#prompted) return undefined;
    this.#prompted = false;
    return ok();
  }

  #take(written: string): Reply {
    this.#body = written;
    return undefined;
  }

  #send(): Reply {
    this.#prompted = false;
    this.submitted.push(this.#body);
    this.reference = (this.reference + 1) % 256;
    return ok(`+CMGS: ${this.reference}`);
  }

  #fill(name: string): string {
    return `${this.slots(name).size},${this.capacity[name] ?? 0}`;
  }

  #select(written: string): Reply {
    const names = [...written.matchAll(/"([A-Z]+)"/g)].map((m) => m[1] ?? '');
    if (names.some((name) => !this.storages.has(name))) return '\r\n+CMS ERROR: 302\r\n';
    this.mem = this.mem.map(
      (old, place) => (place === 2 ? this.receivesInto : undefined) ?? names[place] ?? old,
    );
    return ok(`+CPMS: ${this.mem.map((name) => this.#fill(name)).join()}`);
  }

  #list(): Reply {
    if (this.cmgf === '1') return '\r\n+CMS ERROR: 302\r\n';
    const slots = this.slots(this.mem[0] ?? '');
    const rows = [...slots].map(([index, { stat, pdu }]) => {
      slots.set(index, { stat: stat === 0 ? 1 : stat, pdu });
      return `\r\n+CMGL: ${index},${stat},,${tpduLength(pdu)}\r\n${pdu}\r\n`;
    });
    return `${rows.join('')}\r\nOK\r\n`;
  }

  #read(index: number): Reply {
    const record = this.slots(this.mem[0] ?? '').get(index);
    return record
      ? `\r\n+CMGR: ${record.stat},,${tpduLength(record.pdu)}\r\n${record.pdu}\r\n\r\nOK\r\n`
      : ok();
  }

  #delete(index: number): Reply {
    this.slots(this.mem[0] ?? '').delete(index);
    return ok();
  }
}

/** 27.005 §3.1 `<length>`: without the SMSC in front. */
const tpduLength = (pdu: string): number => pdu.length / 2 - 1 - Number.parseInt(pdu.slice(0, 2), 16);
