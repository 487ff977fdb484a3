import type { Arithmetic, Share, StepVoting } from './queries.ts';

type Say = (key: string, named: Record<string, unknown>) => string;
const key = (name: string): string => `consultation.proceeding.${name}`;

/** `超过到会人数的 1/2`, `at least 2/3 of all members`. */
const shareText = (say: Say, { numerator, denominator, orMore }: Share, of: Arithmetic['majorityOf']): string =>
  say(key(orMore ? 'shareLeast' : 'shareMore'), { n: numerator, d: denominator, of: say(key(`of.${of}`), {}) });

/** How an assembly decides, in one sentence. */
export const votingText = (say: Say, { quorum, majority, majorityOf }: StepVoting): string => {
  const passes = shareText(say, majority, majorityOf);
  return quorum === null
    ? say(key('ruleNoQuorum'), { majority: passes })
    : say(key('rule'), { quorum: shareText(say, quorum, 'MEMBERS'), majority: passes });
};

export const votesFor = ({ votes }: Arithmetic, option: string): number =>
  votes.find((one) => one.option === option)?.votes ?? 0;
