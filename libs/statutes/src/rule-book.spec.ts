import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calendarDays, lastingDays } from './deadline.ts';
import { ranks, type Rank } from './kinds.ts';
import { countyDefaults } from './records/county-defaults.ts';
import type { Jurisdiction, Rule } from './rule.ts';
import { citedRules, createRuleBook, isStatutory, type CountyDefault } from './rule-book.ts';

const record = (id: string, rank: Rank, jurisdiction: Jurisdiction, effectiveFrom = '2020-01-01') =>
  ({
    id,
    version: 1,
    rank,
    jurisdiction,
    bodyKinds: ['villagers-committee'],
    citation: { title: id, version: '2020', articles: ['1', '2'] },
    effectiveFrom,
    status: 'checked',
  }) as const;
const nation = { division: '' };
const zhejiang = { division: '33' };

const village = {
  division: '330304001201',
  bodyKind: 'villagers-committee',
  bodyId: 'body-1',
  date: '2026-03-01',
} as const;

const objection = (rule: ReturnType<typeof record>, within: number, replyWithin = 9): Rule => ({
  ...rule,
  topic: 'disclosure.objection',
  parameters: { within: calendarDays(within), replyWithin: calendarDays(replyWithin) },
});

describe('the rule in force', () => {
  const law = objection(record('law', 'law', nation), 5);
  const ask = (...rules: Rule[]) =>
    createRuleBook(rules, countyDefaults).ruleInForce({ topic: 'disclosure.objection', ...village });

  it('lets a lower rank tighten: a longer window, a shorter reply', () => {
    const answer = ask(law, objection(record('province', 'local-regulation', zhejiang), 7, 3));
    expect(answer.parameters).toMatchObject({ within: calendarDays(7), replyWithin: calendarDays(3) });
    expect(answer.suspended).toEqual([]);
    expect(answer.sources.map(({ ruleId, parameters }) => [ruleId, parameters])).toEqual([
      ['law', []],
      ['province', ['within', 'replyWithin']],
      ['default.disclosure.objection', ['countsFrom']],
    ]);
  });

  it.each([
    ['older', '2015-01-01'],
    ['newer', '2024-01-01'],
  ])('suspends what an %s lower rank loosens, and says by what', (_, from) => {
    const answer = ask(law, objection(record('province', 'local-regulation', zhejiang, from), 3));
    expect(answer.parameters.within).toEqual(calendarDays(5));
    expect(answer.suspended).toEqual([
      expect.objectContaining({
        ruleId: 'province',
        parameter: 'within',
        value: calendarDays(3),
        by: { ruleId: 'law', version: 1 },
      }),
    ]);
  });

  it('puts a city below its province though both are local regulations', () => {
    const city = objection(record('city', 'local-regulation', { division: '3303' }), 6);
    const province = objection(record('province', 'local-regulation', zhejiang), 8);
    expect(ask(city, province)).toMatchObject({
      parameters: { within: calendarDays(8) },
      suspended: [{ ruleId: 'city', by: { ruleId: 'province' } }],
    });
  });

  it('takes the tighter of two on one level and suspends neither', () => {
    const answer = ask(
      objection(record('a', 'law', nation), 6),
      objection(record('b', 'law', nation, '2024-01-01'), 4),
    );
    expect(answer).toMatchObject({ parameters: { within: calendarDays(6) }, suspended: [] });
  });

  it('suspends on one level what loosens the level above, whoever else is on it', () => {
    const answer = ask(
      law,
      objection(record('a', 'local-regulation', zhejiang), 8),
      objection(record('b', 'local-regulation', zhejiang), 3),
    );
    expect(answer.suspended).toEqual([expect.objectContaining({ ruleId: 'b', by: { ruleId: 'law', version: 1 } })]);
  });

  it('counts the charter of this body and of no other', () => {
    const charter = objection(record('charter', 'charter', { body: 'body-1' }), 10);
    const other = objection(record('other', 'charter', { body: 'body-2' }), 20);
    expect(ask(law, charter, other).parameters.within).toEqual(calendarDays(10));
  });

  it('leaves out other provinces, kinds of body and dates', () => {
    const shandong = objection(record('shandong', 'local-regulation', { division: '37' }), 30);
    const collective: Rule = { ...objection(record('collective', 'law', nation), 30), bodyKinds: ['collective'] };
    const ended: Rule = { ...objection(record('ended', 'law', nation), 30), effectiveTo: '2026-02-28' };
    const coming = objection(record('coming', 'law', nation, '2026-03-02'), 30);
    expect(ask(law, shandong, collective, ended, coming).sources.map(({ ruleId }) => ruleId)).toEqual([
      'law',
      'default.disclosure.objection',
    ]);
  });

  it('is in force on its first and its last day', () => {
    const dated: Rule = { ...objection(record('dated', 'law', nation, '2026-03-01'), 30), effectiveTo: '2026-03-01' };
    expect(ask(dated).statutory).toBe(true);
  });

  it('unites lists in the order of the steps, so that a lower rank may add one', () => {
    const steps = (
      rule: ReturnType<typeof record>,
      ...list: ('joint-meeting' | 'posting' | 'supervision-opinion')[]
    ): Rule => ({
      ...rule,
      topic: 'disclosure.procedure',
      parameters: { steps: list },
    });
    const book = createRuleBook(
      [
        steps(record('law', 'law', nation), 'posting', 'supervision-opinion'),
        steps(record('charter', 'charter', { body: 'body-1' }), 'joint-meeting'),
      ],
      [],
    );
    expect(book.ruleInForce({ topic: 'disclosure.procedure', ...village })).toMatchObject({
      parameters: { steps: ['supervision-opinion', 'joint-meeting', 'posting'] },
      sources: [{ parameters: ['steps'] }, { parameters: ['steps'] }],
      suspended: [],
    });
  });

  it('lets the highest rank decide what is fixed, and the newer on one level', () => {
    const reviewer = (
      rule: ReturnType<typeof record>,
      who: 'supervision-committee' | 'board-of-supervisors',
    ): Rule => ({
      ...rule,
      topic: 'disclosure.opinion',
      parameters: { reviewer: who },
    });
    const book = createRuleBook(
      [
        reviewer(record('old', 'law', nation, '2019-01-01'), 'board-of-supervisors'),
        reviewer(record('new', 'law', nation, '2025-01-01'), 'supervision-committee'),
        reviewer(record('low', 'local-regulation', zhejiang), 'board-of-supervisors'),
      ],
      [],
    );
    const answer = book.ruleInForce({ topic: 'disclosure.opinion', ...village });
    expect(answer.parameters.reviewer).toBe('supervision-committee');
    expect(answer.suspended.map(({ ruleId, by }) => [ruleId, by.ruleId])).toEqual([
      ['old', 'new'],
      ['low', 'new'],
    ]);
  });
});

