import type { RefusalTexts } from '@cunjian/contracts';
import { commentRefusals } from './refusals/comment.ts';
import { secretBallotRefusals } from '@cunjian/secret-ballot';
import { secretRefusals } from './refusals/secret-refusals.ts';
import { suggestionRefusals } from './refusals/suggestion.ts';
import { topicRefusals } from './refusals/topic.ts';

/** The text of every refusal of this service. */
export const consultationRefusals: RefusalTexts = {
  ...secretBallotRefusals,
  ...secretRefusals,
  ...topicRefusals,
  ...commentRefusals,
  ...suggestionRefusals,
};
