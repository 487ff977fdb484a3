import { describe, expect, it } from '@jest/globals';
import { representationNote } from './representation.ts';

const citation = '中华人民共和国村民委员会组织法（2018）第24、25、26条';
const rule = { rule: 'organic-law', version: 1, status: 'CHECKED', citation } as const;
const noteOf = (count: number) =>
  representationNote({ count, representation: { households: 310, least: 21, most: 62, rules: [rule] } });

describe('the note on a roll of representatives', () => {
  it('stands where they are fewer or more than the households have by law', () => {
    expect([20, 21, 62, 63].map((count) => noteOf(count) !== undefined)).toEqual([true, false, false, true]);
    expect(noteOf(12)).toEqual({ count: 12, households: 310, least: 21, most: 62, citation });
  });

  it('is absent where no law gives a number', () => {
    expect(representationNote({ count: 12, representation: null })).toBeUndefined();
  });
});
