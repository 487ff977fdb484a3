import type {
  AssemblyKind,
  DeliberationStep,
  Matter,
  ProcedureKind,
  ProcedureRule,
  ProcedureStepRule,
  VotingRule,
} from '@cunjian/contracts';
import { deliberationSteps } from '@cunjian/contracts';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import type { RuleBook } from '../rule-book.ts';
import { ask, citationsOf, usesOf, type RuleQuestion } from '../uses.ts';
import { pollRuleInForce } from './participation.ts';
import { votingRuleInForce, type VotingQuestion } from './voting.ts';

export interface ProcedureQuestion extends RuleQuestion {
  readonly kind: ProcedureKind;
  readonly matter: Matter;
}

const topicOf = {
  'four-deliberations': 'deliberation.procedure',
  'simple-consultation': 'procedure.simple-consultation',
  'collective-decision': 'procedure.collective-decision',
  'household-consultation': 'procedure.household-consultation',
  'group-decision': 'procedure.group-decision',
  election: 'procedure.election',
} as const satisfies Record<ProcedureKind, string>;

/** Each of the assemblies that may take the step on this matter; the refusal where none may. */
const rulesOfStep = (
  book: RuleBook,
  question: ProcedureQuestion & Pick<VotingQuestion, 'ofGroup'>,
  assemblies: readonly AssemblyKind[],
  binding: boolean,
): VotingRule[] | Refused => {
  const asked = assemblies.map((assembly) =>
    binding ? votingRuleInForce(book, { ...question, assembly }) : pollRuleInForce(book, { ...question, assembly }),
  );
  const allowed = asked.filter((rule): rule is VotingRule => !isRefused(rule));
  const [refused] = asked.filter(isRefused);
  return allowed.length === 0 && refused !== undefined ? refused : allowed;
};

/** 公开征求意见 comes before a vote on the collective's assets, where a rule gives days for it. */
const commentsBeforeVote = (book: RuleBook, question: ProcedureQuestion) => {
  if (question.matter !== 'collective-assets') return undefined;
  const rule = ask(book, 'collective.assets', question);
  return rule.parameters.commentsBeforeVote && { rule, term: rule.parameters.commentsBeforeVote };
};

/**
 * A procedure by the rules in force for its body on that day. Refuses `procedure.no-rule`, `procedure.other-matter`, and
 * as `votingRuleInForce` where no assembly of a step may decide the matter.
 */
export const procedureInForce = (book: RuleBook, question: ProcedureQuestion): ProcedureRule | Refused => {
  const { kind, matter, bodyKind, date } = question;
  const ofGroup = kind === 'group-decision';
  const rule = ask(book, topicOf[kind], question);
  const { steps = [], forms = {}, assemblies = {}, actors = {}, ...terms } = rule.parameters;
  if (steps.length === 0) return refuse('procedure.no-rule', { kind, bodyKind, date }, 'kind');
  if (terms.matters !== undefined && !terms.matters.includes(matter))
    return refuse('procedure.other-matter', { kind, matter, citation: citationsOf(rule) }, 'matter');
  const comments = commentsBeforeVote(book, question);
  const all = comments === undefined ? steps : inOrder([...steps, 'comments-invited']);
  const taken: ProcedureStepRule[] = [];
  for (const step of all) {
    const binding = terms.withoutForce?.includes(step) !== true;
    const decides = rulesOfStep(book, { ...question, ofGroup }, assemblies[step] ?? [], binding);
    if (isRefused(decides)) return decides;
    taken.push({
      step,
      form: forms[step] ?? 'report',
      decides,
      actors: [...(actors[step] ?? [])],
      ...(comments !== undefined && all[taken.length - 1] === 'comments-invited' && { after: comments.term }),
      ...(step === 'decision-published' && terms.publishDecisionWithin && { within: terms.publishDecisionWithin }),
      mayMergeWithNext: terms.mayMergeWithNext?.includes(step) === true,
      binding,
    });
  }
  return { kind, rules: comments === undefined ? usesOf(rule) : usesOf(rule, comments.rule), steps: taken };
};

const inOrder = (steps: readonly DeliberationStep[]): readonly DeliberationStep[] =>
  deliberationSteps.filter((step) => steps.includes(step));
