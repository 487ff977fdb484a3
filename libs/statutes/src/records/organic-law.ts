import { calendarDays, lastingDays } from '../deadline.ts';
import { atLeast, moreThan } from '../quantities.ts';
import type { Rule } from '../rule.ts';
import type { Incompatibility } from '../topics/administration.ts';

const title = '中华人民共和国村民委员会组织法';

const common = {
  version: 1,
  jurisdiction: { division: '' },
  bodyKinds: ['villagers-committee'],
  rank: 'law',
  effectiveFrom: '2018-12-29',
  status: 'checked',
} as const;

const cite = (...articles: string[]) => ({ title, version: '2018', articles });

const committee = ['committee-chair', 'committee-member'] as const;
const supervision = ['supervision-chair', 'supervision-member'] as const;
const committeeAndSupervision: readonly Incompatibility[] = committee.flatMap((one) =>
  supervision.flatMap((other) =>
    (['same-person', 'near-relatives'] as const).map((forbiddenTo) => ({
      offices: [one, other] as const,
      forbiddenTo,
    })),
  ),
);

const parameters2018: readonly Rule[] = [
  {
    ...common,
    id: 'organic-law-2018.disclosure.affairs',
    topic: 'disclosure.affairs.period',
    parameters: { period: 'quarter' },
    citation: cite('30'),
  },
  {
    ...common,
    id: 'organic-law-2018.disclosure.finance',
    topic: 'disclosure.finance.period',
    parameters: { period: 'quarter', periodWhereBusy: 'month' },
    citation: { ...cite('30'), note: '涉及村民利益的重大事项应当随时公布: at once, without a number of days' },
  },
  {
    ...common,
    id: 'organic-law-2018.disclosure.escalation',
    topic: 'disclosure.escalation',
    parameters: { levels: ['town', 'county'] },
    citation: cite('31'),
  },
  {
    ...common,
    id: 'organic-law-2018.assembly.matters',
    topic: 'assembly.matters',
    parameters: {
      decides: [
        'general',
        'public-works',
        'budget',
        'covenants',
        'land',
        'homesteads',
        'compensation',
        'mergers',
        'election',
      ],
    },
    citation: cite('11', '23', '24'),
  },
  {
    ...common,
    id: 'organic-law-2018.assembly.villagers',
    topic: 'assembly.villagers',
    parameters: {
      quorumOfAdults: moreThan(1, 2),
      quorumOfHouseholds: atLeast(2, 3),
      passesWithOfPresent: moreThan(1, 2),
      notice: lastingDays(10),
      calledByAdults: atLeast(1, 10),
      calledByRepresentatives: atLeast(1, 3),
    },
    citation: cite('21', '22'),
  },
  {
    ...common,
    id: 'organic-law-2018.assembly.representatives',
    topic: 'assembly.representatives',
    parameters: {
      householdsPerRepresentativeFrom: 5,
      householdsPerRepresentativeTo: 15,
      meets: 'quarter',
      calledByRepresentatives: atLeast(1, 5),
      quorum: atLeast(2, 3),
      passesWithOfPresent: moreThan(1, 2),
      reservedToVillagers: ['land', 'homesteads', 'compensation', 'mergers'],
    },
    citation: cite('24', '25', '26'),
  },
  {
    ...common,
    id: 'organic-law-2018.assembly.group',
    topic: 'assembly.group',
    parameters: {
      quorumOfAdults: atLeast(2, 3),
      quorumOfHouseholds: atLeast(2, 3),
      passesWithOfPresent: moreThan(1, 2),
      // Of what is the group's own: its land, what it runs, its public works.
      decides: ['general', 'public-works', 'land', 'compensation'],
    },
    citation: cite('28'),
  },
  {
    ...common,
    id: 'organic-law-2018.election.roll',
    topic: 'election.roll',
    parameters: {
      heldByElectionCommittee: true,
      classes: ['registered-resident', 'registered-away-declared', 'resident-year-accepted'],
      oneRegistration: true,
      publishedBefore: lastingDays(20),
      objectWithin: calendarDays(5),
      decideWithin: calendarDays(3),
    },
    citation: cite('12', '13', '14'),
  },
  {
    ...common,
    id: 'organic-law-2018.election.ballot',
    topic: 'election.ballot',
    parameters: {
      turnout: moreThan(1, 2),
      winner: moreThan(1, 2),
      runOffWinner: atLeast(1, 3),
      secretWritingPlace: true,
      publicCount: true,
      voidWhereMoreReturnedThanIssued: true,
      seatsForWomen: 1,
      relativesRecused: true,
      channels: ['paper'],
      secrecy: ['secret'],
    },
    citation: cite('6', '8', '11-20'),
  },
  {
    ...common,
    id: 'organic-law-2018.offices.incompatibility',
    topic: 'offices.incompatibility',
    parameters: { pairs: committeeAndSupervision },
    citation: cite('32'),
  },
  {
    ...common,
    id: 'organic-law-2018.audit',
    topic: 'audit.committee',
    parameters: { atEndOfTerm: true, atDeparture: true, departurePublishedBeforeElection: true },
    citation: cite('35'),
  },
  {
    ...common,
    id: 'organic-law-2018.archive',
    topic: 'archive.village',
    parameters: { holds: ['ballots', 'minutes', 'accounts'] },
    citation: cite('34'),
  },
];

/** The law as amended on 2018-12-29, in force until 2025-12-31. */
export const organicLaw2018: readonly Rule[] = parameters2018.map((rule) => ({ ...rule, effectiveTo: '2025-12-31' }));

/** The law as amended in 2025, in force since 2026-01-01: the parameters of 2018 until someone checks them. */
export const organicLaw2026: readonly Rule[] = parameters2018.map((rule) => ({
  ...rule,
  id: rule.id.replace('-2018.', '-2026.'),
  effectiveFrom: '2026-01-01',
  status: 'carried-over',
  citation: {
    ...rule.citation,
    version: '2025',
    note: `Parameters and article numbers are those of 2018. ${rule.citation.note ?? ''}`.trimEnd(),
  },
}));