describe('a county default', () => {
  const ask = (rules: readonly Rule[], defaults: readonly CountyDefault[]) =>
    createRuleBook(rules, defaults).ruleInForce({ topic: 'disclosure.objection', ...village });
  const own: CountyDefault = {
    id: 'ouhai',
    version: 3,
    topic: 'disclosure.objection',
    division: '330304',
    bodyKinds: ['villagers-committee'],
    parameters: { within: calendarDays(12) },
  };

  it('stands in where no rule is in force, and is not statutory', () => {
    const answer = ask([], countyDefaults);
    expect(answer).toMatchObject({
      statutory: false,
      parameters: { within: calendarDays(10), countsFrom: 'posting' },
      sources: [{ rank: 'county-default', status: 'county-default' }],
    });
    expect(isStatutory(answer, 'within')).toBe(false);
  });

  it('never changes what a rule gives, tighter though it be', () => {
    const answer = ask([objection(record('law', 'law', nation), 5)], [own, ...countyDefaults]);
    expect(answer.parameters.within).toEqual(calendarDays(5));
    expect(answer.statutory).toBe(true);
    expect([isStatutory(answer, 'within'), isStatutory(answer, 'countsFrom')]).toEqual([true, false]);
  });

  it('is that of the county where it has set one, parameter by parameter', () => {
    expect(ask([], [...countyDefaults, own])).toMatchObject({
      parameters: { within: calendarDays(12), replyWithin: calendarDays(10) },
      sources: [{ ruleId: 'ouhai', parameters: ['within'] }, { parameters: ['countsFrom', 'replyWithin'] }],
    });
  });
});

it('cites what a decision stores: the rules that gave a parameter', () => {
  const book = createRuleBook(
    [objection(record('law', 'law', nation), 5), objection(record('province', 'local-regulation', zhejiang), 7, 3)],
    countyDefaults,
  );
  expect(citedRules(book.ruleInForce({ topic: 'disclosure.objection', ...village }))).toEqual([
    { rule: 'province', version: 1, status: 'checked', citation: 'province（2020）第1、2条' },
    { rule: 'default.disclosure.objection', version: 1, status: 'county-default', citation: '' },
  ]);
});

