import { refuse, type Refused } from '@cunjian/kernel';
import type { BlindIssuerOptions, IssueRequest, IssuerKeys } from '@cunjian/secret-ballot/node';
import { createBatches } from '../threads/batches.ts';
import { callThread } from '../threads/thread-calls.ts';
import type { IssuerRequest } from './issuer-thread.ts';
import { maxIssueBatch, maxWaitingIssues, type Issuer } from './issuer.ts';

export interface EmbeddedIssuerOptions extends BlindIssuerOptions {
  readonly issuer: Issuer['issuer'];
  readonly hands: string;
}

type Answer = IssuerKeys | readonly (string | Refused)[] | string | Refused;

/** An issuer in a thread of this process: each signature takes a core 0.3 ms. */
export const openEmbeddedIssuer = ({ issuer, hands, ...options }: EmbeddedIssuerOptions): Issuer => {
  const thread = callThread<IssuerRequest, Answer>(new URL('./issuer-thread.ts', import.meta.url), options);
  const issue = createBatches<IssueRequest, string | Refused>({
    carryOut: async (requests) => (await thread.call({ kind: 'issue', requests })) as readonly (string | Refused)[],
    maxBatch: maxIssueBatch,
    maxWaiting: maxWaitingIssues,
    busy: () => refuse('issuer.busy'),
  });
  return {
    issuer,
    hands,
    prepare: async (ballot) => (await thread.call({ kind: 'prepare', ballot })) as IssuerKeys | Refused,
    issue,
    end: async (ballot) => (await thread.call({ kind: 'end', ballot })) as string | Refused,
    close: () => thread.close(),
  };
};
