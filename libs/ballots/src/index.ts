export { issuersNeeded, keysNeeded } from './hands.ts';
export {
  daysForIssuers,
  issuersGivenUpAt,
  mergeChannels,
  smallChannels,
  tooFewOnline,
  type ChannelCount,
  type ChosenWays,
  type OneChannel,
  type TooFew,
} from './channels.ts';
export { checkChoice, mostChosen, optionsOf, votedFor } from './choice.ts';
export { addCounts, countVotes, type Count, type OptionVotes } from './count.ts';
export { needed, type Share } from './needed.ts';
export { decideOutcome, type OutcomeQuestion } from './outcome.ts';
export { agree, checkProtocol, countOfProtocol, writeInOption, type NamedEntry } from './protocol.ts';
export { ballotsRefusals } from './refusals.ts';
export { rollRoot } from './roll-root.ts';
export { fillSeats, type Contender, type Seated } from './seats.ts';
export {
  tallyBallot,
  type AgreedProtocols,
  type CountedBallot,
  type Granted,
  type OpenedBallot,
  type ProtocolChannel,
} from './tally.ts';
