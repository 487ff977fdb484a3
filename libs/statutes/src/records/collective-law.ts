import { calendarDays, lastingDays } from '../deadline.ts';
import { atLeast } from '../quantities.ts';
import type { Rule } from '../rule.ts';
import type { Incompatibility } from '../topics/administration.ts';

const collectives = ['collective', 'group-collective'] as const;

const common = {
  version: 1,
  jurisdiction: { division: '' },
  bodyKinds: collectives,
  rank: 'law',
  effectiveFrom: '2025-05-01',
  status: 'checked',
} as const;

const cite = (...articles: string[]) => ({ title: '中华人民共和国农村集体经济组织法', version: '2024', articles });

const supervisors: readonly Incompatibility[] = (['reporter', 'agency-accountant', 'agency-cashier'] as const).flatMap(
  (finance) =>
    (['same-person', 'near-relatives'] as const).map((forbiddenTo) => ({
      offices: ['supervisor', finance] as const,
      forbiddenTo,
    })),
);

/** 农村集体经济组织法 (2024), in force since 2025-05-01. */
export const collectiveLaw: readonly Rule[] = [
  {
    ...common,
    id: 'collective-law-2024.assembly.members',
    topic: 'assembly.collective-members',
    parameters: {
      quorumOfMembers: atLeast(2, 3),
      passesWithOfAll: atLeast(2, 3),
      passesWithOfAllWhereSpecial: atLeast(3, 4),
      onlineAttendanceCounts: true,
      notice: lastingDays(10),
      proxyWithinHouseholdOnly: true,
    },
    citation: cite('15', '26', '27'),
  },
  {
    ...common,
    id: 'collective-law-2024.assembly.delegates',
    topic: 'assembly.collective-delegates',
    parameters: { delegates: 21, passesWithOfAll: atLeast(2, 3), mattersReservedToMembers: 5 },
    citation: { ...cite('28'), note: 'More than 20 delegates.' },
  },
  {
    ...common,
    id: 'collective-law-2024.assembly.matters',
    topic: 'assembly.matters',
    parameters: {
      decides: [
        'general',
        'public-works',
        'budget',
        'land',
        'homesteads',
        'compensation',
        'collective-assets',
        'collective-charter',
        'collective-membership',
        'collective-distribution',
        'collective-merger',
      ],
    },
    citation: cite('26'),
  },
  {
    ...common,
    id: 'collective-law-2024.assembly.delegates.reserved',
    topic: 'assembly.collective-delegates',
    parameters: {
      reservedToMembers: [
        'land',
        'homesteads',
        'compensation',
        'collective-charter',
        'collective-membership',
        'collective-merger',
      ],
    },
    citation: {
      ...cite('26', '28'),
      note: 'Items 1, 3, 8, 10 and 12 of art. 26, the eighth of which is land and homesteads. Which five they are is from secondary material.',
    },
    status: 'carried-over',
  },
  {
    ...common,
    id: 'collective-law-2024.assembly.members.special',
    topic: 'assembly.collective-members',
    parameters: { specialMatters: ['collective-membership'] },
    citation: { ...cite('15'), note: 'Which matters need three quarters is from secondary material.' },
    status: 'carried-over',
  },
  {
    ...common,
    id: 'collective-law-2024.offices.incompatibility',
    topic: 'offices.incompatibility',
    parameters: { pairs: supervisors },
    citation: cite('34'),
  },
  {
    ...common,
    id: 'collective-law-2024.assets',
    topic: 'collective.assets',
    parameters: { accountsOpenBeforeAssembly: lastingDays(10) },
    citation: cite('46'),
  },
];

/** 农村集体经济组织财务公开规定, which also holds where a villagers' committee acts for the collective (art. 2). */
export const collectiveDisclosure: readonly Rule[] = [
  {
    id: 'nongjingfa-2011-13.disclosure.finance',
    version: 1,
    topic: 'disclosure.finance.period',
    jurisdiction: { division: '' },
    bodyKinds: collectives,
    rank: 'normative-document',
    parameters: { period: 'quarter', periodWhereBusy: 'month', itemByItem: true },
    citation: {
      title: '农村集体经济组织财务公开规定',
      version: '农经发〔2011〕13号',
      articles: [],
      note: '逐项逐笔公开; 重大事项随时公开: at once, without a number of days. Article numbers not at hand.',
    },
    effectiveFrom: '2011-11-21',
    status: 'checked',
  },
];

/** 浙江省农村集体资产管理条例 (2020). */
export const zhejiangCollectiveAssets: readonly Rule[] = (() => {
  const zhejiang = {
    version: 1,
    jurisdiction: { division: '33' },
    bodyKinds: collectives,
    rank: 'local-regulation',
    // The day on which the 2020 text entered into force was not at hand; from here on it is certain.
    effectiveFrom: '2021-01-01',
    status: 'checked',
    citation: { title: '浙江省农村集体资产管理条例', version: '2020', articles: ['17-32'] },
  } as const;
  return [
    {
      ...zhejiang,
      id: 'zhejiang-collective-assets-2020.assets',
      topic: 'collective.assets',
      parameters: {
        commentsBeforeVote: lastingDays(15),
        basicAccounts: 1,
        reservesOfIncome: atLeast(30, 100),
        singleHolding: atLeast(3, 100),
      },
    },
    {
      ...zhejiang,
      id: 'zhejiang-collective-assets-2020.disclosure',
      topic: 'disclosure.finance.period',
      parameters: { majorMattersWithin: calendarDays(5) },
    },
  ];
})();
