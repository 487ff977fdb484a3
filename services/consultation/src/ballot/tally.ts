import { tallyBallot, type Granted } from '@cunjian/ballots';
import type { CountedBallot, OpenedTerms, ProtocolChannel, Protocols } from './ballot.ts';

export type { Granted };

/** Protocols that are still to be entered, and agreed, before anything can be counted. */
export const awaitedProtocols = (protocols: Protocols, { papers, hands }: Granted): readonly ProtocolChannel[] => {
  const awaited: ProtocolChannel[] = [];
  if (papers > 0 && protocols.paper?.agreed === undefined) awaited.push('paper');
  if (hands > 0 && protocols['show-of-hands']?.agreed === undefined) awaited.push('show-of-hands');
  return awaited;
};

/** By the library that the page and the command line recount with. */
export const tally = (opened: OpenedTerms, protocols: Protocols, granted: Granted): CountedBallot => {
  const { paper, 'show-of-hands': hands } = protocols;
  return tallyBallot(
    opened,
    { ...(paper?.agreed && { paper: paper.agreed }), ...(hands?.agreed && { 'show-of-hands': hands.agreed }) },
    granted,
  );
};
