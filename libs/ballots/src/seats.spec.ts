import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fillSeats, type Contender } from './seats.ts';

const man = (option: string, votes: number): Contender => ({ option, votes, woman: false });
const woman = (option: string, votes: number): Contender => ({ option, votes, woman: true });
const three = { needed: 10, seats: 3, seatsForWomen: 1 };

describe('seats', () => {
  it('go to those with the most votes; a woman among them fills the woman’s seat', () => {
    expect(fillSeats([man('a', 50), woman('b', 40), man('c', 30), man('d', 20)], three)).toEqual({
      chosen: ['a', 'b', 'c'],
      tie: false,
    });
  });
  it('are vacant where nobody has the votes', () => {
    expect(fillSeats([man('a', 9)], three)).toEqual({ chosen: [], tie: false });
  });
  it('are not tied between two who both get one', () => {
    expect(fillSeats([man('a', 30), woman('b', 30), man('c', 30)], three)).toEqual({
      chosen: ['a', 'b', 'c'],
      tie: false,
    });
  });
  it('are tied between two women for the woman’s seat, and not between her and a man', () => {
    expect(fillSeats([man('a', 50), man('b', 40), woman('c', 20), woman('d', 20)], three)).toEqual({
      chosen: ['a', 'b'],
      tie: true,
    });
    expect(fillSeats([man('a', 50), man('b', 20), man('d', 20), woman('c', 20)], { ...three, seats: 2 })).toEqual({
      chosen: ['a', 'c'],
      tie: false,
    });
  });
  it('do not depend on the order of the list, but for the order of equals', () => {
    const contenders = fc.uniqueArray(
      fc.record({
        option: fc.constantFrom(...'abcdefgh'),
        votes: fc.integer({ min: 8, max: 14 }),
        woman: fc.boolean(),
      }),
      { selector: ({ option }) => option },
    );
    const terms = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.nat(3))
      .map(([seats, kept]) => ({ needed: 10, seats, seatsForWomen: Math.min(kept, seats) }));
    fc.assert(
      fc.property(contenders, terms, (all, asked) => {
        const [one, other] = [fillSeats(all, asked), fillSeats(all.toReversed(), asked)];
        expect(one.tie).toBe(other.tie);
        expect([...one.chosen].sort()).toEqual([...other.chosen].sort());
      }),
      { numRuns: 500 },
    );
  });
});
