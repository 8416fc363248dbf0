import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { announcesTexts, INDICATION_LADDER, rungsToTry } from '../../daemon/modem/indications.ts';
import { parseCmgl, parseCmgr, parsePushed } from '../../daemon/modem/listing.ts';
import { parsePinTries } from '../../daemon/modem/pinCounters.ts';
import {
  isDenied,
  isRegistered,
  parseOperator,
  parseRegistration,
  parseSignalDbm,
} from '../../daemon/modem/registration.ts';
import { parsePinState, parseSimId } from '../../daemon/modem/simIdentity.ts';
import { parseStorageChoices, parseStorageFills, planStorages } from '../../daemon/modem/storageNames.ts';

const PDU = '059126181642040D91261832547698F000005211012100008213C830FB0D2287E569D03CDDAEB3C3F4B71C';

describe('records of a list', () => {
  test.each([
    ['four fields', ['+CMGL: 1,0,,37', PDU], { index: 1, status: 0, tpduLength: 37, pduHex: PDU }],
    ['three fields', ['+CMGL: 17,3,35', PDU], { index: 17, status: 3, tpduLength: 35, pduHex: PDU }],
    ['a name in quotation marks', ['+CMGL: 0,1,"a,b",37', PDU], { index: 0, status: 1, tpduLength: 37 }],
    ['lower case', ['+cmgl: 2,1,,37', PDU.toLowerCase()], { index: 2, pduHex: PDU.toLowerCase() }],
    ['the PDU on the same line', [`+CMGL: 3,1,,37 ${PDU}`], { index: 3, tpduLength: 37, pduHex: PDU }],
    ['the PDU behind a comma', [`+CMGL: 3,1,,37,${PDU}`], { index: 3, tpduLength: 37, pduHex: PDU }],
    ['the PDU in quotation marks', ['+CMGL: 3,1,,37', `"${PDU}"`], { tpduLength: 37, pduHex: PDU }],
    ['blanks between the fields', ['+CMGL:3, 1, , 37', PDU], { index: 3, status: 1, tpduLength: 37 }],
    ['a trailing ,0', ['+CMGL: 3,1,,37', `${PDU},0`], { pduHex: PDU }],
    ['no PDU', ['+CMGL: 3,1,,37'], { index: 3, pduHex: '' }],
    ['garbage for a PDU', ['+CMGL: 3,1,,37', '00'], { index: 3, pduHex: '00' }],
    ['no index that can be read', ['+CMGL: ,1,,37', PDU], { index: undefined, pduHex: PDU }],
  ])('with %s are read', (_form, lines, record) => {
    const listing = parseCmgl(lines, 'SM');
    expect(listing).toMatchObject({ kind: 'records', records: [{ storage: 'SM', via: 'CMGL', ...record }] });
  });

  test('that run together without a line end are two', () => {
    const listing = parseCmgl(['+CMGL: 1,0,,37', `${PDU}+CMGL: 2,0,,37`, PDU], 'SM');
    expect(listing).toMatchObject({
      records: [
        { index: 1, pduHex: PDU },
        { index: 2, pduHex: PDU },
      ],
    });
  });

  test.each(['+CMGL: 1,"REC UNREAD","+6281200000011",,"26/03/02,08:15:00+28"', '+CMGL: 0,"STO SENT","1",'])(
    'in text mode %s are not taken for PDUs',
    (header) => {
      expect(parseCmgl([header, 'HELPDESK'], 'SM')).toEqual({ kind: 'textMode' });
    },
  );

  test('whatever the lines are, reading them does not throw', () => {
    const line = fc.oneof(fc.string(), fc.constantFrom('+CMGL: 1,0,,37', '+CMGL:', '+CMGR: 0', PDU));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(['records', 'textMode']).toContain(parseCmgl(lines, 'ME').kind);
        expect(['records', 'textMode']).toContain(parseCmgr(lines, 'ME', 1).kind);
        const pushed = parsePushed(lines, 'CMT');
        expect(pushed === undefined || pushed.pduHex.length > 0).toBe(true);
      }),
    );
  });
});

