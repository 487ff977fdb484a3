import { calendarDays, lastingDays } from '../deadline.ts';
import { bodyKinds } from '../kinds.ts';
import { moreThan } from '../quantities.ts';
import type { CountyDefault } from '../rule-book.ts';

const committees = ['villagers-committee', 'residents-committee'] as const;
const collectives = ['collective', 'group-collective'] as const;
const generic = { version: 1, division: '' } as const;

const half = moreThan(1, 2);
const everyWay = { channels: ['online', 'meeting', 'show-of-hands', 'paper'], secrecy: ['open', 'secret'] } as const;
const atTheMeeting = { channels: ['meeting', 'show-of-hands', 'paper'], secrecy: ['open', 'secret'] } as const;
const smallestCount = 5;
const ofPublishedRoll = {
  ...everyWay,
  smallestCount,
  rollPublished: lastingDays(5),
  objectWithin: calendarDays(3),
  decideWithin: calendarDays(2),
};

/** How assemblies hold their ballots where no rule says it. Their quorums and majorities are never a county's. */
const conduct: readonly CountyDefault[] = [
  {
    ...generic,
    id: 'default.assembly.villagers',
    topic: 'assembly.villagers',
    bodyKinds: committees,
    parameters: {
      ...ofPublishedRoll,
      notice: lastingDays(10),
      meetsWithin: calendarDays(30),
      // The Organic Law says nothing of proxies but for elections: one, from the own household, as custom has it.
      proxiesPerPerson: 1,
      proxyWithinHouseholdOnly: true,
      proxyLodgedBefore: lastingDays(1),
      proxyAnnouncedOrVoid: true,
    },
  },
  {
    ...generic,
    id: 'default.assembly.representatives',
    topic: 'assembly.representatives',
    bodyKinds: committees,
    parameters: { ...everyWay, smallestCount, notice: lastingDays(3), meetsWithin: calendarDays(30) },
  },
  {
    ...generic,
    id: 'default.assembly.group',
    topic: 'assembly.group',
    bodyKinds: ['villagers-committee'],
    parameters: { ...ofPublishedRoll, rollPublished: lastingDays(3), notice: lastingDays(5) },
  },
  {
    ...generic,
    id: 'default.assembly.party-members',
    topic: 'assembly.party-members',
    bodyKinds,
    parameters: { ...atTheMeeting, smallestCount },
  },
  {
    ...generic,
    id: 'default.assembly.party-branch',
    topic: 'assembly.party-branch',
    bodyKinds,
    parameters: { ...atTheMeeting, smallestCount, quorum: half, passesWithOfPresent: half },
  },
  {
    ...generic,
    id: 'default.assembly.committees',
    topic: 'assembly.committees',
    bodyKinds,
    parameters: { ...atTheMeeting, smallestCount, quorum: half, passesWithOfPresent: half },
  },
  {
    ...generic,
    id: 'default.assembly.collective-members',
    topic: 'assembly.collective-members',
    bodyKinds: collectives,
    parameters: {
      ...ofPublishedRoll,
      meetsWithin: calendarDays(30),
      proxiesPerPerson: 3,
      proxyLodgedBefore: lastingDays(1),
      proxyAnnouncedOrVoid: true,
    },
  },
  {
    ...generic,
    id: 'default.assembly.collective-delegates',
    topic: 'assembly.collective-delegates',
    // The register keeps one roll of delegates in a village: its collective's. A group's collective meets in full.
    bodyKinds: ['collective'],
    parameters: { ...everyWay, smallestCount, notice: lastingDays(3) },
  },
];

const publications = { 'decision-published': 'publication', 'result-published': 'report' } as const;
const branch = ['party-secretary'] as const;
const committee = ['committee-chair', 'committee-member', 'party-secretary', 'clerk'] as const;
const board = ['collective-chair', 'collective-director'] as const;
/** The secretary's office is the village's and does not reach a collective, whose own chair records what the branch did. */
const branchForBoard = [...branch, 'collective-chair'] as const;

const formsOfSteps = {
  'party-branch-proposes': 'meeting',
  'committees-consult': 'meeting',
  'comments-invited': 'discussion',
  discussion: 'discussion',
  'party-members-deliberate': 'meeting',
  'assembly-decides': 'ballot',
  'villagers-appraise': 'discussion',
  ...publications,
} as const;

