import { describe, expect, it } from '@jest/globals';
import { nextAction } from './next-action.ts';

describe('what waits for me', () => {
  it('is the step that carries the procedure on, before mending the draft', () =>
    expect(nextAction({ actions: ['REVISE', 'DISCARD', 'CONFIRM', 'RETURN'], posted: false })).toBe('CONFIRM'));
  it('is finishing the draft where nothing else is', () =>
    expect(nextAction({ actions: ['REVISE', 'DISCARD'], posted: false })).toBe('REVISE'));
  it('is posting until the sheet hangs on every board', () => {
    expect(nextAction({ actions: ['POST', 'WITHDRAW'], posted: false })).toBe('POST');
    expect(nextAction({ actions: ['POST', 'WITHDRAW'], posted: true })).toBeUndefined();
  });
});
