import { describe, expect, it } from '@jest/globals';
import { share } from './share.ts';

describe('the share of bodies that have disclosed', () => {
  it.each([
    [1, 3, '33.3 %'],
    [0, 7, '0.0 %'],
    [7, 7, '100.0 %'],
    [3755, 3756, '99.9 %'],
  ])('%i of %i is %s', (part, whole, text) => expect(share(part, whole)).toBe(text));
  it('is none where nobody owes anything', () => expect(share(0, 0)).toBe('—'));
});
