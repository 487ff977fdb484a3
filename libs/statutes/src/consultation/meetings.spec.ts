import { describe, expect, it } from '@jest/globals';
import { atLeast } from '../quantities.ts';
import type { Rule } from '../rule.ts';
import { createRuleBook } from '../rule-book.ts';
import { rules, ruleBook } from '../statutes.ts';
import { meetingsInForce } from './meetings.ts';

const village = {
  body: 'body-1',
  bodyKind: 'villagers-committee',
  division: '330304001201',
  date: '2026-03-01',
} as const;

describe('meetings of the villagers’ representatives', () => {
  it('are one in each quarter, of two thirds of them, by the law', () =>
    expect(meetingsInForce(ruleBook, village)).toEqual({
      ...{ within: 'quarter', quorum: atLeast(2, 3) },
      rules: [expect.objectContaining({ rule: 'organic-law-2026.assembly.representatives', status: 'carried-over' })],
    }));

  it.each([
    ['month', 'month'],
    ['half-year', 'quarter'],
  ] as const)('where the village’s charter says each %s, are one in each %s', (meets, within) => {
    const charter: Rule = {
      id: 'charter',
      version: 1,
      topic: 'assembly.representatives',
      parameters: { meets },
      rank: 'charter',
      jurisdiction: { body: 'body-1' },
      bodyKinds: ['villagers-committee'],
      effectiveFrom: '2026-01-01',
      status: 'checked',
      citation: { title: '村民自治章程', version: '2026', articles: [] },
    };
    const found = meetingsInForce(createRuleBook([...rules, charter], []), village);
    expect(found?.within).toBe(within);
    expect(found?.rules.some(({ rule }) => rule === 'charter')).toBe(meets === within);
  });

  it('are told of no body that the law does not speak of', () =>
    expect(meetingsInForce(ruleBook, { ...village, bodyKind: 'residents-committee' })).toBeUndefined());
});
