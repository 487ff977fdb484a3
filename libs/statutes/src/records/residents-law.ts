import { moreThan, atLeast } from '../quantities.ts';
import type { Rule } from '../rule.ts';

const title = '中华人民共和国城市居民委员会组织法';

const common = {
  version: 1,
  jurisdiction: { division: '' },
  bodyKinds: ['residents-committee'],
  rank: 'law',
  effectiveFrom: '2018-12-29',
  status: 'carried-over',
} as const;

const cite = (...articles: string[]) => ({
  title,
  version: '2018',
  articles,
  note: 'The final text was not at hand; parameters are from secondary material.',
});

const half = moreThan(1, 2);

const parameters2018: readonly Rule[] = [
  {
    ...common,
    id: 'residents-law-2018.assembly.matters',
    topic: 'assembly.matters',
    parameters: { decides: ['general', 'public-works', 'budget', 'covenants', 'mergers'] },
    citation: cite('6', '10', '15'),
  },
  {
    ...common,
    id: 'residents-law-2018.assembly.residents',
    topic: 'assembly.villagers',
    parameters: {
      quorumOfAdults: half,
      quorumOfHouseholds: half,
      passesWithOfPresent: half,
      calledByAdults: atLeast(1, 5),
    },
    citation: cite('9', '10'),
  },
  {
    ...common,
    id: 'residents-law-2018.assembly.representatives',
    topic: 'assembly.representatives',
    parameters: { quorum: half, passesWithOfPresent: half },
    citation: cite('9'),
  },
];

/** 居民会议, by the law as amended on 2018-12-29. */
export const residentsLaw2018: readonly Rule[] = parameters2018.map((rule) => ({ ...rule, effectiveTo: '2025-12-31' }));

/** The law as revised, in force since 2026-01-01: the parameters of 2018 until someone checks them. */
export const residentsLaw2026: readonly Rule[] = parameters2018.map((rule) => ({
  ...rule,
  id: rule.id.replace('-2018.', '-2026.'),
  effectiveFrom: '2026-01-01',
  citation: { ...rule.citation, version: '2025' },
}));
