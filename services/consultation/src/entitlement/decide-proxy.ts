import type { EntitlementEvent } from '@cunjian/contracts';
import { refuse, type Refused } from '@cunjian/kernel';
import { checkChannel, checkNotClosed, refuseTaken } from './check-right.ts';
import { citationOf, type CommandOf } from './command.ts';
import type { Entitlement } from './entitlement.ts';
import { withoutLapsed } from './lapsed-token.ts';

type Lodge = CommandOf<'lodge-proxy'>;

const isCandidate = ({ right, proxy }: Lodge): boolean => {
  const { question } = right.terms;
  return question.kind === 'election' && question.candidates.some(({ person }) => person === proxy);
};

/** Limits of the rule, each with its citation. */
const checkLimits = (command: Lodge): Refused | undefined => {
  const { right, look, announced, proxy } = command;
  const { rule } = right.terms;
  const limits = rule.proxies;
  const citation = citationOf(rule);
  if (limits === undefined) return refuse('proxy.not-allowed', { citation });
  if (proxy === right.person) return refuse('proxy.self', {}, 'proxy');
  if (!look.isOnRoll) return refuse('proxy.not-on-roll', {}, 'proxy');
  if (limits.withinHouseholdOnly && !look.sharesHousehold)
    return refuse('proxy.other-household', { citation }, 'proxy');
  if (limits.nearRelativesOnly && !look.isNearRelative) return refuse('proxy.no-relative', { citation }, 'proxy');
  if (limits.candidatesExcluded && isCandidate(command)) return refuse('proxy.candidate', { citation }, 'proxy');
  if (look.held >= limits.perPerson) return refuse('proxy.too-many', { limit: limits.perPerson, citation }, 'proxy');
  if (look.until !== undefined && right.now >= look.until.endsAt)
    return refuse('proxy.too-late', { until: look.until.lastDay, citation });
  // A proxy that was not announced is void: so none is lodged.
  return limits.announcedOrVoid && !announced ? refuse('proxy.not-announced', { citation }, 'announced') : undefined;
};

/** 委托投票: lodged by an officer, from the paper that the principal signed. */
export const lodgeProxy = (command: Lodge, state: Entitlement): readonly EntitlementEvent[] | Refused => {
  const { right, proxy, scan, announced } = command;
  const { ballot, person } = right;
  const refused = checkNotClosed(right) ?? checkChannel(right, 'proxy');
  if (refused !== undefined) return refused;
  const { free, lapsed } = withoutLapsed(state, right);
  // Whether she has voted is told last: only who would lodge it learns that it can't be.
  const limited = checkLimits(command);
  if (limited !== undefined) return limited;
  if (free.form !== 'none') return refuseTaken(free);
  const paper = scan === undefined ? {} : { scan };
  const lodged: EntitlementEvent = {
    type: 'proxy-lodged',
    data: { ballot, person, proxy, ...paper, announced },
  };
  return [...lapsed, lodged];
};
