import { isRefused } from '@cunjian/kernel';
import { describe, expect, it } from '@jest/globals';
import { calendarDays, lastingDays, workingDays } from './deadline.ts';
import { bodyKinds, type BodyKind } from './kinds.ts';
import { atLeast, moreThan } from './quantities.ts';
import { countyDefaults } from './records/county-defaults.ts';
import { parseRule } from './rule.ts';
import { isStatutory } from './rule-book.ts';
import { rules, ruleBook } from './statutes.ts';
import { parametersOf, topicNames, type Topic } from './topics.ts';

const ask = <T extends Topic>(topic: T, division: string, date: string, bodyKind: BodyKind = 'villagers-committee') =>
  ruleBook.ruleInForce({ topic, division, date, bodyKind });

const wenzhou = '330304001201';
const jinan = '370102001201';
const yuqing = '520329102001';

describe('the records', () => {
  it('are well-formed, each with a parameter at least', () => {
    expect(rules.map(parseRule).filter(isRefused)).toEqual([]);
    expect(rules.filter(({ parameters }) => Object.keys(parameters).length === 0)).toEqual([]);
  });
  it('have ids of their own', () => {
    const ids = [...rules, ...countyDefaults].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
  it('rule every topic', () => {
    const ruled = new Set([...rules, ...countyDefaults].map(({ topic }) => topic));
    expect(topicNames.filter((topic) => !ruled.has(topic))).toEqual([]);
  });
  it('leave no required parameter without a default, for any kind of body', () => {
    const missing = topicNames.flatMap((topic) =>
      bodyKinds.flatMap((bodyKind) => {
        const answer = ask(topic, yuqing, '1990-01-01', bodyKind);
        return Object.entries(parametersOf(topic))
          .filter(
            ([name, { schema }]) =>
              !schema.safeParse(Object.entries(answer.parameters).find(([key]) => key === name)?.[1]).success,
          )
          .map(([name]) => `${topic} ${name} ${bodyKind}`);
      }),
    );
    expect(missing).toEqual([]);
  });
});

describe('the Organic Law', () => {
  it('is that of 2018 to the end of 2025, and carried over from then on', () => {
    const of = (date: string) => ask('disclosure.affairs.period', wenzhou, date).sources[0];
    expect(of('2025-12-31')).toMatchObject({ ruleId: 'organic-law-2018.disclosure.affairs', status: 'checked' });
    expect(of('2026-01-01')).toMatchObject({ ruleId: 'organic-law-2026.disclosure.affairs', status: 'carried-over' });
    expect(ask('assembly.villagers', wenzhou, '2026-01-01').parameters).toEqual(
      ask('assembly.villagers', wenzhou, '2025-12-31').parameters,
    );
  });
  it('asks a villagers’ assembly for more than half of the adults or two thirds of the households', () => {
    expect(ask('assembly.villagers', yuqing, '2026-03-01').parameters).toMatchObject({
      quorumOfAdults: moreThan(1, 2),
      quorumOfHouseholds: atLeast(2, 3),
      calledByRepresentatives: atLeast(1, 3),
      notice: lastingDays(10),
    });
  });
  it('says nothing of a collective', () => {
    expect(ask('assembly.villagers', wenzhou, '2026-03-01', 'collective')).toMatchObject({
      parameters: {},
      sources: [],
      statutory: false,
    });
  });
});

describe('a disclosure in Shandong', () => {
  it('takes the steps of its regulation, under 5 days each', () => {
    expect(ask('disclosure.procedure', jinan, '2026-03-01').parameters.steps).toEqual([
      'confirmation',
      'supervision-opinion',
      'joint-meeting',
      'publication',
      'posting',
    ]);
    expect(ask('disclosure.posting', jinan, '2026-03-01')).toMatchObject({
      parameters: { boards: 'natural-village', stays: lastingDays(5) },
      statutory: true,
    });
    expect(ask('disclosure.objection', jinan, '2026-03-01').parameters).toEqual({
      within: calendarDays(5),
      countsFrom: 'posting',
      replyWithin: calendarDays(5),
    });
    expect(ask('disclosure.escalation', jinan, '2026-03-01').parameters.levels).toEqual(['town', 'county']);
  });
  it('comes monthly and item by item, tighter than the law', () => {
    const answer = ask('disclosure.finance.period', jinan, '2026-03-01');
    expect(answer.parameters).toMatchObject({ period: 'month', itemByItem: true });
    expect([isStatutory(answer, 'period'), isStatutory(answer, 'publishWithin')]).toEqual([true, false]);
  });
});

describe('a disclosure in Zhejiang', () => {
  it('comes quarterly by law, monthly where transactions are many', () => {
    const answer = ask('disclosure.finance.period', wenzhou, '2026-03-01');
    expect(answer.parameters).toMatchObject({ period: 'quarter', periodWhereBusy: 'month' });
    expect(isStatutory(answer, 'period')).toBe(true);
  });
  it('takes its days from the county, and says that they are not law', () => {
    for (const topic of [
      'disclosure.procedure',
      'disclosure.opinion',
      'disclosure.posting',
      'disclosure.objection',
    ] as const)
      expect(ask(topic, wenzhou, '2026-03-01').statutory).toBe(false);
  });
  it('of a collective: major matters within 5 days, reviewed by its own board of supervisors', () => {
    const answer = ask('disclosure.finance.period', wenzhou, '2026-03-01', 'collective');
    expect(answer.parameters.majorMattersWithin).toEqual(calendarDays(5));
    expect(isStatutory(answer, 'majorMattersWithin')).toBe(true);
    expect(ask('disclosure.opinion', wenzhou, '2026-03-01', 'collective').parameters.reviewer).toBe(
      'board-of-supervisors',
    );
  });
});

it('has an interpellation in Zhejiang and none in Guizhou', () => {
  expect(ask('interpellation', wenzhou, '2026-03-01').parameters).toMatchObject({
    representatives: 5,
    decideWithin: calendarDays(15),
    townAnswersWithin: calendarDays(20),
  });
  expect(ask('interpellation', yuqing, '2026-03-01').statutory).toBe(false);
});

it('has five deliberations in Zhejiang and four elsewhere', () => {
  const steps = (division: string) => ask('deliberation.procedure', division, '2026-03-01').parameters.steps?.length;
  expect([steps(wenzhou), steps(yuqing)]).toEqual([7, 6]);
});

it('counts licences in working days', () => {
  expect(ask('licence.procedure', wenzhou, '2026-03-01', 'government').parameters.decideWithin).toEqual(
    workingDays(20),
  );
});

describe('incompatible offices', () => {
  const pairs = (division: string, bodyKind: BodyKind) =>
    (ask('offices.incompatibility', division, '2026-03-01', bodyKind).parameters.pairs ?? []).map(
      ({ offices, forbiddenTo }) => `${[...offices].sort().join(' ')} ${forbiddenTo}`,
    );
  it('keep the committee and its relatives off the supervision committee everywhere', () => {
    expect(pairs(yuqing, 'villagers-committee')).toContain('committee-chair supervision-member near-relatives');
    expect(pairs(yuqing, 'villagers-committee')).not.toContain('clerk supervision-member same-person');
  });
  it('keep clerk and reporter off it in Zhejiang', () => {
    expect(pairs(wenzhou, 'villagers-committee')).toEqual(
      expect.arrayContaining([
        'committee-member supervision-chair same-person',
        'clerk supervision-member same-person',
        'reporter supervision-chair same-person',
      ]),
    );
  });
  it('keep the finance staff and their relatives off the board of supervisors', () => {
    expect(pairs(wenzhou, 'collective')).toContain('agency-accountant supervisor near-relatives');
  });
  it('keep accountant and cashier two people, for every kind of body', () => {
    for (const kind of bodyKinds)
      expect(pairs(wenzhou, kind)).toContain('agency-accountant agency-cashier same-person');
  });
});