describe('a single record', () => {
  test.each([
    ['+CMGR: 1,,25', { status: 1, tpduLength: 25 }],
    ['+CMGR: 0,23', { status: 0, tpduLength: 23 }],
    ['+CMGR: 24', { status: undefined, tpduLength: 24 }],
    ['+CMGR: 4,1,,151', { status: 1, tpduLength: 151 }],
    ['+CMGR: ,,26', { status: undefined, tpduLength: 26 }],
    ['+CMGR: 0,"",50', { status: 0, tpduLength: 50 }],
  ])('under %s is read', (header, record) => {
    expect(parseCmgr([header, PDU], 'SR', 7)).toEqual({
      kind: 'records',
      records: [{ storage: 'SR', index: 7, pduHex: PDU, via: 'CMGR', ...record }],
    });
  });

  test('on the line of its header is read', () => {
    expect(parseCmgr([`+CMGR: 1,,147 ${PDU}`], 'SM', 1)).toMatchObject({
      records: [{ status: 1, tpduLength: 147, pduHex: PDU }],
    });
  });

  test('behind a comma on the line of its header is read', () => {
    expect(parseCmgr([`+CMGR: 1,"",37,${PDU}`], 'SM', 1)).toMatchObject({
      records: [{ status: 1, tpduLength: 37, pduHex: PDU }],
    });
  });

  test.each([[[]], [['+CMGR: 0,,0']]])('that is not there (%j) is none', (lines) => {
    expect(parseCmgr(lines, 'SM', 1)).toEqual({ kind: 'records', records: [] });
  });
});

describe('a pushed record', () => {
  test.each([
    ['+CMT: ,37', 37],
    ['+CMT: 37', 37],
    ['+CMT: "",37', 37],
  ])('under %s is read', (header, tpduLength) => {
    expect(parsePushed([header, PDU], 'CMT')).toMatchObject({
      tpduLength,
      pduHex: PDU,
      storage: '',
      via: 'CMT',
    });
  });

  test.each(['+CDS: 26', '+CDS: ,26'])('under %s is a report', (header) => {
    expect(parsePushed([header, PDU], 'CDS')).toMatchObject({ tpduLength: 26, via: 'CDS' });
  });

  test.each([`+CMT: ,37 ${PDU}`, `+CMT: ,37,${PDU}`, `+CMT: "",37,"${PDU}"`])(
    'on one line is read: %s',
    (line) => {
      expect(parsePushed([line], 'CMT')).toMatchObject({ tpduLength: 37, pduHex: PDU });
    },
  );

  test('without its PDU is none', () => {
    expect(parsePushed(['+CMT: ,37'], 'CMT')).toBeUndefined();
  });
});

describe('storages', () => {
  test.each([
    ['("ME","MT","SM","SR"),("ME","SM"),("ME")', [['ME', 'MT', 'SM', 'SR'], ['ME', 'SM'], ['ME']]],
    ['(("SM","BM","SR"),("SM"))', [['SM', 'BM', 'SR'], ['SM']]],
    ['"SM","SM","SM"', [['SM'], ['SM'], ['SM']]],
    ['(SM,ME),(SM_P)', [['SM', 'ME'], ['SM_P']]],
    ['(),(),()', [[], [], []]],
  ])('%s are understood', (shape, choices) => {
    expect(parseStorageChoices(`+CPMS: ${shape}`)).toEqual(choices);
  });

  test.each([
    [
      '+CPMS: "ME",0,23,"ME",0,23,"SM",10,10',
      [
        ['ME', 0, 23],
        ['ME', 0, 23],
        ['SM', 10, 10],
      ],
    ],
    [
      '+CPMS: "ME", 0, 50,"ME", 0, 50,"SM", 1, 10',
      [
        ['ME', 0, 50],
        ['ME', 0, 50],
        ['SM', 1, 10],
      ],
    ],
    [
      '+CPMS: 0,23,0,23,0,50',
      [
        ['SM', 0, 23],
        ['SM', 0, 23],
        ['SM', 0, 50],
      ],
    ],
    [
      '+CPMS: 14,50,14,50',
      [
        ['SM', 14, 50],
        ['SM', 14, 50],
      ],
    ],
    [
      '+CPMS: SM,3,10,SM,3,10',
      [
        ['SM', 3, 10],
        ['SM', 3, 10],
      ],
    ],
    [
      '+CPMS: ("SM",3,10),("ME",0,23)',
      [
        ['SM', 3, 10],
        ['ME', 0, 23],
      ],
    ],
    ['+CPMS: ,,,,,,,,', []],
  ])('fills %s are read', (line, fills) => {
    const names = ['SM', 'SM', 'SM'];
    expect(parseStorageFills(line, names).map((f) => [f.name, f.used, f.total])).toEqual(fills);
  });

  test.each([
    [
      'what the modem receives into goes first',
      '("ME","SM"),("ME","SM"),("ME","SM")',
      'SM',
      ['SM', 'ME'],
      ['ME', 'SM'],
    ],
    [
      'reports are swept where they can be',
      '("ME","MT","SM","SR"),("ME","SM"),("ME","SM")',
      'ME',
      ['ME', 'SM'],
      ['ME', 'SM', 'SR'],
    ],
    [
      'a place for receiving that cannot be ME',
      '("MT","SM","ME"),("MT","SM","ME"),("MT","SM")',
      'ME',
      ['SM', 'MT'],
      ['ME', 'SM'],
    ],
    ['names with P', '("SM","ME","SM_P","ME_P","MT"),("SM"),("SM")', 'SM_P', ['SM'], ['ME', 'SM']],
    ['names with P alone', '("ME_P","SM_P"),("SM_P"),("SM_P")', 'SM_P', ['SM_P'], ['ME_P', 'SM_P']],
    ['MT is swept where nothing else is', '("MT","BM"),("MT"),("MT")', 'MT', ['MT'], ['MT']],
    ['nothing at all', '(),(),()', undefined, ['SM'], []],
  ])('%s', (_what, shape, current, candidates, sweep) => {
    const plan = planStorages(parseStorageChoices(`+CPMS: ${shape}`), current);
    expect([plan.candidates, plan.sweep]).toEqual([candidates, sweep]);
  });
});

