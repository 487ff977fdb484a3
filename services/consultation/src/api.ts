import { createProcedures } from '@cunjian/service-kit';
import { commentQueries } from './api/comment-queries.ts';
import { commentCommands } from './api/comments.ts';
import { topicQueries } from './api/topic-queries.ts';
import { topicCommands } from './api/topics.ts';
import { secretBallotCommands, secretBallotQueries } from './api/secret-ballots.ts';
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
    }),
    topics: router({ ...topicCommands(consultation, procedures), ...topicQueries(consultation, procedures) }),
    comments: router({ ...commentCommands(consultation, procedures), ...commentQueries(consultation, procedures) }),
  });
};

export type ConsultationRouter = ReturnType<typeof createApi>;
