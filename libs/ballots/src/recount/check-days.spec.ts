import type { RuleTerm } from '@cunjian/contracts';
import { describe, expect, it } from '@jest/globals';
import { found, named } from '../../test/tampered.ts';
import type { Draft } from '../../test/village-history.ts';

const term = (days: number, firstDayCounts = false): RuleTerm => ({
  ...{ days, unit: 'calendar', firstDayCounts, holidayAtEnd: 'none' },
});
/** Called and drawn on 1 March, frozen on the 10th, opened on the 20th. */
const under = (rule: object) => (drafts: Draft[]) => {
  for (const name of ['ballot-called', 'ballot-opened'] as const) {
    const { data } = named(drafts, name);
    data['rule'] = { ...(data['rule'] as object), ...rule };
  }
};

describe('the days of the rule', () => {
  it('are enough to the day', async () => {
    expect(await found(under({ notice: term(19), rollPublished: term(19), objectWithin: term(9) }))).toEqual([]);
    expect(await found(under({ notice: term(20, true) }))).toEqual([]);
  });
  it.each([
    ['ballot.notice-too-short', { notice: term(20) }],
    ['roll.published-too-short', { rollPublished: term(20) }],
    ['roll.frozen-too-early', { objectWithin: term(10) }],
  ])('%s: one day less is told', async (code, rule) => {
    expect(await found(under(rule))).toEqual([code]);
  });
});
