import type { Arithmetic, BallotEvent, Digest, ProcedureRule, ProcedureStepRule, VotingRule } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import { procedureInForce, ruleBook, votingRuleInForce, type ProcedureQuestion } from '@cunjian/statutes';
import { committee, village } from './people.ts';

export const questionOf = (change: Partial<ProcedureQuestion> = {}): ProcedureQuestion => ({
  kind: 'four-deliberations',
  matter: 'public-works',
  body: committee,
  bodyKind: 'villagers-committee',
  division: village,
  date: '2026-04-10',
  ...change,
});

/** A procedure as the rules in force give it. */
export const procedureOf = (change: Partial<ProcedureQuestion> = {}): ProcedureRule => {
  const found = procedureInForce(ruleBook, questionOf(change));
  if (isRefused(found)) throw new Error(JSON.stringify(found));
  return found;
};

const half = { numerator: 1, denominator: 2, orMore: false };
const lasting = (days: number) => ({ days, unit: 'calendar', firstDayCounts: false, holidayAtEnd: 'none' }) as const;
const citation = (title: string) => [{ rule: title, version: 1, status: 'checked' as const, citation: title }];

const decidedBy = (assembly: VotingRule['assembly'], notice?: number): VotingRule => ({
  assembly,
  rules: citation(`rule of ${assembly}`),
  quorum: half,
  majority: { of: 'present', share: half },
  ...(notice === undefined ? {} : { notice: lasting(notice) }),
  channels: ['show-of-hands'],
  secrecy: ['open'],
  smallestCount: 1,
  voidWhereMoreReturnedThanIssued: true,
});

const step = (
  of: ProcedureStepRule['step'],
  form: ProcedureStepRule['form'],
  change: Partial<ProcedureStepRule> = {},
) =>
  ({
    ...{ step: of, form, decides: [], actors: ['committee-chair', 'party-secretary'], mayMergeWithNext: false },
    ...{ binding: true, ...change },
  }) satisfies ProcedureStepRule;

/** With everything that a rule can ask for: notice, time between steps, a term, a joint meeting. */
export const strictProcedure: ProcedureRule = {
  kind: 'four-deliberations',
  rules: citation('rule of the procedure'),
  steps: [
    step('party-branch-proposes', 'meeting', {
      decides: [decidedBy('party-branch')],
      actors: ['party-secretary'],
      mayMergeWithNext: true,
    }),
    step('committees-consult', 'meeting', { decides: [decidedBy('committees')] }),
    step('discussion', 'discussion', { binding: false }),
    step('party-members-deliberate', 'meeting', {
      decides: [decidedBy('party-members', 3), decidedBy('party-branch', 3)],
      after: lasting(5),
    }),
    step('assembly-decides', 'ballot', { decides: [decidedBy('villagers', 10)] }),
    step('decision-published', 'publication', { within: lasting(5) }),
    step('result-published', 'report'),
  ],
};

/** A poll that binds nobody, at a meeting. */
export const pollProcedure: ProcedureRule = {
  kind: 'simple-consultation',
  rules: citation('rule of the poll'),
  steps: [
    step('assembly-decides', 'meeting', { decides: [decidedBy('villagers')], binding: false }),
    step('decision-published', 'publication'),
  ],
};

const digest = (of: string): Digest => of.padEnd(43, 'd') as Digest;

/** 5 of the 6 representatives voted. */
export const tally = (inFavour: number): Arithmetic => ({
  ...{ members: 6, present: 5, quorumNeeded: 4, quorate: true, cast: 5, valid: 5, invalid: 0, abstained: 0 },
  ...{ majorityOf: 'present', base: 5, needed: 3, outcome: inFavour > 2 ? 'adopted' : 'rejected' },
  chosen: inFavour > 2 ? ['for'] : [],
  votes: [
    { option: 'for', votes: inFavour },
    { option: 'against', votes: 5 - inFavour },
  ],
});

/** A ballot of the representatives that was called for a proceeding and counted: what its own specs do is left out. */
export const countedBallot = (
  under: { readonly ballot: string; readonly proceeding: string; readonly topic: string },
  inFavour: number,
): readonly BallotEvent[] => {
  const rule = votingRuleInForce(ruleBook, { ...questionOf(), assembly: 'representatives' });
  if (isRefused(rule)) throw new Error(JSON.stringify(rule));
  return [
    {
      type: 'ballot-called',
      data: {
        ...{ ...under, division: village, body: committee, bodyKind: 'villagers-committee', matter: 'public-works' },
        ...{ title: digest('title'), text: digest('text'), question: { kind: 'yes-no' }, secrecy: 'open', rule },
        ...{ channels: ['online'], binding: true },
        times: {
          rollAt: '2026-04-01T00:00:00.000Z',
          opensAt: '2026-04-02T00:00:00.000Z',
          closesAt: '2026-04-03T00:00:00.000Z',
        },
      },
    },
    { type: 'ballot-counted', data: { ballot: under.ballot, channels: [], arithmetic: tally(inFavour) } },
  ];
};
