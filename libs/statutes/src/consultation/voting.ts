import type { AssemblyKind, Channel, Matter, RuleTerm, VotingRule } from '@cunjian/contracts';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import { dateInShanghai } from '../shanghai-date.ts';
import type { Share } from '../quantities.ts';
import type { RuleBook, RuleInForce } from '../rule-book.ts';
import { ask, citationsOf, usesOf, type RuleQuestion } from '../uses.ts';
import type { ParametersOf } from '../topics.ts';
import { electionRule } from './election.ts';
import { pollRuleInForce } from './participation.ts';

export interface VotingQuestion extends RuleQuestion {
  readonly assembly: AssemblyKind;
  readonly matter: Matter;
  /** Of a villagers' group: its adults, or its households. */
  readonly ofGroup?: boolean | undefined;
}

/** A ballot as its opening has it, as far as its rule depends on it. */
export interface BallotUnderRule extends Omit<VotingQuestion, 'assembly' | 'date' | 'ofGroup'> {
  readonly rule: Pick<VotingRule, 'assembly'>;
  readonly binding: boolean;
  /** A step of it. */
  readonly proceeding?: string | undefined;
  /** Which, of a group's ballot. */
  readonly group?: string | undefined;
}

export type OneOf = VotingRule['majority']['of'];

/** What the topic of an assembly gives of its quorum, majority and notice. */
interface Decides {
  readonly rule: RuleInForce;
  readonly quorum?: Share | undefined;
  readonly majority?: Share | undefined;
  readonly of: OneOf;
  readonly notice?: RuleTerm | undefined;
  readonly conduct: Conduct;
  readonly proxies?: VotingRule['proxies'];
}

interface Conduct {
  readonly channels?: readonly Channel[] | undefined;
  readonly secrecy?: VotingRule['secrecy'] | readonly ('open' | 'secret')[] | undefined;
  readonly smallestCount?: number | undefined;
  readonly rollPublished?: RuleTerm | undefined;
  readonly objectWithin?: RuleTerm | undefined;
  readonly decideWithin?: RuleTerm | undefined;
}

type ProxyParameters = Pick<
  ParametersOf<'assembly.villagers'>,
  'proxiesPerPerson' | 'proxyWithinHouseholdOnly' | 'proxyLodgedBefore' | 'proxyAnnouncedOrVoid'
>;

const proxiesOf = ({
  proxiesPerPerson: perPerson = 0,
  proxyWithinHouseholdOnly,
  proxyLodgedBefore: lodgedBefore,
  proxyAnnouncedOrVoid,
}: ProxyParameters): Pick<Decides, 'proxies'> =>
  perPerson === 0
    ? {}
    : {
        proxies: {
          perPerson,
          withinHouseholdOnly: proxyWithinHouseholdOnly === true,
          nearRelativesOnly: false,
          candidatesExcluded: false,
          ...(lodgedBefore && { lodgedBefore }),
          announcedOrVoid: proxyAnnouncedOrVoid === true,
        },
      };

const ofVillagers = (book: RuleBook, question: VotingQuestion): Decides => {
  const rule = ask(book, 'assembly.villagers', question);
  const { quorumOfAdults, quorumOfHouseholds, passesWithOfPresent, notice } = rule.parameters;
  const quorum = question.assembly === 'households' ? quorumOfHouseholds : quorumOfAdults;
  return {
    rule,
    quorum,
    majority: passesWithOfPresent,
    of: 'present',
    notice,
    conduct: rule.parameters,
    ...proxiesOf(rule.parameters),
  };
};

const ofRepresentatives = (book: RuleBook, question: VotingQuestion): Decides | Refused => {
  const rule = ask(book, 'assembly.representatives', question);
  const { reservedToVillagers = [], quorum, passesWithOfPresent, notice } = rule.parameters;
  if (reservedToVillagers.some((matter) => matter === question.matter))
    return reserved(question, 'villagers', citationsOf(rule));
  return { rule, quorum, majority: passesWithOfPresent, of: 'present', notice, conduct: rule.parameters };
};

const ofGroup = (book: RuleBook, question: VotingQuestion): Decides | Refused => {
  const rule = ask(book, 'assembly.group', question);
  const { decides = [], quorumOfAdults, quorumOfHouseholds, passesWithOfPresent, notice } = rule.parameters;
  if (rule.statutory && !decides.includes(question.matter)) return reserved(question, 'villagers', citationsOf(rule));
  return {
    rule,
    quorum: question.assembly === 'households' ? quorumOfHouseholds : quorumOfAdults,
    majority: passesWithOfPresent,
    of: 'present',
    notice,
    conduct: rule.parameters,
  };
};

const ofParty = (book: RuleBook, question: VotingQuestion): Decides => {
  const rule = ask(book, 'assembly.party-members', question);
  const { quorumOfVoting, passesWithOfDue, notice } = rule.parameters;
  return { rule, quorum: quorumOfVoting, majority: passesWithOfDue, of: 'members', notice, conduct: rule.parameters };
};

const ofCommittee = (
  book: RuleBook,
  topic: 'assembly.party-branch' | 'assembly.committees',
  question: VotingQuestion,
) => {
  const rule = ask(book, topic, question);
  const { quorum, passesWithOfPresent } = rule.parameters;
  return { rule, quorum, majority: passesWithOfPresent, of: 'present', conduct: rule.parameters } as const;
};