describe('the merge, for any rules', () => {
  const periods = ['year', 'half-year', 'quarter', 'month'] as const;
  const levels = ['town', 'county', 'city'] as const;
  const anyRule = fc.record({
    rank: fc.constantFrom(...ranks),
    jurisdiction: fc.constantFrom<Jurisdiction>(
      { division: '' },
      { division: '33' },
      { division: '3303' },
      { division: '37' },
      { body: 'body-1' },
      { body: 'body-2' },
    ),
    year: fc.integer({ min: 2018, max: 2028 }),
    period: fc.constantFrom(...periods),
    days: fc.integer({ min: 0, max: 9 }),
    itemByItem: fc.boolean(),
    stays: fc.integer({ min: 0, max: 9 }),
    levels: fc.subarray([...levels]),
  });
  const anyRules = fc
    .array(anyRule, { maxLength: 8 })
    .map((rules) =>
      rules.map((rule, i) => ({ ...rule, ...record(`r${i}`, rule.rank, rule.jurisdiction, `${rule.year}-01-01`) })),
    );
  type Drawn = ReturnType<typeof record> & {
    period: (typeof periods)[number];
    days: number;
    itemByItem: boolean;
    stays: number;
    levels: (typeof levels)[number][];
  };
  const toRules = (rules: readonly Drawn[]): Rule[] =>
    rules.flatMap(({ period, days, itemByItem, stays, levels, ...rule }): Rule[] => [
      {
        ...rule,
        topic: 'disclosure.finance.period',
        parameters: { period, majorMattersWithin: calendarDays(days), itemByItem },
      },
      { ...rule, topic: 'disclosure.posting', parameters: { stays: lastingDays(stays) } },
      { ...rule, topic: 'disclosure.escalation', parameters: { levels } },
    ]);
  const isInForce = ({ jurisdiction, effectiveFrom }: Drawn) =>
    effectiveFrom <= village.date &&
    ('body' in jurisdiction ? jurisdiction.body === 'body-1' : village.division.startsWith(jurisdiction.division));
  const isAbove = (a: Drawn, b: Drawn) => {
    const [x, y] = [ranks.indexOf(a.rank), ranks.indexOf(b.rank)];
    const width = ({ jurisdiction }: Drawn) => ('body' in jurisdiction ? 13 : jurisdiction.division.length);
    return x < y || (x === y && width(a) < width(b));
  };
  const ask = (rules: readonly Rule[]) => {
    const book = createRuleBook(rules, []);
    return {
      finance: book.ruleInForce({ topic: 'disclosure.finance.period', ...village }),
      posting: book.ruleInForce({ topic: 'disclosure.posting', ...village }),
      escalation: book.ruleInForce({ topic: 'disclosure.escalation', ...village }),
    };
  };

  it('is never looser than any rule in force, and no tighter than the tightest', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const inForce = rules.filter(isInForce);
        const { finance, posting, escalation } = ask(toRules(rules));
        const none = inForce.length === 0;
        const tightest = (values: readonly number[]) => (none ? undefined : Math.max(...values));
        expect(finance.parameters.period).toBe(
          periods[tightest(inForce.map(({ period }) => periods.indexOf(period))) ?? -1],
        );
        expect(finance.parameters.majorMattersWithin?.days).toBe(
          none ? undefined : Math.min(...inForce.map(({ days }) => days)),
        );
        expect(finance.parameters.itemByItem).toBe(none ? undefined : inForce.some(({ itemByItem }) => itemByItem));
        expect(posting.parameters.stays?.days).toBe(tightest(inForce.map(({ stays }) => stays)));
        expect(escalation.parameters.levels).toEqual(
          none ? undefined : levels.filter((level) => inForce.some((rule) => rule.levels.includes(level))),
        );
        expect(finance.statutory).toBe(!none);
      }),
    );
  });

  it('suspends exactly what a higher level outdoes', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const inForce = rules.filter(isInForce);
        const outdone = inForce.filter((rule) =>
          inForce.some((other) => isAbove(other, rule) && other.stays > rule.stays),
        );
        expect(
          ask(toRules(rules))
            .posting.suspended.map(({ ruleId }) => ruleId)
            .sort(),
        ).toEqual(outdone.map(({ id }) => id).sort());
      }),
    );
  });

  it('does not depend on the order of the records', () => {
    const shuffled = anyRules.chain((rules) =>
      fc.tuple(fc.constant(toRules(rules)), fc.shuffledSubarray(toRules(rules), { minLength: rules.length * 3 })),
    );
    fc.assert(fc.property(shuffled, ([rules, other]) => expect(ask(other)).toEqual(ask(rules))));
  });
});
