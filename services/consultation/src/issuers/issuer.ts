import type { IssueRequest, IssuerKeys } from '@cunjian/secret-ballot/node';
import type { Refused } from '@cunjian/kernel';

/** One of the two that sign tokens, wherever it runs. All calls may be repeated. */
export interface Issuer {
  /** Its place among the two. */
  readonly issuer: 'deployment' | 'second';
  /** Who runs it, in the words that villagers read. */
  readonly hands: string;
  /** Makes the keys of a ballot. Refuses `issuer.unreachable`. */
  prepare(ballot: string): Promise<IssuerKeys | Refused>;
  /** Refuses as `BlindIssuer.issue`, `issuer.unreachable`, `issuer.busy`. */
  issue(request: IssueRequest): Promise<string | Refused>;
  /** Ends it for a ballot, for ever: the signed statement. */
  end(ballot: string): Promise<string | Refused>;
  close(): Promise<void>;
}

/** In the order in which a ballot's opening names them. */
export type Issuers = readonly [Issuer, Issuer];

/** Signed in one write. */
export const maxIssueBatch = 200;
/** Beyond it `issuer.busy`; a voter's page asks again. */
export const maxWaitingIssues = 20_000;
