import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ruleBook } from '../statutes.ts';
import { representationInForce } from './representation.ts';

const village = {
  body: 'body-1',
  bodyKind: 'villagers-committee',
  division: '330304001201',
  date: '2026-03-01',
} as const;
const of = (households: number) => {
  const found = representationInForce(ruleBook, village, households);
  if (found === undefined) throw new Error('no rule');
  return found;
};

describe('villagers’ representatives', () => {
  it.each([
    [0, 0, 0],
    [1, 1, 1],
    [4, 1, 1],
    [5, 1, 1],
    [9, 1, 1],
    [10, 1, 2],
    [14, 1, 2],
    [15, 1, 3],
    [16, 2, 3],
    [75, 5, 15],
    [76, 6, 15],
    [310, 21, 62],
  ])('of %i households are %i to %i', (households, least, most) =>
    expect(of(households)).toMatchObject({ households, least, most }),
  );

  it('stand for 5 to 15 households each, and one fewer or more would not', () =>
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 100_000 }), (households) => {
        const { least, most } = of(households);
        const fits = (count: number) => count * 5 <= households && households <= count * 15;
        expect([fits(least - 1), fits(least), fits(most), fits(most + 1)]).toEqual([false, true, true, false]);
      }),
    ));

  it('are counted by the law that says so, not by the rules on their ballots', () =>
    expect(of(310).rules).toEqual([
      {
        rule: 'organic-law-2026.assembly.representatives',
        version: 1,
        status: 'carried-over',
        citation: '中华人民共和国村民委员会组织法（2025）第24、25、26条',
      },
    ]));

  it('are told of no body that the law does not speak of', () =>
    expect(representationInForce(ruleBook, { ...village, bodyKind: 'collective' }, 310)).toBeUndefined());
});
