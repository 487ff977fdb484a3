import { eraseValues } from '@cunjian/service-kit/acting';
import type { Dispatch } from '@cunjian/processing';
import { onBallotByTheClock } from './ballot/by-the-clock.ts';
import type { Consultation } from './consultation-context.ts';
import { markResolutionOverdue, takeBallotStep, takePublicationStep } from './dispatch-proceedings.ts';
import { markAssemblyOverdue, markSuggestionOverdue, takeUpSuggestion } from './dispatch-topics.ts';
import { closeTokens } from './secret/close-tokens.ts';
import { emptyBox } from './secret/empty-box.ts';
import { grantAgain } from './secret/grant-token.ts';
import { markTokenDisputeOverdue } from './secret/mark-dispute-overdue.ts';

/** Carries out what the reactions ask for. */
export const createDispatch =
  (consultation: Consultation): Dispatch =>
  async (command) => {
    switch (command.type) {
      case 'erase-values':
        return eraseValues(consultation, command);
      case 'grant-token':
        return grantAgain(consultation, command);
      case 'close-tokens':
        return closeTokens(consultation, command);
      case 'empty-box':
        return emptyBox(consultation, command);
      case 'take-ballot-step':
        return takeBallotStep(consultation, command);
      case 'take-publication-step':
        return takePublicationStep(consultation, command);
      case 'mark-resolution-overdue':
        return markResolutionOverdue(consultation, command);
      case 'mark-assembly-overdue':
        return markAssemblyOverdue(consultation, command);
      case 'mark-suggestion-overdue':
        return markSuggestionOverdue(consultation, command);
      case 'mark-token-dispute-overdue':
        return markTokenDisputeOverdue(consultation, command);
      case 'take-up-suggestion':
        return takeUpSuggestion(consultation, command);
      case 'open-ballot':
      case 'close-ballot':
      case 'freeze-roll':
      case 'settle-channels':
      case 'count-ballot':
        return onBallotByTheClock(consultation, command);
      default:
        throw new Error(`no reaction of this service asks for ${command.type}`);
    }
  };
