import { describe, expect, test } from 'vitest';
import { rememberModems } from '../../daemon/modem/modemMemory.ts';
import { ok } from '../support/fakeModem.ts';
import { startReady, stopGateways, type UnderTest, until } from '../support/gatewayUnderTest.ts';
import type { ScriptedGsm } from '../support/scriptedGsm.ts';
import { elapse, settled, useVirtualTime } from '../support/virtualTime.ts';

useVirtualTime();
stopGateways();

const TEXT = 'AT+CUSD=1,"*888#",15';
const PACKED = 'AT+CUSD=1,"2A1C0E3702",15';
const UCS2 = 'AT+CUSD=1,"002A0038003800380023",72';
const CLOSE = 'AT+CUSD=2';
const BALANCE = 'Sisa pulsa Rp3.000, aktif s/d 26/03/2026';

/** The modem takes the code in this way and says this, a while after its OK. */
const answering =
  (said: string, command = TEXT, afterMs = 3000) =>
  (modem: ScriptedGsm): void => {
    modem.add([
      [`${CLOSE}\r`, ok()],
      [
        `${command}\r`,
        () => {
          setTimeout(() => modem.say(`\r\n${said}\r\n`), afterMs);
          return ok();
        },
      ],
    ]);
  };
const asks = (text: string): boolean => text.includes('Rp');
const commands = (under: UnderTest): string[] =>
  under.modem.commands.filter((text) => text.startsWith('AT+CUSD') || text === 'ATH' || text === 'AT+CHUP');

describe('a code is dialled and', () => {
  test('the words of the network come back', async () => {
    const under = await startReady(answering(`+CUSD: 0,"${BALANCE}",15`));
    expect(await settled(under.gateway.ussd('*888#'))).toEqual({ kind: 'answered', text: BALANCE });
    expect(commands(under)).toEqual([TEXT]);
    expect(under.networkWords).toEqual([]);
  });

  test('an answer before the OK counts as well', async () => {
    const under = await startReady((modem) =>
      modem.add({ [`${TEXT}\r`]: `\r\n+CUSD: 0,"Pulsa\r\nOK\r\nRp5.000",15\r\n\r\nOK\r\n` }),
    );
    expect(await settled(under.gateway.ussd('*888#'))).toEqual({
      kind: 'answered',
      text: 'Pulsa\nOK\nRp5.000',
    });
  });

  test('an open menu is always closed (IDN-02)', async () => {
    const hex = '536973612070756C73612052702E333030302E416B7469662073642032362F30332F32303236';
    const under = await startReady(answering(`+CUSD: 1,"${hex}",15`));
    expect(await settled(under.gateway.ussd('*888#'))).toEqual({
      kind: 'answered',
      text: 'Sisa pulsa Rp.3000.Aktif sd 26/03/2026',
    });
    expect(commands(under)).toEqual([TEXT, CLOSE]);
  });

  test('an empty line is progress, and lines within the quotes are text (IDN-03)', async () => {
    const under = await startReady(answering('+CUSD: 1'));
    const answer = under.gateway.ussd('*888#');
    await elapse(4000);
    for (const piece of [
      '\r\n+CUSD: 0,"Pulsa Rp12.500\r\nAktif s/d',
      ' 15-04-2026\r\nRING',
      '\r\nMasa tenggang 15-05-2026",15\r\n',
    ]) {
      under.modem.say(piece);
      await elapse(1500);
    }
    expect(await settled(answer)).toEqual({
      kind: 'answered',
      text: 'Pulsa Rp12.500\nAktif s/d 15-04-2026\nRING\nMasa tenggang 15-05-2026',
    });
    await elapse(20_000);
    expect(under.calls).toEqual([]);
    expect(commands(under)).toEqual([TEXT]);
  });

  test('a text whose closing quote is lost ends by silence (IDN-03)', async () => {
    const under = await startReady(answering('+CUSD: 0,"Pulsa Rp12.500'));
    const answer = under.gateway.ussd('*888#');
    await elapse(6000);
    expect(await settled(answer, 100)).toEqual({ kind: 'answered', text: 'Pulsa Rp12.500' });
  });

  test('words that look like results are text (AT-10)', async () => {
    const text = 'PERINGATAN: Sisa pulsa Rp1.500 ERROR OK > hub 188';
    const under = await startReady(answering(`+CUSD: 0,"${text}",15`));
    expect(await settled(under.gateway.ussd('*888#'))).toEqual({ kind: 'answered', text });
    await elapse(20_000);
    expect(commands(under)).toEqual([TEXT]);
    expect(under.calls).toEqual([]);
  });
});