const actors = (officers: typeof committee | typeof board, party: typeof branch | typeof branchForBoard) => ({
  'party-branch-proposes': party,
  'committees-consult': officers,
  'comments-invited': officers,
  discussion: officers,
  'party-members-deliberate': party,
  'assembly-decides': officers,
  'decision-published': officers,
  'villagers-appraise': officers,
  'result-published': officers,
});

const common = { forms: formsOfSteps, publishDecisionWithin: calendarDays(5) } as const;
const ofCommittee = { ...common, actors: actors(committee, branch) } as const;
const ofCollective = { ...common, actors: actors(board, branchForBoard) } as const;
const decision = ['assembly-decides', 'decision-published', 'result-published'] as const;

/** Forms and actors of steps, and procedures that no text at hand rules. */
const procedures: readonly CountyDefault[] = [
  {
    ...generic,
    id: 'default.deliberation',
    topic: 'deliberation.procedure',
    bodyKinds: committees,
    parameters: ofCommittee,
  },
  {
    ...generic,
    id: 'default.deliberation.collective',
    topic: 'deliberation.procedure',
    bodyKinds: ['collective'],
    parameters: ofCollective,
  },
  {
    ...generic,
    id: 'default.simple-consultation',
    topic: 'procedure.simple-consultation',
    bodyKinds: committees,
    parameters: {
      ...ofCommittee,
      steps: ['discussion', 'assembly-decides', 'decision-published'],
      assemblies: { 'assembly-decides': ['villagers'] },
      withoutForce: ['assembly-decides'],
    },
  },
  {
    ...generic,
    id: 'default.simple-consultation.collective',
    topic: 'procedure.simple-consultation',
    bodyKinds: collectives,
    parameters: {
      ...ofCollective,
      steps: ['discussion', 'assembly-decides', 'decision-published'],
      assemblies: { 'assembly-decides': ['collective-members'] },
      withoutForce: ['assembly-decides'],
    },
  },
  {
    ...generic,
    id: 'default.collective-decision',
    topic: 'procedure.collective-decision',
    bodyKinds: collectives,
    parameters: {
      ...ofCollective,
      steps: decision,
      assemblies: { 'assembly-decides': ['collective-members', 'collective-delegates'] },
    },
  },
  {
    ...generic,
    id: 'default.household-consultation',
    topic: 'procedure.household-consultation',
    bodyKinds: committees,
    parameters: {
      ...ofCommittee,
      steps: ['discussion', ...decision],
      assemblies: { 'assembly-decides': ['households'] },
      matters: ['general', 'public-works', 'budget'],
    },
  },
  {
    ...generic,
    id: 'default.group-decision',
    version: 2,
    topic: 'procedure.group-decision',
    bodyKinds: ['villagers-committee'],
    parameters: { ...ofCommittee, steps: decision, assemblies: { 'assembly-decides': ['group', 'households'] } },
  },
  {
    ...generic,
    id: 'default.election',
    topic: 'procedure.election',
    bodyKinds: ['villagers-committee'],
    parameters: {
      ...ofCommittee,
      steps: ['assembly-decides', 'decision-published'],
      assemblies: { 'assembly-decides': ['electors'] },
      matters: ['election'],
    },
  },
];

const participation: readonly CountyDefault[] = [
  {
    ...generic,
    id: 'default.consultation.topic',
    topic: 'consultation.topic',
    bodyKinds,
    parameters: { by: ['registration', 'residence'] },
  },
  {
    ...generic,
    id: 'default.consultation.poll',
    topic: 'consultation.poll',
    bodyKinds,
    parameters: {
      passesWithOfCast: half,
      channels: ['online', 'meeting', 'show-of-hands', 'paper'],
      secrecy: ['open', 'secret'],
      smallestCount,
    },
  },
  {
    ...generic,
    id: 'default.suggestion.answer',
    topic: 'suggestion.answer',
    bodyKinds,
    parameters: { answerWithin: calendarDays(15) },
  },
  {
    ...generic,
    id: 'default.comment.appeal',
    topic: 'comment.appeal',
    bodyKinds,
    parameters: { decideWithin: calendarDays(7) },
  },
  {
    ...generic,
    id: 'default.token.dispute',
    topic: 'token.dispute',
    bodyKinds,
    parameters: { decideWithin: calendarDays(3) },
  },
];

/** What a county takes for consultation where no rule says it; none of it is law. */
export const consultationDefaults: readonly CountyDefault[] = [...conduct, ...procedures, ...participation];
