import type { RecordedEvent } from '@cunjian/contracts';
import { describe, expect, it } from '@jest/globals';
import { closeTokenWindow } from './secret-ballots.ts';

const event = (name: string, data: object): RecordedEvent => ({ name, data }) as RecordedEvent;
const opened = (closesAt: string, issuers = [{}, {}]) =>
  event('ballot-opened', {
    ballot: 'b',
    issuers,
    times: { opensAt: '', tokensUntil: '2026-04-11T02:00:00.000Z', closesAt },
  });

describe('the end of the token window', () => {
  it('is tried at once, ever later, once more before the closing, and daily for two months after it', () => {
    const { set = [] } = closeTokenWindow.deadlines?.(opened('2026-04-12T02:00:00.000Z')) ?? {};
    expect(set.map(({ at }) => at.slice(8, 16)).slice(0, 17)).toEqual([
      '11T02:00',
      '11T02:01',
      '11T02:10',
      '11T02:30',
      '11T03:00',
      '11T05:00',
      '11T08:00',
      '12T01:59',
      '12T02:00',
      '12T02:01',
      '12T02:10',
      '12T02:30',
      '12T03:00',
      '12T05:00',
      '12T08:00',
      '13T02:00',
      '14T02:00',
    ]);
    // Two months: else the ballot would stand for ever.
    expect(set.slice(15).map(({ at }) => at)).toEqual(
      Array.from({ length: 60 }, (_, day) => new Date(Date.UTC(2026, 3, 13 + day, 2)).toISOString()),
    );
    expect(new Set(set.map(({ key }) => key)).size).toBe(set.length);
  });

  it('is tried once before the closing where casting is short, and not at all where there are no tokens', () => {
    const { set = [] } = closeTokenWindow.deadlines?.(opened('2026-04-11T02:00:30.000Z')) ?? {};
    expect(set.map(({ at }) => at).slice(0, 2)).toEqual(['2026-04-11T02:00:00.000Z', '2026-04-11T02:00:30.000Z']);
    expect(closeTokenWindow.deadlines?.(opened('2026-04-12T02:00:00.000Z', []))).toEqual({});
  });

  it('is tried no more when it has come', () => {
    const { set = [] } = closeTokenWindow.deadlines?.(opened('2026-05-12T02:00:00.000Z')) ?? {};
    const { clear = [] } = closeTokenWindow.deadlines?.(event('tokens-closed', { ballot: 'b' })) ?? {};
    expect(set.filter(({ key }) => !clear.includes(key))).toEqual([]);
  });
});
