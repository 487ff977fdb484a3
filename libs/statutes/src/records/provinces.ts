import { calendarDays, lastingDays } from '../deadline.ts';
import { atLeast } from '../quantities.ts';
import type { Rule } from '../rule.ts';
import type { Incompatibility } from '../topics/administration.ts';

const zhejiang = {
  version: 1,
  jurisdiction: { division: '33' },
  bodyKinds: ['villagers-committee'],
  rank: 'local-regulation',
  // The day on which the 2020 text entered into force was not at hand; from here on it is certain.
  effectiveFrom: '2021-01-01',
  status: 'checked',
} as const;

const measures = (...articles: string[]) => ({
  title: '浙江省实施《中华人民共和国村民委员会组织法》办法',
  version: '2020',
  articles,
});

const staffAndSupervision: readonly Incompatibility[] = (['clerk', 'reporter'] as const).flatMap((staff) =>
  (['supervision-chair', 'supervision-member'] as const).map((other) => ({
    offices: [staff, other] as const,
    forbiddenTo: 'same-person' as const,
  })),
);

/** What Zhejiang adds to the Organic Law. It gives no days for the steps of a disclosure: there the county's default stands in. */
export const zhejiangRules: readonly Rule[] = [
  {
    ...zhejiang,
    id: 'zhejiang-measures-2020.assembly.representatives',
    topic: 'assembly.representatives',
    parameters: { notice: lastingDays(3) },
    citation: measures('11', '17'),
  },
  {
    ...zhejiang,
    id: 'zhejiang-measures-2020.offices.incompatibility',
    topic: 'offices.incompatibility',
    parameters: { pairs: staffAndSupervision },
    citation: measures('30'),
  },
  {
    ...zhejiang,
    id: 'zhejiang-measures-2020.interpellation',
    topic: 'interpellation',
    parameters: {
      supervisionCommittee: true,
      representatives: 5,
      voters: atLeast(1, 10),
      inWriting: true,
      decideWithin: calendarDays(15),
      townAnswersWithin: calendarDays(20),
    },
    citation: measures('36', '43'),
  },
  {
    ...zhejiang,
    id: 'zhejiang-election-measures.ballot',
    topic: 'election.ballot',
    parameters: { places: ['meeting', 'station', 'approved-mobile-box'] },
    citation: { title: '浙江省村民委员会选举办法', version: 'not at hand', articles: ['24', '25'] },
    status: 'carried-over',
  },
  {
    ...zhejiang,
    id: 'zhejiang-election-measures.proxies',
    topic: 'election.proxies',
    parameters: {
      perPerson: 3,
      nearRelativesOnly: true,
      candidatesExcluded: true,
      lodgedBefore: lastingDays(3),
      announcedOrVoid: true,
    },
    citation: { title: '浙江省村民委员会选举办法', version: 'not at hand', articles: ['24', '25'] },
    status: 'carried-over',
  },
  {
    ...zhejiang,
    id: 'zhejiang-five-deliberations',
    topic: 'deliberation.procedure',
    rank: 'normative-document',
    parameters: { steps: ['villagers-appraise'] },
    citation: { title: '五议两公开', version: 'customary; local documents', articles: [] },
    status: 'carried-over',
  },
];

const shandong = {
  version: 1,
  jurisdiction: { division: '37' },
  bodyKinds: ['villagers-committee'],
  rank: 'local-regulation',
  // The day on which the 2018 text entered into force was not at hand; from here on it is certain.
  effectiveFrom: '2019-01-01',
  status: 'checked',
  citation: { title: '山东省村务公开条例', version: '2018', articles: ['11-17'] },
} as const;

/** 山东省村务公开条例 (2018): the one province with a procedure of its own for every step. */
export const shandongRules: readonly Rule[] = [
  {
    ...shandong,
    id: 'shandong-disclosure-2018.finance',
    topic: 'disclosure.finance.period',
    parameters: { period: 'month', itemByItem: true },
  },
  {
    ...shandong,
    id: 'shandong-disclosure-2018.procedure',
    topic: 'disclosure.procedure',
    parameters: { steps: ['supervision-opinion', 'joint-meeting', 'posting'] },
  },
  {
    ...shandong,
    id: 'shandong-disclosure-2018.opinion',
    topic: 'disclosure.opinion',
    parameters: { reviewer: 'supervision-committee' },
  },
  {
    ...shandong,
    id: 'shandong-disclosure-2018.posting',
    topic: 'disclosure.posting',
    parameters: { boards: 'natural-village', stays: lastingDays(5) },
  },
  {
    ...shandong,
    id: 'shandong-disclosure-2018.objection',
    topic: 'disclosure.objection',
    parameters: { within: calendarDays(5), countsFrom: 'posting', replyWithin: calendarDays(5) },
  },
  {
    ...shandong,
    id: 'shandong-disclosure-2018.escalation',
    topic: 'disclosure.escalation',
    parameters: { levels: ['town', 'county'] },
  },
];
