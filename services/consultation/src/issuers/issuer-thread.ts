import { workerData } from 'node:worker_threads';
import { openBlindIssuer, type BlindIssuerOptions, type IssueRequest } from '@cunjian/secret-ballot/node';
import { answerCalls } from '../threads/thread-calls.ts';

export type IssuerRequest =
  | { readonly kind: 'prepare'; readonly ballot: string }
  | { readonly kind: 'issue'; readonly requests: readonly IssueRequest[] }
  | { readonly kind: 'end'; readonly ballot: string };

const issuer = openBlindIssuer(workerData as BlindIssuerOptions);
answerCalls(
  (request: IssuerRequest) => {
    switch (request.kind) {
      case 'prepare':
        return issuer.prepare(request.ballot);
      case 'issue':
        return issuer.issue(request.requests);
      case 'end':
        return issuer.end(request.ballot);
    }
  },
  () => issuer.close(),
);
