import type { AssemblyKind, DeliberationStep, RuleUse } from '@cunjian/contracts';

/** For the texts of refusals. */
export const stepNames: Readonly<Record<DeliberationStep, { readonly zh: string; readonly en: string }>> = {
  'party-branch-proposes': { zh: '村党组织提议', en: "the party branch's proposal" },
  'committees-consult': { zh: '村两委商议', en: 'the consultation of the two committees' },
  'comments-invited': { zh: '公开征求意见', en: 'the invitation of comments' },
  discussion: { zh: '讨论', en: 'the discussion' },
  'party-members-deliberate': { zh: '党员大会审议', en: "the party members' deliberation" },
  'assembly-decides': { zh: '会议决议', en: "the assembly's decision" },
  'decision-published': { zh: '决议公开', en: 'the publication of the decision' },
  'villagers-appraise': { zh: '村民评议', en: "the villagers' appraisal" },
  'result-published': { zh: '实施结果公开', en: 'the publication of the result' },
};

export const assemblyNames: Readonly<Record<AssemblyKind, { readonly zh: string; readonly en: string }>> = {
  villagers: { zh: '村民会议', en: "the villagers' assembly" },
  households: { zh: '户代表会议', en: "the meeting of households' representatives" },
  representatives: { zh: '村民代表会议', en: "the representatives' assembly" },
  group: { zh: '村民小组会议', en: "the villagers' group" },
  'party-members': { zh: '党员大会', en: "the party members' meeting" },
  'party-branch': { zh: '党支部委员会', en: "the party branch's committee" },
  committees: { zh: '村两委联席会议', en: 'the two committees' },
  'collective-members': { zh: '成员大会', en: "the collective's members" },
  'collective-delegates': { zh: '成员代表大会', en: "the collective's delegates" },
  electors: { zh: '选民', en: 'the electors' },
};

/** As a reader looks them up; each once. A county's default says that it is none. */
export const citationsOf = (rules: readonly RuleUse[]): string =>
  [...new Set(rules.map(({ citation }) => citation))].join('；');
