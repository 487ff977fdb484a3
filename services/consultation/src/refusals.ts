import type { RefusalTexts } from '@cunjian/contracts';
import { ballotRefusals } from './refusals/ballot.ts';
import { ballotCallRefusals } from './refusals/ballot-call.ts';
import { commentRefusals } from './refusals/comment.ts';
import { secretBallotRefusals } from '@cunjian/secret-ballot';
import { secretRefusals } from './refusals/secret-refusals.ts';
import { entitlementRefusals } from './refusals/entitlement.ts';
import { questionRefusals } from './refusals/question.ts';
import { rollRefusals } from './refusals/roll.ts';
import { proceedingRefusals } from './refusals/proceeding.ts';
import { resolutionRefusals } from './refusals/resolution.ts';
import { suggestionRefusals } from './refusals/suggestion.ts';
import { topicRefusals } from './refusals/topic.ts';

/** The text of every refusal of this service. */
export const consultationRefusals: RefusalTexts = {
  ...secretBallotRefusals,
  ...secretRefusals,
  ...ballotRefusals,
  ...ballotCallRefusals,
  ...questionRefusals,
  ...rollRefusals,
  ...entitlementRefusals,
  ...topicRefusals,
  ...commentRefusals,
  ...proceedingRefusals,
  ...resolutionRefusals,
  ...suggestionRefusals,
};
