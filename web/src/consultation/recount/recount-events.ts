import { recount, type Recount } from '@cunjian/ballots/recount';
import { catalogue } from '@cunjian/contracts';
import { ballotRuleInForce, ruleBook } from '@cunjian/statutes';
import type { SealedEvent } from './collect-events.ts';

/** Counts again from the events as they were stored, by the code that the command line of auditors has. */
export const recountEvents = (
  events: readonly SealedEvent[],
  ballot: string,
  progress: (done: number, total: number) => void,
): Promise<Recount> => {
  const opened = events.map(({ where, json }, at) => {
    const { sequence } = JSON.parse(json) as { sequence: string };
    const bytes = new TextEncoder().encode(json);
    return { ...catalogue.decode({ bytes, position: BigInt(at), revision: Number(sequence) }), where };
  });
  return recount(opened, { ballot, progress, ruleOn: (of, time) => ballotRuleInForce(ruleBook, of, time) });
};
