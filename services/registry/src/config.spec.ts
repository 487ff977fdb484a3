import { describe, expect, it } from '@jest/globals';
import { readRegistryConfig } from './config.ts';

describe('the configuration', () => {
  it('has defaults', () => expect(readRegistryConfig({})).toEqual({ dataDir: './data', slipDays: 30 }));
  it('names what is wrong', () =>
    expect(() => readRegistryConfig({ CUNJIAN_SLIP_DAYS: '0' })).toThrow(/CUNJIAN_SLIP_DAYS/));
});
