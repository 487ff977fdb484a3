import { assemblyKinds, matters, votingRule, type AssemblyKind, type BodyKind, type Matter } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import { describe, expect, it } from '@jest/globals';
import { calendarDays, lastingDays } from '../deadline.ts';
import { atLeast, moreThan } from '../quantities.ts';
import { ruleBook } from '../statutes.ts';
import { delegatesInForce } from './delegates.ts';
import { votingRuleInForce, type VotingQuestion } from './voting.ts';

const wenzhou = '330304001201';
const jinan = '370102001201';

const ask = (assembly: AssemblyKind, matter: Matter, over: Partial<VotingQuestion> = {}) =>
  votingRuleInForce(ruleBook, {
    assembly,
    matter,
    body: 'body-1',
    bodyKind: 'villagers-committee',
    division: wenzhou,
    date: '2026-03-01',
    ...over,
  });

const ofCollective = { bodyKind: 'collective' } as const;

const allowed = (...question: Parameters<typeof ask>) => {
  const rule = ask(...question);
  if (isRefused(rule)) throw new Error(JSON.stringify(rule.refused));
  return rule;
};
const refusal = (...question: Parameters<typeof ask>) => {
  const rule = ask(...question);
  return isRefused(rule) ? rule.refused[0] : undefined;
};

describe('a voting rule', () => {
  it('fits the contract, whatever assembly of whatever body decides whatever matter', () => {
    const bodies: readonly BodyKind[] = [
      'villagers-committee',
      'residents-committee',
      'collective',
      'group-collective',
    ];
    for (const division of [wenzhou, jinan])
      for (const bodyKind of bodies)
        for (const assembly of assemblyKinds)
          for (const matter of matters) {
            const rule = ask(assembly, matter, { bodyKind, division });
            if (!isRefused(rule)) expect(votingRule.parse(rule)).toEqual(rule);
          }
  });
  it('names its rules with version, status and citation, and says which are not law', () => {
    expect(allowed('villagers', 'land').rules).toEqual([
      {
        rule: 'organic-law-2026.assembly.villagers',
        version: 1,
        status: 'carried-over',
        citation: '中华人民共和国村民委员会组织法（2025）第21、22条',
      },
      { rule: 'default.assembly.villagers', version: 1, status: 'county-default', citation: '县级默认做法（非法定）' },
    ]);
    expect(allowed('villagers', 'land', { date: '2025-12-31' }).rules[0]).toMatchObject({
      rule: 'organic-law-2018.assembly.villagers',
      status: 'checked',
    });
  });
});

describe('the villagers', () => {
  it('as adults need more than half, as households two thirds; more than half of those present pass', () => {
    expect(allowed('villagers', 'general')).toMatchObject({
      quorum: moreThan(1, 2),
      majority: { of: 'present', share: moreThan(1, 2) },
      notice: lastingDays(10),
    });
    expect(allowed('households', 'general').quorum).toEqual(atLeast(2, 3));
  });
  it('by representatives: two thirds, and three days’ notice in Zhejiang by its measures, elsewhere by the county', () => {
    const rule = allowed('representatives', 'general');
    expect(rule).toMatchObject({ quorum: atLeast(2, 3), notice: lastingDays(3) });
    expect(rule.rules.map(({ rule }) => rule)).toContain('zhejiang-measures-2020.assembly.representatives');
    expect(allowed('representatives', 'general', { division: jinan }).rules.map(({ status }) => status)).toEqual([
      'carried-over',
      'county-default',
    ]);
  });
  it.each(['land', 'homesteads', 'compensation', 'mergers'] as const)(
    'keep %s from their representatives',
    (matter) => {
      expect(refusal('representatives', matter)).toMatchObject({
        code: 'voting.reserved-matter',
        params: {
          decides: 'villagers',
          citation:
            '中华人民共和国村民委员会组织法（2025）第24、25、26条；浙江省实施《中华人民共和国村民委员会组织法》办法（2020）第11、17条',
        },
        field: 'assembly',
      });
      expect(isRefused(ask('villagers', matter))).toBe(false);
      expect(isRefused(ask('households', matter))).toBe(false);
    },
  );
  it('of a group decide what is the group’s: two thirds of them', () => {
    expect(allowed('group', 'land')).toMatchObject({
      quorum: atLeast(2, 3),
      majority: { of: 'present', share: moreThan(1, 2) },
    });
    expect(refusal('group', 'covenants')?.code).toBe('voting.reserved-matter');
  });
  it('of a group may meet by its households: two thirds of these', () => {
    const ofGroup = { ofGroup: true };
    expect(allowed('households', 'land', ofGroup)).toMatchObject({
      ...{ assembly: 'households', quorum: atLeast(2, 3), majority: { of: 'present', share: moreThan(1, 2) } },
      rules: expect.arrayContaining([expect.objectContaining({ rule: 'organic-law-2026.assembly.group' })]),
    });
    // Of the village they are the villagers' assembly, whose rule is another.
    expect(allowed('households', 'land').rules[0]?.rule).toBe('organic-law-2026.assembly.villagers');
    expect(refusal('households', 'covenants', ofGroup)?.code).toBe('voting.reserved-matter');
  });
  it('do not decide what is the collective’s, nor the collective what is theirs', () => {
    expect(refusal('villagers', 'collective-assets')).toMatchObject({ code: 'voting.other-body' });
    expect(refusal('collective-members', 'covenants', ofCollective)).toMatchObject({
      code: 'voting.other-body',
      params: { citation: '中华人民共和国农村集体经济组织法（2024）第26条' },
    });
    expect(refusal('collective-members', 'general')?.code).toBe('voting.no-rule');
    expect(refusal('villagers', 'general', ofCollective)?.code).toBe('voting.no-rule');
  });
});

