import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import type { IssueRequest, IssuerKeys } from '@cunjian/secret-ballot/node';
import { z } from 'zod';
import { createBatches } from '../threads/batches.ts';
import { maxIssueBatch, maxWaitingIssues, type Issuer } from './issuer.ts';

export interface HttpIssuerOptions {
  readonly hands: string;
  /** Where `cunjian issuer` listens: https://town.example:4700. */
  readonly url: string;
  /** What it printed at its first start. */
  readonly token: string;
  readonly fetch?: typeof fetch;
}

/** Two hundred signatures take a slow machine a second. */
const maxAnswerMs = 15_000;
const maxAnswerBytes = 1_000_000;
const maxPreparedBallots = 1_000;

const refused = z.object({
  refused: z.tuple(
    [z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })],
    z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
  ),
});
const keys = z.object({ key: z.string(), vkey: z.string() });
const answers = z.array(z.union([z.string(), refused]));
const statement = z.union([z.string(), refused]);

/** The second issuer, a process in other hands. What it answers is believed only once a signature of it has been checked. */
export const openHttpIssuer = ({ hands, url, token, fetch: send = fetch }: HttpIssuerOptions): Issuer => {
  const unreachable = (): Refused => refuse('issuer.unreachable', { hands });

  const post = async <Schema extends z.ZodType>(
    path: string,
    body: unknown,
    schema: Schema,
  ): Promise<z.infer<Schema> | Refused> => {
    try {
      const response = await send(new URL(path, url), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(maxAnswerMs),
      });
      const text = await response.text();
      if (!response.ok || text.length > maxAnswerBytes) return unreachable();
      return schema.parse(JSON.parse(text));
    } catch {
      // Not there, too slow, or not an issuer: the caller asks again, and it answers what it answered before.
      return unreachable();
    }
  };

  /** Kept, so that a ballot opens at its time though the issuer is away just then: its keys were asked for before. */
  const prepared = new Map<string, IssuerKeys>();
  const prepare = async (ballot: string): Promise<IssuerKeys | Refused> => {
    const known = prepared.get(ballot);
    if (known !== undefined) return known;
    const answered = await post('/prepare', { ballot }, keys);
    if (isRefused(answered)) return answered;
    if (prepared.size >= maxPreparedBallots) prepared.clear();
    prepared.set(ballot, answered);
    return answered;
  };

  const issue = createBatches<IssueRequest, string | Refused>({
    carryOut: async (requests) => {
      const answered = await post('/issue', { requests }, answers);
      if (isRefused(answered)) return requests.map(() => answered);
      return requests.map((_, at) => answered[at] ?? unreachable());
    },
    maxBatch: maxIssueBatch,
    maxWaiting: maxWaitingIssues,
    busy: () => refuse('issuer.busy'),
  });
  return {
    issuer: 'second',
    hands,
    prepare,
    issue,
    end: (ballot) => post('/end', { ballot }, statement),
    close: () => Promise.resolve(),
  };
};
