import { describe, expect, test } from 'vitest';
import { PERSONALITIES } from '../../scripts/sim/personalities/table.ts';
import { startOnMake, stopMakes } from '../support/gatewayOnMake.ts';
import { until } from '../support/gatewayUnderTest.ts';
import { elapse, useVirtualTime } from '../support/virtualTime.ts';

useVirtualTime();
stopMakes();

/** A phone that only sends, and a port on which nothing is ever announced, are looked at by themselves. */
const RECEIVING = PERSONALITIES.filter(({ id }) => id !== 'nokia-s60').map(({ id }) => id);

describe.each(RECEIVING)('on a %s', (personality) => {
  test('the gateway comes into use and takes what lies there, what is announced and what is not', async () => {
    const on = startOnMake({ personality, pace: 'typical' }, {}, ({ modem, smsc }) => {
      modem.store.add('SM', { status: 1, pduHex: smsc.compose('+6281200000011', 'lama')() });
    });
    await on.ready(300_000);
    await until(() => on.records.length === 1, 60_000);
    on.simulation.smsc.sendFrom('+6281200000022', 'HELPDESK baru');
    await until(() => on.records.length === 2, 90_000);
    on.plant('HELPDESK diam');
    await until(() => on.records.length === 3, 90_000);
    await until(() => on.simulation.modem.store.list(on.simulation.modem.memories[2]).length === 0, 60_000);
    expect(on.modems.opened).toBe(1);
  });

  test('its PIN is given once', async () => {
    const on = startOnMake({ personality, pace: 'typical', simPin: '4711' }, { pin: '4711' });
    await on.ready(300_000);
    expect(on.commands.filter((command) => command.startsWith('AT+CPIN='))).toHaveLength(1);
    await elapse(1000);
    expect(on.gateway.state().simId).toBe('8962100123456789012');
  });
});
