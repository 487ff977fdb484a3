import { eraseValuesIn } from '@cunjian/service-kit/acting';
import type { Reaction } from '@cunjian/processing';
import { closeBallots, countBallots, freezeRolls, openBallots } from './reactions/ballot-times.ts';
import { assemblyOverdue } from './reactions/assembly-overdue.ts';
import { eraseFileNames } from './reactions/erase-file.ts';
import { resolutionOverdue } from './reactions/resolution-overdue.ts';
import { stepByBallot, stepByPublication } from './reactions/steps-by-others.ts';
import { suggestionOverdue } from './reactions/suggestion-overdue.ts';
import { takeUpSuggestion } from './reactions/take-up-suggestion.ts';
import { tokenDisputeOverdue } from './reactions/token-dispute-overdue.ts';
import { closeTokenWindow, emptyBoxes, grantTokens, settleChannels } from './reactions/secret-ballots.ts';

/** Deadlines that this service's events set, and erasures. Run in the background thread; see `createDispatch`. */
export const consultationReactions: readonly Reaction[] = [
  eraseValuesIn('consultation'),
  eraseFileNames,
  assemblyOverdue,
  suggestionOverdue,
  takeUpSuggestion,
  freezeRolls,
  openBallots,
  closeBallots,
  countBallots,
  stepByBallot,
  stepByPublication,
  resolutionOverdue,
  grantTokens,
  closeTokenWindow,
  settleChannels,
  emptyBoxes,
  tokenDisputeOverdue,
];
