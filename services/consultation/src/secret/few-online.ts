import { tooFewOnline, type TooFew } from '@cunjian/ballots';
import type { ServiceRuntime } from '@cunjian/service-kit';
import { loadStream } from '@cunjian/service-kit/acting';
import type { OpenedTerms } from '../ballot/ballot.ts';
import { chosenWays } from '../ballot/votes-of.ts';
import type { BallotBox } from '../box/ballot-box.ts';
import { boxStream } from './box-parts.ts';

interface WithRuntime {
  readonly runtime: ServiceRuntime;
}

/** Whether anything was cast: in the box, or in the log where the box was emptied since. */
export const hasCast = async (
  service: WithRuntime,
  box: Pick<BallotBox, 'page'> | undefined,
  ballot: string,
): Promise<boolean> => {
  const [first] = (await box?.page(ballot, undefined, 1)) ?? [];
  return first !== undefined || (await loadStream(service, boxStream(ballot))).length > 0;
};

/**
 * Which channel too few chose, where its tokens are closed and the online one is called off for it. What is cast already is
 * counted: a deployment whose release knew of no least number may have taken it.
 */
export const fewOnline = async (
  service: WithRuntime,
  box: Pick<BallotBox, 'page'> | undefined,
  { ballot, rule }: Pick<OpenedTerms, 'ballot' | 'rule'>,
): Promise<TooFew | undefined> => {
  const few = tooFewOnline(await chosenWays(service, ballot), rule.smallestCount);
  return few !== undefined && (await hasCast(service, box, ballot)) ? undefined : few;
};
