import { circleOf } from '@cunjian/access';
import { refuse, type Refused } from '@cunjian/kernel';
import type { DispatchedCommand } from '@cunjian/processing';
import { carryOut } from '@cunjian/service-kit/acting';
import { ballotIn, resourceOfTerms } from '../api/ballot-look-ups.ts';
import type { Consultation } from '../consultation-context.ts';
import { tokenNoticeDecider, tokenNoticeStream } from './token-notice.ts';

export const markTokenDisputeOverdue = async (
  consultation: Consultation,
  dispatched: DispatchedCommand,
): Promise<'done' | Refused> => {
  const { ballot, person } = dispatched.data as { readonly ballot: string; readonly person: string };
  const found = await ballotIn(consultation, ballot);
  if (found === undefined) return refuse('ballot.unknown');
  const { division, body } = found.terms;
  return carryOut(consultation, dispatched, {
    ...{ stream: tokenNoticeStream(ballot, person), decider: tokenNoticeDecider },
    command: { do: 'mark-overdue', ballot, person },
    ...{ division, body, audience: circleOf(resourceOfTerms(found.terms)) },
  });
};
