import { workingDays } from '../deadline.ts';
import { bodyKinds } from '../kinds.ts';
import { atLeast, moreThan } from '../quantities.ts';
import type { Rule } from '../rule.ts';

const national = { version: 1, jurisdiction: { division: '' }, status: 'checked' } as const;
const forest = { title: '中华人民共和国森林法', version: '2019', articles: ['56', '57'] };

/** National rules beside the Organic Law and the law on collectives. */
export const nationalRules: readonly Rule[] = [
  {
    ...national,
    id: 'party-branch-regulations-2018.members',
    topic: 'assembly.party-members',
    bodyKinds,
    rank: 'normative-document',
    parameters: { quorumOfVoting: atLeast(1, 2), passesWithOfDue: moreThan(1, 2) },
    citation: { title: '中国共产党支部工作条例(试行)', version: '2018', articles: ['11'] },
    effectiveFrom: '2018-10-28',
  },
  {
    ...national,
    id: 'accounting.accountant-and-cashier',
    topic: 'offices.incompatibility',
    bodyKinds,
    rank: 'law',
    parameters: { pairs: [{ offices: ['agency-accountant', 'agency-cashier'], forbiddenTo: 'same-person' }] },
    citation: {
      title: '中华人民共和国会计法',
      version: '2024',
      articles: [],
      note: 'A cashier keeps no books 出纳不得兼任账目登记; article number not at hand.',
    },
    effectiveFrom: '2024-07-01',
    status: 'carried-over',
  },
  {
    ...national,
    id: 'licensing-law-2019.procedure',
    topic: 'licence.procedure',
    bodyKinds: ['government'],
    rank: 'law',
    parameters: {
      askForCorrectionsWithin: workingDays(5),
      decideWithin: workingDays(20),
      extensionUpTo: workingDays(10),
      deliverWithin: workingDays(10),
    },
    citation: { title: '中华人民共和国行政许可法', version: '2019', articles: ['32', '42', '44', '82'] },
    effectiveFrom: '2019-04-23',
  },
  {
    ...national,
    id: 'forest-law-2019.felling',
    topic: 'licence.felling',
    bodyKinds: ['government'],
    rank: 'law',
    parameters: { permitForScatteredTreesOnPrivatePlots: false, permitForScatteredTreesAroundTheHouse: false },
    citation: forest,
    effectiveFrom: '2020-07-01',
  },
  {
    ...national,
    id: 'banquets-2024.filing',
    topic: 'filing.banquet',
    bodyKinds: ['villagers-committee', 'residents-committee', 'government'],
    rank: 'normative-document',
    parameters: { mayBeRefused: false },
    citation: { title: '2024 order against blanket bans on banquets', version: '2024', articles: [] },
    // The day of the order was not at hand; from here on it is certain.
    effectiveFrom: '2025-01-01',
    status: 'carried-over',
  },
];
