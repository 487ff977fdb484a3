import { isRefused, refuse, type Clock, type Refused } from '@cunjian/kernel';
import type { ReadModelReader } from '@cunjian/read-model';
import { dateInShanghai } from '@cunjian/statutes';
import { visitor, type Caller, type Office } from './caller.ts';
import { accounts, type AccessAccount } from './projections/accounts.ts';
import { actors, type Actor, type Span } from './projections/actors.ts';
import { bodies, type Body } from './projections/bodies.ts';
import { offices, type AccessOffice } from './projections/offices.ts';

/** A person has few offices and an agency a township's bodies; what lies beyond is not granted. */
const maxOfficesPerPerson = 100;
const maxContractedBodies = 5_000;

export interface CallerResolverOptions {
  readonly reader: Pick<ReadModelReader, 'collection'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Access fails closed beyond it. */
  readonly maxGrantLagMs: number;
  /**
   * Age of the oldest event that the access read models of this service have yet to see; 0 where they have seen all,
   * Infinity where they were never built.
   */
  readonly lag: () => Promise<number>;
  /**
   * Another text whenever those read models have seen more: what was found of somebody holds until then, and for
   * `maxKnownMs` at most. Asked with every call, and never remembered. Left out, everybody is looked up with every call.
   */
  readonly standing?: () => Promise<string>;
}

/** Callers whom a service knows at a time. */
const maxKnownCallers = 1_000;
/** How long: a rebuilt read model may be swapped in, and say other things, where it has seen just as much. */
export const maxKnownMs = 60_000;

/** What a call says of itself: the token's subject, and the id of the office its sender wants to act in. */
export interface Claim {
  readonly account?: string | undefined;
  readonly office?: string | undefined;
}

const within = (today: string, { from, until }: Span): boolean =>
  from <= today && (until === undefined || today < until);

const inTerm = (today: string, { from, to, endedOn }: { from: string; to: string; endedOn?: string }): boolean =>
  from <= today && today <= to && (endedOn === undefined || today < endedOn);

const toOffice = ({ office, kind, body, division, from, to }: AccessOffice): Office => ({
  office,
  kind,
  body,
  division,
  from,
  to,
});

/**
 * Who calls, from this service's own access read models, as of today in Asia/Shanghai.
 * Refuses `access.stale` {lagSeconds, limitSeconds} where they lag too far behind, `access.not-built` where they never stood, and `access.office-not-held` {office}
 * where the office named is not held today: never falls back to acting for oneself.
 */
export const createCallerResolver = (options: CallerResolverOptions) => {
  const { reader, clock, maxGrantLagMs, lag } = options;

  const officesOf = async (person: string, today: string): Promise<readonly Office[]> => {
    const found = await reader
      .collection<AccessOffice>(offices)
      .find({ where: { person }, limit: maxOfficesPerPerson });
    return found.items.flatMap(({ document }) => (inTerm(today, document) ? [toOffice(document)] : []));
  };

  const contractedTo = async (agency: string, today: string): Promise<readonly string[]> => {
    const found = await reader
      .collection<Body>(bodies)
      .find({ where: { agencies: agency }, limit: maxContractedBodies });
    return found.items.flatMap(({ key, document }) =>
      document.contracts.some((contract) => contract.agency === agency && inTerm(today, contract)) ? [key] : [],
    );
  };

  const find = async (account: string, office: string | undefined, today: string): Promise<Caller | Refused> => {
    const person = (await reader.collection<AccessAccount>(accounts).get([account])).get(account)?.person;
    if (person === undefined)
      return office === undefined ? { ...visitor, account } : refuse('access.office-not-held', { office });

    const [actor, held] = await Promise.all([reader.collection<Actor>(actors).get([person]), officesOf(person, today)]);
    const { residencies = [], memberships = [] } = actor.get(person) ?? {};
    const caller: Caller = {
      account,
      person,
      residencies: residencies.flatMap((residency) =>
        within(today, residency) ? [{ division: residency.division, kind: residency.kind }] : [],
      ),
      memberships: memberships.flatMap((membership) => (within(today, membership) ? [membership.body] : [])),
      offices: held,
      contracted: [],
    };
    if (office === undefined) return caller;
    const acting = held.find((one) => one.office === office);
    if (acting === undefined) return refuse('access.office-not-held', { office });
    return {
      ...caller,
      acting,
      contracted: acting.kind.startsWith('agency-') ? await contractedTo(acting.body, today) : [],
    };
  };

  /** As of one standing: the oldest first. */
  const known = new Map<string, Caller>();
  let knownAt = '';
  let knownSinceMs = -Infinity;
  const findOnce = async (account: string, office: string | undefined): Promise<Caller | Refused> => {
    const standing = await options.standing?.();
    const nowMs = clock.now();
    const today = dateInShanghai(nowMs);
    if (standing === undefined) return find(account, office, today);
    const at = `${today} ${standing}`;
    const knownForMs = nowMs - knownSinceMs;
    if (at !== knownAt || knownForMs < 0 || knownForMs >= maxKnownMs) {
      known.clear();
      [knownAt, knownSinceMs] = [at, nowMs];
    }
    const key = JSON.stringify([account, office]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = await find(account, office, today);
    // What was read while they saw more may be of either.
    if (isRefused(found) || knownAt !== at) return found;
    known.set(key, found);
    const [oldest] = known.keys();
    if (known.size > maxKnownCallers && oldest !== undefined) known.delete(oldest);
    return found;
  };

  return async ({ account, office }: Claim): Promise<Caller | Refused> => {
    if (account === undefined) return office === undefined ? visitor : refuse('access.office-not-held', { office });
    const lagMs = await lag();
    if (lagMs === Infinity) return refuse('access.not-built');
    if (!(lagMs <= maxGrantLagMs))
      return refuse('access.stale', {
        lagSeconds: Math.round(lagMs / 1000),
        limitSeconds: Math.round(maxGrantLagMs / 1000),
      });
    return findOnce(account, office);
  };
};