const NOTHING_KNOWN = { preferred: [], deaf: [] };

describe('indications', () => {
  test.each([
    ['a common modem', '+CNMI: (0-2),(0-3),(0,2),(0-2),(0,1)', '2,1,0,1,0'],
    ['one that refuses reports', '+CNMI: (0,1,2),(0,1,2,3),(0,2),(0),(0,1)', '2,1,0,0,0'],
    ['Siemens', '+CNMI: (0-3),(0,1),(0,2,3),(0,2),(1)', '2,1,0,2,1'],
    ['one without mode 2', '+CNMI: (0,1),(0,1),(0,2),(0,1),(0)', '1,1,0,1,0'],
  ])('on %s begin with the best rung it allows', (_modem, line, first) => {
    expect(rungsToTry(line, NOTHING_KNOWN)[0]).toBe(first);
  });

  test.each([undefined, '', '+CNMI: nonsense', '+CNMI: (0),(0),(0),(0),(0)', '+CNMI: (a),(b)'])(
    'are all tried when %j says nothing of use',
    (line) => {
      expect(rungsToTry(line, NOTHING_KNOWN)).toEqual(INDICATION_LADDER);
    },
  );

  test.each([
    ['+CNMI: 2,1,0,1,0', true],
    ['+CNMI: 1, 1, 0, 0, 0', true],
    ['+CNMI: 0,0,0,0,0', false],
    ['+CNMI: 2,2,0,1,0', false],
    ['+CNMI: 0,1,0,0,0', false],
    [undefined, false],
  ])('read back as %j hold: %s', (line, holds) => {
    expect(announcesTexts(line)).toBe(holds);
  });
});

