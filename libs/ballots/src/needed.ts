import type { VotingRule } from '@cunjian/contracts';

/** A part of a whole that must be reached (`orMore`) or exceeded. */
export type Share = VotingRule['majority']['share'];

/**
 * The smallest number that reaches the share of `base`: of 100, 51 exceeds a half and 67 reaches two thirds. Exact, in
 * integers. Of nobody no share is reached: `needed(share, 0)` is 1.
 */
export const needed = ({ numerator, denominator, orMore }: Share, base: number): number => {
  if (base === 0) return 1;
  const product = base * numerator;
  const whole = (product - (product % denominator)) / denominator;
  return orMore && whole * denominator === product ? whole : whole + 1;
};