describe('another form of the code is tried', () => {
  test('after an apology, and the one that worked is remembered (IDN-01)', async () => {
    const memory = rememberModems();
    const prepare = (modem: ScriptedGsm): void => {
      answering('+CUSD: 2,"Maaf, permintaan tidak dapat diproses",15')(modem);
      answering(`+CUSD: 1,"${BALANCE}",15`, PACKED)(modem);
    };
    const under = await startReady(prepare, { memory });
    expect(await settled(under.gateway.ussd('*888#', asks))).toEqual({ kind: 'answered', text: BALANCE });
    expect(commands(under)).toEqual([TEXT, PACKED, CLOSE]);
    await settled(under.gateway.ussd('*888#', asks));
    expect(commands(under).slice(3)).toEqual([PACKED, CLOSE]);
    const again = await startReady(prepare, { memory });
    await settled(again.gateway.ussd('*888#', asks));
    expect(commands(again)).toEqual([PACKED, CLOSE]);
  });

  test('after a refusal, and after a network that does not know the code', async () => {
    const under = await startReady((modem) => {
      modem.add({ [`${TEXT}\r`]: '\r\nERROR\r\n' });
      answering('+CUSD: 4', PACKED)(modem);
      answering(`+CUSD: 0,"${Buffer.from(BALANCE, 'utf16le').swap16().toString('hex')}",72`, UCS2)(modem);
    });
    expect(await settled(under.gateway.ussd('*888#'))).toEqual({ kind: 'answered', text: BALANCE });
    expect(commands(under)).toEqual([TEXT, PACKED, CLOSE, UCS2]);
  });

  test('but an apology is told when there is nothing better', async () => {
    const apology = '+CUSD: 2,"Maaf, coba lagi",15';
    const under = await startReady((modem) => {
      for (const form of [TEXT, PACKED]) answering(apology, form)(modem);
    });
    expect(await settled(under.gateway.ussd('*888#', asks))).toEqual({
      kind: 'answered',
      text: 'Maaf, coba lagi',
    });
  });
});

describe('no words come', () => {
  test('from a silent network: given up after two minutes, and closed', async () => {
    const under = await startReady((modem) =>
      modem.add({ [`${TEXT}\r`]: ok(), [`${CLOSE}\r`]: ok('+CUSD: 2') }),
    );
    const answer = under.gateway.ussd('*888#');
    await elapse(119_000);
    expect(commands(under)).toEqual([TEXT]);
    expect(await settled(answer)).toEqual({ kind: 'failed', words: 'Jaringan tidak menjawab.' });
    expect(commands(under)).toEqual([TEXT, CLOSE]);
    await elapse(1000);
    expect(under.networkWords).toEqual([]);
  });

  test.each([4, 5, 6])('with +CUSD: %i, and the dialogue is closed', async (kind) => {
    const under = await startReady((modem) => {
      for (const form of [TEXT, PACKED, UCS2]) answering(`+CUSD: ${kind}`, form)(modem);
    });
    expect(await settled(under.gateway.ussd('*888#'))).toMatchObject({ kind: 'failed' });
    expect(commands(under).at(-1)).toBe(CLOSE);
  });

  test('from a modem that is gone or not ready: said at once', async () => {
    const under = await startReady((modem) => modem.add({ [`${TEXT}\r`]: ok() }));
    const answer = under.gateway.ussd('*888#');
    await elapse(2000);
    under.modem.unplug();
    expect(await settled(answer)).toMatchObject({ kind: 'failed' });
    under.openings.unshift(new Error('gone'));
    expect(await settled(under.gateway.ussd('*888#'))).toEqual({
      kind: 'failed',
      words: 'Modem belum siap.',
    });
  });

  test('without a network: nothing is dialled', async () => {
    const under = await startReady((modem) => {
      modem.creg = '2';
    });
    expect(await settled(under.gateway.ussd('*888#'))).toEqual({
      kind: 'failed',
      words: 'Modem belum terdaftar di jaringan.',
    });
    expect(commands(under)).toEqual([]);
  });
});

describe('while the network has the word', () => {
  test('nothing is sent, texts still come in, and a second code is refused', async () => {
    const under = await startReady(answering(`+CUSD: 0,"${BALANCE}",15`, TEXT, 60_000));
    const answer = under.gateway.ussd('*888#');
    await elapse(1000);
    const sent = under.gateway.transmit({ pduHex: '0011000B', tpduLength: 3 }, () => {});
    under.modem.store('ME', '07912618010000F4040D91261802000010F100006230208051008203C8E211');
    under.modem.say('\r\n+CMTI: "ME",1\r\n');
    expect(await settled(under.gateway.ussd('*123#'))).toMatchObject({ kind: 'failed' });
    await elapse(5000);
    expect(under.records).toHaveLength(1);
    expect(under.modem.commands.some((text) => text.startsWith('AT+CMGS'))).toBe(false);
    await settled(answer);
    await settled(sent);
    expect(under.modem.commands.some((text) => text.startsWith('AT+CMGS'))).toBe(true);
  });
});

test('words that nobody asked for are told, and a question among them is closed', async () => {
  const under = await startReady((modem) => modem.add({ [`${CLOSE}\r`]: ok() }));
  under.modem.say('\r\n+CUSD: 1,"Promo: balas 1",15\r\n');
  await until(() => commands(under).length > 0);
  expect(commands(under)).toEqual([CLOSE]);
  expect(under.networkWords).toEqual(['Promo: balas 1']);
});