describe('residents of a community', () => {
  it('decide by the law on theirs: more than half, marked as carried over', () => {
    const rule = allowed('villagers', 'public-works', { bodyKind: 'residents-committee', division: '520329102001' });
    expect(rule).toMatchObject({ quorum: moreThan(1, 2), majority: { of: 'present', share: moreThan(1, 2) } });
    expect(rule.rules[0]).toMatchObject({ rule: 'residents-law-2026.assembly.residents', status: 'carried-over' });
  });
  it('have no land to decide on', () => {
    expect(refusal('villagers', 'land', { bodyKind: 'residents-committee' })?.code).toBe('voting.other-body');
  });
});

describe('the party members', () => {
  it('are half at least of those who vote; more than half of those DUE to attend approve', () => {
    expect(allowed('party-members', 'land')).toMatchObject({
      quorum: atLeast(1, 2),
      majority: { of: 'members', share: moreThan(1, 2) },
      rules: [{ rule: 'party-branch-regulations-2018.members', status: 'checked' }, { status: 'county-default' }],
    });
  });
});

describe('a collective', () => {
  it('needs two thirds there and two thirds of all, online or not, by proxy within the household alone', () => {
    expect(allowed('collective-members', 'collective-assets', ofCollective)).toMatchObject({
      quorum: atLeast(2, 3),
      majority: { of: 'members', share: atLeast(2, 3) },
      notice: lastingDays(10),
      proxies: { withinHouseholdOnly: true },
    });
    const { channels } = allowed('collective-members', 'collective-assets', ofCollective);
    expect(channels).toEqual(expect.arrayContaining(['online', 'proxy']));
  });
  it('needs three quarters of all for special matters', () => {
    expect(allowed('collective-members', 'collective-membership', ofCollective).majority).toEqual({
      of: 'members',
      share: atLeast(3, 4),
    });
  });
  it.each([
    'land',
    'homesteads',
    'compensation',
    'collective-charter',
    'collective-membership',
    'collective-merger',
  ] as const)('keeps %s from its delegates', (matter) => {
    expect(refusal('collective-delegates', matter, ofCollective)).toMatchObject({
      code: 'voting.reserved-matter',
      params: { decides: 'collective-members' },
    });
  });
  it('lets its delegates decide the rest, by two thirds of all of them', () => {
    expect(allowed('collective-delegates', 'collective-assets', ofCollective).majority).toEqual({
      of: 'members',
      share: atLeast(2, 3),
    });
  });
  it('has more than 20 delegates where it has any', () => {
    const question = { body: 'body-1', division: wenzhou, date: '2026-03-01', ...ofCollective };
    expect(delegatesInForce(ruleBook, question)).toMatchObject({
      least: 21,
      rules: expect.arrayContaining([expect.objectContaining({ rule: 'collective-law-2024.assembly.delegates' })]),
    });
    expect(delegatesInForce(ruleBook, { ...question, date: '2025-04-30' })).toBeUndefined();
  });
  it('of a group has no delegates', () => {
    const ofGroup = { ...ofCollective, bodyKind: 'group-collective' } as const;
    expect(refusal('collective-delegates', 'collective-assets', ofGroup)).toMatchObject({ code: 'voting.no-rule' });
  });
  it('had no such law before 2025-05-01', () => {
    const on = (date: string) => isRefused(ask('collective-members', 'general', { ...ofCollective, date }));
    expect([on('2025-04-30'), on('2025-05-01')]).toEqual([true, false]);
  });
});

describe('an election', () => {
  it('is on paper and secret alone; more than half vote, more than half of the votes win, a third in a run-off', () => {
    const rule = allowed('electors', 'election', { division: jinan });
    expect(rule).toMatchObject({
      quorum: moreThan(1, 2),
      majority: { of: 'cast', share: moreThan(1, 2) },
      runOffMajority: { of: 'cast', share: atLeast(1, 3) },
      channels: ['paper'],
      secrecy: ['secret'],
      rollPublished: lastingDays(20),
      objectWithin: calendarDays(5),
      decideWithin: calendarDays(3),
      voidWhereMoreReturnedThanIssued: true,
    });
    expect(rule.proxies).toBeUndefined();
  });
  it('in Zhejiang takes three proxies a person, near relatives and no candidates, lodged three days before', () => {
    const { channels, proxies } = allowed('electors', 'election');
    expect(channels).toEqual(['paper', 'proxy']);
    expect(proxies).toEqual({
      perPerson: 3,
      withinHouseholdOnly: false,
      nearRelativesOnly: true,
      candidatesExcluded: true,
      lodgedBefore: lastingDays(3),
      announcedOrVoid: true,
    });
  });
  it('is the electors’ alone, and nothing else is', () => {
    expect(refusal('villagers', 'election')).toMatchObject({
      code: 'voting.reserved-matter',
      params: { decides: 'electors' },
    });
    expect(refusal('party-members', 'election')?.code).toBe('voting.reserved-matter');
    expect(refusal('electors', 'land')?.code).toBe('voting.reserved-matter');
  });
});
