import { describe, expect, it } from '@jest/globals';
import { election, oneOf, upToTwo, yesNo } from '../test/questions.ts';
import { checkChoice } from './choice.ts';

const code = (...given: Parameters<typeof checkChoice>): string | undefined => checkChoice(...given)?.refused[0].code;

describe('a choice', () => {
  it('is valid within its question; none chosen is an abstention', () => {
    expect(code(yesNo, { kind: 'yes-no', answer: 'abstain' })).toBeUndefined();
    expect(code(oneOf, { kind: 'one-of', options: ['b'] })).toBeUndefined();
    expect(code(upToTwo, { kind: 'up-to', options: ['a', 'd'] })).toBeUndefined();
    expect(code(election, { kind: 'election', options: [] })).toBeUndefined();
  });
  it('of another kind is refused', () => {
    expect(code(yesNo, { kind: 'one-of', options: [] })).toBe('choice.other-kind');
    expect(code(upToTwo, { kind: 'one-of', options: ['a'] })).toBe('choice.other-kind');
  });
  it('for more than the question allows is refused', () => {
    expect(code(oneOf, { kind: 'one-of', options: ['a', 'b'] })).toBe('choice.too-many');
    expect(code(upToTwo, { kind: 'up-to', options: ['a', 'b', 'c'] })).toBe('choice.too-many');
    expect(code(election, { kind: 'election', options: ['a', 'b', 'c'] })).toBe('choice.too-many');
  });
  it('for an option that nobody asked about is refused, by its place', () => {
    expect(checkChoice(upToTwo, { kind: 'up-to', options: ['a', 'z'] })).toEqual({
      refused: [{ code: 'choice.unknown-option', params: { value: 'z' }, field: 'choice.options[1]' }],
    });
  });
  it('that names one option twice, or out of order, is refused', () => {
    expect(code(upToTwo, { kind: 'up-to', options: ['a', 'a'] })).toBe('choice.not-in-order');
    expect(code(upToTwo, { kind: 'up-to', options: ['b', 'a'] })).toBe('choice.not-in-order');
  });
});
