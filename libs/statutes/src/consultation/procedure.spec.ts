import { matters, procedureKinds, procedureRule, type Matter, type ProcedureKind } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import { describe, expect, it } from '@jest/globals';
import { calendarDays, lastingDays } from '../deadline.ts';
import { atLeast } from '../quantities.ts';
import { createRuleBook } from '../rule-book.ts';
import { countyDefaults } from '../records/county-defaults.ts';
import { ruleBook, rules } from '../statutes.ts';
import { demandInForce } from './demand.ts';
import {
  appealRuleInForce,
  participationInForce,
  pollRuleInForce,
  suggestionRuleInForce,
  tokenDisputeRuleInForce,
} from './participation.ts';
import { procedureInForce, type ProcedureQuestion } from './procedure.ts';

const guizhou = '520329102201';
const wenzhou = '330304001201';
const village = { body: 'body-1', bodyKind: 'villagers-committee', division: guizhou, date: '2026-03-01' } as const;
const collective = { ...village, bodyKind: 'collective' } as const;

const ask = (kind: ProcedureKind, matter: Matter, over: Partial<ProcedureQuestion> = {}) =>
  procedureInForce(ruleBook, { ...village, kind, matter, ...over });

const procedure = (...question: Parameters<typeof ask>) => {
  const rule = ask(...question);
  if (isRefused(rule)) throw new Error(JSON.stringify(rule.refused));
  return rule;
};
const steps = (...question: Parameters<typeof ask>) => procedure(...question).steps.map(({ step }) => step);
const step = (name: string, ...question: Parameters<typeof ask>) =>
  procedure(...question).steps.find(({ step }) => step === name);
const code = (...question: Parameters<typeof ask>) => {
  const rule = ask(...question);
  return isRefused(rule) ? rule.refused[0].code : undefined;
};

it('fits the contract, whatever is asked', () => {
  for (const bodyKind of ['villagers-committee', 'residents-committee', 'collective', 'group-collective'] as const)
    for (const division of [guizhou, wenzhou])
      for (const kind of procedureKinds)
        for (const matter of matters) {
          const rule = ask(kind, matter, { bodyKind, division });
          if (!isRefused(rule)) expect(procedureRule.parse(rule)).toEqual(rule);
        }
});

describe('四议两公开', () => {
  it('goes from the branch to the result, and its first two steps may merge', () => {
    const rule = procedure('four-deliberations', 'public-works');
    expect(rule.steps.map(({ step, mayMergeWithNext }) => `${step}${mayMergeWithNext ? ' +' : ''}`)).toEqual([
      'party-branch-proposes +',
      'committees-consult',
      'party-members-deliberate',
      'assembly-decides',
      'decision-published',
      'result-published',
    ]);
    expect(rule.rules).toEqual([
      {
        rule: 'four-deliberations',
        version: 2,
        status: 'carried-over',
        citation: '四议两公开（customary; local documents）',
      },
      { rule: 'default.deliberation', version: 1, status: 'county-default', citation: '县级默认做法（非法定）' },
    ]);
  });
  it('has a fifth deliberation in Zhejiang', () => {
    expect(steps('four-deliberations', 'public-works', { division: wenzhou })).toContain('villagers-appraise');
  });
  it('lets each step be taken by its own body and its own officers', () => {
    const of = (name: string) => {
      const found = step(name, 'four-deliberations', 'public-works');
      return [found?.decides.map(({ assembly }) => assembly).join(' '), found?.actors.join(' ')];
    };
    expect(of('party-branch-proposes')).toEqual(['party-branch', 'party-secretary']);
    expect(of('party-members-deliberate')).toEqual(['party-members', 'party-secretary']);
    expect(of('committees-consult')[0]).toBe('committees');
    expect(of('assembly-decides')[0]).toBe('villagers households representatives');
    expect(of('decision-published')[0]).toBe('');
  });
  it('leaves land to the villagers themselves', () => {
    const decides = step('assembly-decides', 'four-deliberations', 'land')?.decides ?? [];
    expect(decides.map(({ assembly }) => assembly)).toEqual(['villagers', 'households']);
  });
  it('of a collective ends with its members', () => {
    const decides = step('assembly-decides', 'four-deliberations', 'collective-charter', collective)?.decides ?? [];
    expect(decides.map(({ assembly }) => assembly)).toEqual(['collective-members']);
  });
  it('of a collective can be recorded by an officer of its own at every step', () => {
    const { steps } = procedure('four-deliberations', 'collective-assets', collective);
    expect(steps.map(({ step, actors }) => [step, actors.includes('collective-chair')])).toEqual(
      steps.map(({ step }) => [step, true]),
    );
    expect(step('party-branch-proposes', 'four-deliberations', 'land')?.actors).toEqual(['party-secretary']);
  });
  it('is not for a matter of another body', () => {
    expect(code('four-deliberations', 'collective-assets')).toBe('voting.other-body');
    expect(code('four-deliberations', 'election')).toBe('voting.reserved-matter');
  });
  it('is published at the latest when the county says, and that is not law', () => {
    expect(step('decision-published', 'four-deliberations', 'land')?.within).toEqual(calendarDays(5));
  });
});

