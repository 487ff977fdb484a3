import { describe, expect, it } from '@jest/globals';
import { calendarDays } from './deadline.ts';
import { moreThan, reaches, atLeast } from './quantities.ts';
import { parseRule } from './rule.ts';

const charter = {
  id: 'charter.hetou.objection',
  version: 1,
  topic: 'disclosure.objection',
  jurisdiction: { body: 'body-1' },
  bodyKinds: ['villagers-committee'],
  rank: 'charter',
  parameters: { within: calendarDays(15) },
  citation: { title: '河头村村规民约', version: '2026', articles: ['12'] },
  effectiveFrom: '2026-03-01',
  status: 'checked',
};
const fields = (input: unknown) => {
  const result = parseRule(input);
  return 'refused' in result ? result.refused.map(({ field }) => field) : [];
};

describe('parseRule', () => {
  it('takes a charter', () => expect(parseRule(charter)).toEqual(charter));
  it('tells every finding at once', () => {
    const refused = parseRule({
      ...charter,
      id: 'X',
      version: 0,
      rank: 'decree',
      effectiveFrom: '2026-02-30',
      extra: 1,
    });
    expect(refused).toMatchObject({
      refused: expect.arrayContaining([expect.objectContaining({ code: 'statutes.bad-rule' })]),
    });
    expect(fields({ ...charter, id: 'X', version: 0, rank: 'decree', effectiveFrom: '2026-02-30' }).sort()).toEqual([
      'effectiveFrom',
      'id',
      'rank',
      'version',
    ]);
  });
  it.each([
    ['an unknown parameter', { quorum: 1 }, 'parameters.quorum'],
    ['one of another type', { within: 15 }, 'parameters.within'],
    ['a term beyond all bounds', { within: calendarDays(100_000) }, 'parameters.within.days'],
    ['a value off the scale', { countsFrom: 'yesterday' }, 'parameters.countsFrom'],
    ['what every object inherits', { toString: true }, 'parameters.toString'],
  ])('refuses %s', (_, parameters, field) => expect(fields({ ...charter, parameters })).toEqual([field]));
  it('refuses an end before the beginning', () =>
    expect(fields({ ...charter, effectiveTo: '2026-02-28' })).toEqual(['effectiveTo']));
  it.each([null, 'rule', []])('refuses %j', (input) => expect(fields(input)).toHaveLength(1));
});

describe('a share', () => {
  it.each([
    [moreThan(1, 2), 50, 100, false],
    [moreThan(1, 2), 51, 100, true],
    [atLeast(2, 3), 66, 99, true],
    [atLeast(2, 3), 66, 100, false],
    [atLeast(2, 3), 67, 100, true],
    [atLeast(1, 10), 0, 0, false],
  ])('%j of %d in %d: %s', (share, part, whole, expected) => expect(reaches(share, part, whole)).toBe(expected));
});
