import { recount, type Recount, type RuleOn } from '@cunjian/ballots/recount';
import { ballotRuleInForce, ruleBook } from '@cunjian/statutes';
import { nodeEd25519 } from '@cunjian/tlog/node';
import type { Harness } from './harness.ts';

/** The ballot as anybody counts it again from the log, by code that knows nothing of this service. */
export const recounted = async (
  { consultation: { runtime } }: Pick<Harness, 'consultation'>,
  ballot: string,
  /** What is for whoever acted alone is left out. */
  by: 'auditor' | 'villager' = 'auditor',
): Promise<Recount> => {
  const { events } = await runtime.store.readAll({ after: 0n, limit: 10_000 });
  const opened = events.flatMap((stored) => {
    const event = runtime.catalogue.decode(stored);
    return by === 'villager' && event.audience === 'parties' ? [] : [{ ...event, where: `entry ${stored.position}` }];
  });
  const ruleOn: RuleOn = (of, time) => ballotRuleInForce(ruleBook, of, time);
  return recount(opened, { ballot, ed25519: nodeEd25519, ruleOn });
};