describe('a collective’s decision', () => {
  it('on its assets waits 15 days for comments in Zhejiang', () => {
    const asked = ['collective-decision', 'collective-assets', { ...collective, division: wenzhou }] as const;
    expect(steps(...asked).slice(0, 2)).toEqual(['comments-invited', 'assembly-decides']);
    expect(step('assembly-decides', ...asked)?.after).toEqual(lastingDays(15));
    expect(procedure(...asked).rules.map(({ rule }) => rule)).toContain('zhejiang-collective-assets-2020.assets');
  });
  it('on something else, or elsewhere, does not', () => {
    expect(steps('collective-decision', 'budget', { ...collective, division: wenzhou })[0]).toBe('assembly-decides');
    expect(steps('collective-decision', 'collective-assets', collective)[0]).toBe('assembly-decides');
  });
  it('is left to its delegates, but of a group’s collective to its members alone', () => {
    const deciding = (bodyKind: 'collective' | 'group-collective') =>
      step('assembly-decides', 'collective-decision', 'collective-assets', { bodyKind })?.decides.map(
        ({ assembly }) => assembly,
      );
    expect(deciding('collective')).toEqual(['collective-members', 'collective-delegates']);
    expect(deciding('group-collective')).toEqual(['collective-members']);
  });
  it('is none of the village’s', () => {
    expect(code('collective-decision', 'general')).toBe('procedure.no-rule');
  });
});

describe('the other procedures', () => {
  it('discuss and poll without binding anybody', () => {
    const poll = step('assembly-decides', 'simple-consultation', 'covenants');
    expect(poll).toMatchObject({ form: 'ballot', binding: false });
    expect(poll?.decides).toMatchObject([{ assembly: 'villagers', majority: { of: 'cast' } }]);
    expect(poll?.decides[0]?.quorum).toBeUndefined();
  });
  it('ask households in writing, but not about land', () => {
    expect(step('assembly-decides', 'household-consultation', 'public-works')?.decides).toMatchObject([
      { assembly: 'households', quorum: atLeast(2, 3) },
    ]);
    expect(code('household-consultation', 'land')).toBe('procedure.other-matter');
  });
  it('let a group decide what is its own', () => {
    const decides = step('assembly-decides', 'group-decision', 'land')?.decides ?? [];
    expect(decides).toMatchObject([{ assembly: 'group' }, { assembly: 'households' }]);
    for (const { rules } of decides) expect(rules[0]?.rule).toBe('organic-law-2026.assembly.group');
    expect(code('group-decision', 'covenants')).toBe('voting.reserved-matter');
  });
  it('elect on paper alone', () => {
    expect(step('assembly-decides', 'election', 'election')?.decides).toMatchObject([{ channels: ['paper'] }]);
    expect(code('election', 'land')).toBe('procedure.other-matter');
  });
});

describe('who can demand an assembly', () => {
  it('is a tenth of the villagers or a third of the representatives', () => {
    expect(demandInForce(ruleBook, village)).toMatchObject({
      assembly: 'villagers',
      thresholds: [
        { of: 'adults', share: atLeast(1, 10) },
        { of: 'representatives', share: atLeast(1, 3) },
      ],
      callWithin: calendarDays(30),
    });
  });
  it('is a fifth of the representatives for their own', () => {
    expect(demandInForce(ruleBook, { ...village, assembly: 'representatives' })).toMatchObject({
      thresholds: [{ of: 'representatives', share: atLeast(1, 5) }],
    });
  });
  it('is a fifth of the residents in a community', () => {
    expect(demandInForce(ruleBook, { ...village, bodyKind: 'residents-committee' })?.thresholds).toEqual([
      { of: 'adults', share: atLeast(1, 5) },
    ]);
  });
  it('is nobody in a collective, unless its charter says so', () => {
    expect(demandInForce(ruleBook, collective)).toBeUndefined();
    const charter = {
      id: 'charter.body-1.members',
      version: 1,
      topic: 'assembly.collective-members',
      jurisdiction: { body: 'body-1' },
      bodyKinds: ['collective'],
      rank: 'charter',
      parameters: { calledByMembers: atLeast(1, 10) },
      citation: { title: '章程', version: '2026', articles: ['12'] },
      effectiveFrom: '2026-01-01',
      status: 'checked',
    } as const;
    expect(demandInForce(createRuleBook([...rules, charter], countyDefaults), collective)).toMatchObject({
      assembly: 'collective-members',
      thresholds: [{ of: 'collective-members', share: atLeast(1, 10) }],
    });
  });
});

describe('where no law gives days or ways', () => {
  it('the county does, and it is said', () => {
    const status = [
      suggestionRuleInForce(ruleBook, village).rules,
      appealRuleInForce(ruleBook, village).rules,
      tokenDisputeRuleInForce(ruleBook, village).rules,
      participationInForce(ruleBook, village).rules,
      pollRuleInForce(ruleBook, { ...village, assembly: 'villagers' }).rules,
    ].map((uses) => uses.map(({ status }) => status));
    expect(status).toEqual(Array.from({ length: 5 }, () => ['county-default']));
  });
  it('a suggestion is answered within 15 days', () => {
    expect(suggestionRuleInForce(ruleBook, village).answerWithin).toEqual(calendarDays(15));
  });
});
