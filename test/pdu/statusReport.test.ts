import { describe, expect, test } from 'vitest';
import { decodePdu } from '../../daemon/pdu/decode.ts';

const REPORT = '0691261801000006110D91261802000010F16230208051408262302080519082';
const report = (status: string, rest = '') => decodePdu(REPORT + status + rest);

describe('a status report', () => {
  test('is read in every field', () => {
    expect(report('00')).toEqual({
      kind: 'statusReport',
      smsc: '+6281100000',
      reference: 17,
      recipient: { number: '+6281200000011', kind: 'international', typeOfAddress: 0x91 },
      sentAtMs: Date.UTC(2026, 2, 2, 1, 15, 4),
      sentAtIso: '2026-03-02T08:15:04+07:00',
      dischargedAtMs: Date.UTC(2026, 2, 2, 1, 15, 9),
      dischargedAtIso: '2026-03-02T08:15:09+07:00',
      timeFault: undefined,
      status: 0,
      statusClass: 'delivered',
      moreToSend: false,
      replyPath: false,
      parameterIndicator: undefined,
      pid: undefined,
      dcs: undefined,
      userData: undefined,
    });
  });

  test.each([
    ['00', 'delivered'],
    ['02', 'delivered'],
    ['1F', 'delivered'],
    ['20', 'pending'],
    ['30', 'pending'],
    ['3F', 'pending'],
    ['40', 'failed'],
    ['46', 'failed'],
    ['60', 'failed'],
    ['7F', 'failed'],
    ['80', 'reserved'],
    ['FF', 'reserved'],
  ])('with status %s is %s', (status, statusClass) => {
    expect(report(status)).toMatchObject({ status: Number.parseInt(status, 16), statusClass });
  });

  test.each([
    ['FFFFFF', { parameterIndicator: undefined }],
    ['00', { parameterIndicator: 0, pid: undefined, dcs: undefined, userData: undefined }],
    ['0139', { parameterIndicator: 1, pid: 0x39, dcs: undefined, userData: undefined }],
    ['0208', { parameterIndicator: 2, pid: undefined, dcs: 8, userData: undefined }],
    ['0402C834', { parameterIndicator: 4, dcs: undefined, userData: { alphabet: 'gsm7', text: 'Hi' } }],
    ['0700080400480069', { pid: 0, dcs: 8, userData: { alphabet: 'ucs2', text: 'Hi' } }],
    ['060403010203', { dcs: 4, userData: { alphabet: '8bit', text: undefined, dataHex: '010203' } }],
    ['810039', { parameterIndicator: 0x81, pid: 0x39 }],
    ['0139FFFF', { pid: 0x39 }],
  ])('may go on with %s', (rest, fields) => {
    expect(report('00', rest)).toMatchObject({ kind: 'statusReport', status: 0, ...fields });
  });

  test.each(['01', '02', '03', '0300', '04', '0405C8', '81', '8100'])(
    'that ends in %s is unreadable',
    (rest) => {
      expect(report('00', rest).kind).toBe('unreadable');
    },
  );

  test('without a status is unreadable', () => {
    expect(decodePdu(REPORT).kind).toBe('unreadable');
  });

  test('keeps its status when a time is senseless', () => {
    expect(decodePdu(`${REPORT.replace('62302080514082', '00000000000000')}00`)).toMatchObject({
      kind: 'statusReport',
      status: 0,
      sentAtMs: undefined,
      dischargedAtMs: Date.UTC(2026, 2, 2, 1, 15, 9),
      timeFault: expect.stringContaining('no such day'),
    });
  });

  test.each([
    ['62302010514000', '2026-03-02T01:15:04+00:00'],
    ['62302080514000', '2026-03-02T08:15:04+00:00'],
    ['6230208051408A', '2026-03-02T08:15:04-07:00'],
  ])('with its zone lost or turned (%s) is read as it stands', (scts, iso) => {
    expect(decodePdu(`${REPORT.replace('62302080514082', scts)}00`)).toMatchObject({
      reference: 17,
      sentAtIso: iso,
      sentAtMs: Date.parse(iso),
    });
  });
});
