import { createProcedures } from '@cunjian/service-kit';
import { ballotCommands } from './api/ballot-commands.ts';
import { ballotQueries } from './api/ballot-queries.ts';
import { commentQueries } from './api/comment-queries.ts';
import { commentCommands } from './api/comments.ts';
import { consultationStatistics } from './api/consultation-statistics.ts';
import { meetingQueries } from './api/meeting-queries.ts';
import { proceedingQueries } from './api/proceeding-queries.ts';
import { proceedingCommands } from './api/proceedings.ts';
import { resolutionQueries } from './api/resolution-queries.ts';
import { resolutionCommands } from './api/resolutions.ts';
import { entitlementCommands } from './api/entitlement-commands.ts';
import { protocolCommands } from './api/protocol-commands.ts';
import { readsOfCaller } from './api/reads.ts';
import { rollCommands } from './api/roll-commands.ts';
import { rollQueries } from './api/roll-queries.ts';
import { suggestionQueries } from './api/suggestion-queries.ts';
import { suggestionCommands } from './api/suggestions.ts';
import { tokenNoticeCommands, tokenNoticeQueries } from './api/token-notices.ts';
import { topicQueries } from './api/topic-queries.ts';
import { topicCommands } from './api/topics.ts';
import { secretBallotCommands } from './api/secret-ballot-commands.ts';
import { secretBallotQueries } from './api/secret-ballot-queries.ts';
import type { Consultation } from './consultation-context.ts';

/** Every procedure: parse → authorise → handle or query. */
export const createApi = (consultation: Consultation) => {
  const { resolveCaller, readGate } = consultation.runtime;
  const procedures = createProcedures(resolveCaller, readGate);
  const { router } = procedures;
  return router({
    secretBallots: router({
      ...secretBallotCommands(consultation, procedures),
      ...secretBallotQueries(consultation, procedures),
      ...tokenNoticeCommands(consultation, procedures),
      ...tokenNoticeQueries(consultation, procedures),
    }),
    ballots: router({
      ...ballotCommands(consultation, procedures),
      ...entitlementCommands(consultation, procedures),
      ...protocolCommands(consultation, procedures),
      ...ballotQueries(consultation, procedures),
    }),
    rolls: router({ ...rollCommands(consultation, procedures), ...rollQueries(consultation, procedures) }),
    topics: router({ ...topicCommands(consultation, procedures), ...topicQueries(consultation, procedures) }),
    suggestions: router({
      ...suggestionCommands(consultation, procedures),
      ...suggestionQueries(consultation, procedures),
    }),
    comments: router({ ...commentCommands(consultation, procedures), ...commentQueries(consultation, procedures) }),
    proceedings: router({
      ...proceedingCommands(consultation, procedures),
      ...proceedingQueries(consultation, procedures),
    }),
    resolutions: router({
      ...resolutionCommands(consultation, procedures),
      ...resolutionQueries(consultation, procedures),
    }),
    meetings: router(meetingQueries(consultation, procedures)),
    statistics: router(consultationStatistics(consultation, procedures)),
    reads: router(readsOfCaller(consultation, procedures)),
  });
};

export type ConsultationRouter = ReturnType<typeof createApi>;