const ofCollective = (book: RuleBook, question: VotingQuestion): Decides => {
  const rule = ask(book, 'assembly.collective-members', question);
  const { parameters } = rule;
  const isSpecial = parameters.specialMatters?.includes(question.matter) === true;
  const channels = parameters.channels ?? [];
  return {
    rule,
    quorum: parameters.quorumOfMembers,
    majority: (isSpecial ? parameters.passesWithOfAllWhereSpecial : undefined) ?? parameters.passesWithOfAll,
    of: 'members',
    notice: parameters.notice,
    conduct: {
      ...parameters,
      channels:
        parameters.onlineAttendanceCounts === true && !channels.includes('online') ? ['online', ...channels] : channels,
    },
    ...proxiesOf(parameters),
  };
};

const ofDelegates = (book: RuleBook, question: VotingQuestion): Decides | Refused => {
  const rule = ask(book, 'assembly.collective-delegates', question);
  const { reservedToMembers = [], quorum, passesWithOfAll, notice } = rule.parameters;
  if (reservedToMembers.includes(question.matter)) return reserved(question, 'collective-members', citationsOf(rule));
  return { rule, quorum, majority: passesWithOfAll, of: 'members', notice, conduct: rule.parameters };
};

const reserved = ({ assembly, matter }: VotingQuestion, decides: AssemblyKind, citation: string): Refused =>
  refuse('voting.reserved-matter', { assembly, matter, decides, citation }, 'assembly');

const decidesOf = (book: RuleBook, question: VotingQuestion): Decides | Refused => {
  switch (question.assembly) {
    case 'households':
      return question.ofGroup === true ? ofGroup(book, question) : ofVillagers(book, question);
    case 'villagers':
    case 'electors':
      return ofVillagers(book, question);
    case 'representatives':
      return ofRepresentatives(book, question);
    case 'group':
      return ofGroup(book, question);
    case 'party-members':
      return ofParty(book, question);
    case 'party-branch':
      return ofCommittee(book, 'assembly.party-branch', question);
    case 'committees':
      return ofCommittee(book, 'assembly.committees', question);
    case 'collective-members':
      return ofCollective(book, question);
    case 'collective-delegates':
      return ofDelegates(book, question);
  }
};

const noRule = ({ assembly, date }: VotingQuestion): Refused =>
  refuse('voting.no-rule', { assembly, date }, 'assembly');

const deliberates = (assembly: AssemblyKind): boolean =>
  assembly === 'party-members' || assembly === 'party-branch' || assembly === 'committees';

/** Whether a body of this kind decides the matter at all, and an election by its electors alone. */
const misplaced = (book: RuleBook, question: VotingQuestion): RuleInForce<'assembly.matters'> | Refused => {
  const { assembly, matter, bodyKind } = question;
  const rule = ask(book, 'assembly.matters', question);
  const { decides } = rule.parameters;
  if (decides === undefined) return refuse('voting.no-rule', { assembly, date: question.date }, 'assembly');
  if (!decides.includes(matter))
    return refuse('voting.other-body', { matter, bodyKind, citation: citationsOf(rule) }, 'matter');
  if ((matter === 'election') !== (assembly === 'electors') && !(deliberates(assembly) && matter !== 'election'))
    return reserved(question, matter === 'election' ? 'electors' : 'villagers', citationsOf(rule));
  return rule;
};

const ruleOf = ({ rule, quorum, majority, of, notice, conduct, proxies }: Decides, question: VotingQuestion) => {
  const { channels = [], secrecy = [], smallestCount = 1, rollPublished, objectWithin, decideWithin } = conduct;
  if (majority === undefined || channels.length === 0 || secrecy.length === 0) return noRule(question);
  return {
    assembly: question.assembly,
    rules: usesOf(rule),
    ...(quorum && { quorum }),
    majority: { of, share: majority },
    ...(notice && { notice }),
    ...(rollPublished && { rollPublished }),
    ...(objectWithin && { objectWithin }),
    ...(decideWithin && { decideWithin }),
    channels: proxies === undefined ? [...channels] : [...channels, 'proxy' as const],
    secrecy: [...secrecy],
    ...(proxies && { proxies }),
    smallestCount,
    voidWhereMoreReturnedThanIssued: true,
  } satisfies VotingRule;
};

/** By which rule such a ballot is held where it was called, or its procedure begun, at that instant. Refuses as `votingRuleInForce`. */
export const ballotRuleInForce = (book: RuleBook, ballot: BallotUnderRule, time: string): VotingRule | Refused => {
  const { matter, body, bodyKind, division, binding, proceeding, group, rule } = ballot;
  const of = { assembly: rule.assembly, matter, body, bodyKind, division, ofGroup: group !== undefined };
  const question = { ...of, date: dateInShanghai(time) };
  return proceeding !== undefined && !binding ? pollRuleInForce(book, question) : votingRuleInForce(book, question);
};

/**
 * How an assembly decides a matter, by the rules in force for the body on that day. Refuses with the citation:
 * `voting.other-body` (no body of this kind decides it), `voting.reserved-matter` (another assembly alone decides it),
 * `voting.no-rule`.
 */
export const votingRuleInForce = (book: RuleBook, question: VotingQuestion): VotingRule | Refused => {
  const matters = misplaced(book, question);
  if (isRefused(matters)) return matters;
  if (question.assembly === 'electors') return electionRule(book, question) ?? noRule(question);
  const decides = decidesOf(book, question);
  if (isRefused(decides)) return decides;
  return ruleOf(decides, question);
};
