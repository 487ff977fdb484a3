import { describe, expect, it } from '@jest/globals';
import type { Ballot } from './queries.ts';
import { sheetsOf } from './sheets.ts';

const called = {
  ...{ status: 'CALLED', secrecy: 'SECRET', channels: ['ONLINE', 'PAPER', 'PROXY'], roll: null, result: null },
} as unknown as Ballot;
const roll = {} as Ballot['roll'];
const result = {} as Ballot['result'];

describe('what there is to print of a ballot', () => {
  it('is its roll once that is drawn, who took a token once it is open, and its result once it is counted', () => {
    expect(sheetsOf(called)).toEqual(['notice', 'papers', 'proxies']);
    expect(sheetsOf({ ...called, roll })).toEqual(['notice', 'roll', 'papers', 'proxies']);
    expect(sheetsOf({ ...called, roll, status: 'OPEN' })).toContain('tokens');
    expect(sheetsOf({ ...called, roll, result, status: 'COUNTED' })).toContain('result');
  });

  it('is no token of an open ballot, no proxy where there are none, and nothing of one that was cancelled', () => {
    expect(sheetsOf({ ...called, status: 'OPEN', secrecy: 'OPEN' })).not.toContain('tokens');
    expect(sheetsOf({ ...called, channels: ['ONLINE'] })).not.toContain('proxies');
    expect(sheetsOf({ ...called, roll, status: 'CANCELLED' })).toEqual([]);
  });
});
