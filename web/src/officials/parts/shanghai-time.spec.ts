import { describe, expect, it } from '@jest/globals';
import { toInstant, toLocal } from './shanghai-time.ts';

describe('a time in the villages', () => {
  it('is eight hours ahead of UTC wherever the reader is', () => {
    expect(toInstant('2026-03-05T07:30')).toBe('2026-03-04T23:30:00.000Z');
    expect(toInstant('2026-03-05T07:30:15')).toBe('2026-03-04T23:30:15.000Z');
  });
  it('is none where nothing or nonsense was entered', () => {
    expect(toInstant('')).toBeUndefined();
    expect(toInstant('2026-13-05T07:30')).toBeUndefined();
  });
  it('has what happened within its second behind it', () =>
    expect(toLocal('2026-03-04T23:29:59.001Z')).toBe('2026-03-05T07:30:00'));
});
