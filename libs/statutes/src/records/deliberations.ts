import type { Rule } from '../rule.ts';

const steps = [
  'party-branch-proposes',
  'committees-consult',
  'party-members-deliberate',
  'assembly-decides',
  'decision-published',
  'result-published',
] as const;

const common = {
  version: 2,
  topic: 'deliberation.procedure',
  jurisdiction: { division: '' },
  rank: 'normative-document',
  citation: { title: '四议两公开', version: 'customary; local documents', articles: [] },
  effectiveFrom: '2010-01-01',
  status: 'carried-over',
} as const;

const before = {
  'party-branch-proposes': ['party-branch'],
  'committees-consult': ['committees'],
  'party-members-deliberate': ['party-members'],
} as const;

/** 四议两公开: which body takes which step. What the assembly may decide, the laws on it say. */
export const deliberations: readonly Rule[] = [
  {
    ...common,
    id: 'four-deliberations',
    bodyKinds: ['villagers-committee', 'residents-committee'],
    parameters: {
      steps,
      mayMergeWithNext: ['party-branch-proposes'],
      assemblies: { ...before, 'assembly-decides': ['villagers', 'households', 'representatives'] },
    },
  },
  {
    ...common,
    id: 'four-deliberations.collective',
    bodyKinds: ['collective'],
    parameters: {
      steps,
      mayMergeWithNext: ['party-branch-proposes'],
      assemblies: { ...before, 'assembly-decides': ['collective-members', 'collective-delegates'] },
    },
  },
];