describe('the network', () => {
  test.each([
    ['+CREG: 2,1,"00C8","0A5B",7', 'cs', 1],
    ['+CREG: 1, E006B, ABE0016', 'cs', 1],
    ['+CREG: 2,1,4CA,81DE445', 'cs', 1],
    ['+CREG: 2,1,"0B,"0100701",7', 'cs', 1],
    ['+CREG: 0,1,"5E25","605F",2', 'cs', 1],
    ['+CREG: 2,1,"",""', 'cs', 1],
    ['+CREG: 2,"1","00C8","0A5B"', 'cs', 1],
    ['+CREG: 001,001', 'cs', 1],
    ['+CREG: 1,23,45', 'cs', 1],
    ['+CREG: 2, 1, "00C8", "0A5B", 7', 'cs', 1],
    ['+CEREG: 4,5,"1A2B","01A2B3C4",7,0,0,"00","01"', 'eps', 5],
    ['+CREG: 0,5', 'cs', 5],
    ['+CREG: 5', 'cs', 5],
    ['+CREG: 5,"25FF","825E"', 'cs', 5],
    ['+CEREG: 0,1', 'eps', 1],
    ['+CGREG: 0,2', 'gprs', 2],
  ])('%s is understood', (line, network, stat) => {
    expect(parseRegistration(line)).toEqual({ network, stat });
  });

  test.each(['+CREG:', '+CREG: ,', '+CREG: x', '+CSQ: 1,2', 'OK'])('%s says nothing', (line) => {
    expect(parseRegistration(line)).toBeUndefined();
  });

  test.each([
    ['home', { cs: 1, eps: undefined }, true],
    ['roaming', { cs: 5, eps: undefined }, true],
    ['SMS only', { cs: 6, eps: undefined }, true],
    ['searching', { cs: 2, eps: undefined }, false],
    ['denied', { cs: 3, eps: 0 }, false],
    ['LTE only', { cs: 0, eps: 1 }, true],
    ['a modem that never says', { cs: undefined, eps: undefined }, true],
  ])('%s may send: %o → %s', (_what, known, may) => {
    expect(isRegistered(known)).toBe(may);
  });

  test('a denial on either side is one', () => {
    expect(isDenied({ cs: 3, eps: undefined })).toBe(true);
    expect(isDenied({ cs: 3, eps: 1 })).toBe(false);
  });

  test.each([
    ['+CSQ: 21,0', -71],
    ['+CSQ: 0,0', -113],
    ['+CSQ: 99,99', undefined],
    ['+CSQ: 145,99', undefined],
  ])('%s is %s dBm', (line, dbm) => {
    expect(parseSignalDbm(line)).toBe(dbm);
  });

  test.each([
    ['+COPS: 0,0,"TELKOMSEL",2', 'TELKOMSEL'],
    ['+COPS: 0,0,"Tel\xffkom"', 'Telkom'],
    ['+COPS: 0, 0, "XL Axiata", 7', 'XL Axiata'],
    ['+COPS: 0,0,INDOSAT,2', 'INDOSAT'],
    ['+COPS: 0,0,"3 (Tri), Hutch",2', '3 (Tri), Hutch'],
    ['+COPS: 0', undefined],
  ])('%s names %s', (line, name) => {
    expect(parseOperator(line)).toBe(name);
  });
});

describe('the SIM', () => {
  test.each([
    ['+CCID: "8962100000000000001"', '8962100000000000001'],
    ['8962100000000000001f', '8962100000000000001'],
    ['^ICCID: 89621000000000000012', '89621000000000000012'],
    ['+QCCID: 8962100000000000001F', '8962100000000000001'],
    ['510101234567890', '510101234567890'],
    ['ICCID: 8962100000000000001', '8962100000000000001'],
    ['+CCID: 8962 1000 0000 0000 001', '8962100000000000001'],
    ['+CCID: ', undefined],
    ['Quectel', undefined],
  ])('%s is %s', (line, id) => {
    expect(parseSimId([line])).toBe(id);
  });

  test.each([
    ['+CPIN: READY', 'READY'],
    ['+CPIN: SIM PIN', 'SIM PIN'],
    ['+CPIN: "SIM PUK"', 'SIM PUK'],
    ['+CPIN:READY', 'READY'],
    ['+CPIN: SIM PIN,3', 'SIM PIN'],
    ['OK', undefined],
  ])('%s is in state %s', (line, state) => {
    expect(parsePinState(line)).toBe(state);
  });

  test.each([
    ['+CPINR', ['+CPINR: SIM PIN2,3,3', '+CPINR: SIM PIN,2,3'], 2],
    ['+CPINR', ['+CPINR: SIM PUK,10,10'], undefined],
    ['^CPIN', ['^CPIN: READY,,10,3,10,3'], 3],
    ['^CPIN', ['^CPIN: SIM PIN,2,10,2,10,3'], 2],
    ['+SPIC', ['+SPIC: 3,10,3,10'], 3],
    ['+QPINC', ['+QPINC: "P2",1,10', '+QPINC: "SC",3,10'], 3],
    ['+UPINCNT', ['+UPINCNT: 3,3,10,10'], 3],
    ['#PCT', ['#PCT: 1'], 1],
    ['^SPIC', ['^SPIC: 3'], 3],
    ['+ZPINPUK', ['+ZPINPUK: 3,10,3,10'], 3],
    ['+SPIC', ['OK', ''], undefined],
  ] as const)('by AT%s says %j: %s tries are left', (counter, lines, tries) => {
    expect(parsePinTries(counter, lines)).toBe(tries);
  });
});
