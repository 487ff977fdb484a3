import type { RollEntry } from '@cunjian/contracts';
import type { OpenedBallot } from '../tally.ts';
import type { Entry } from './ballot-log.ts';
import type { Entitlement } from './entitlements.ts';
import type { Find } from './finding.ts';
import { dayOf } from './times.ts';

type Lodged = Entry<'proxy-lodged'>;
type Limits = NonNullable<OpenedBallot['rule']['proxies']>;

const checkOne = (
  { data, where, time }: Lodged,
  limits: Limits,
  opened: OpenedBallot,
  roll: ReadonlyMap<string, RollEntry>,
  find: Find,
): void => {
  const { person, proxy, announced } = data;
  const named = { person, proxy };
  const hers = roll.get(proxy);
  if (proxy === person || hers === undefined) find('proxy.off-roll', where, named);
  else if (limits.withinHouseholdOnly && hers.household !== roll.get(person)?.household)
    find('proxy.other-household', where, named);
  if (limits.candidatesExcluded && opened.question.kind === 'election')
    if (opened.question.candidates.some((candidate) => candidate.person === proxy))
      find('proxy.candidate', where, named);
  if (limits.announcedOrVoid && !announced) find('proxy.not-announced', where, named);
  const days = limits.lodgedBefore?.days;
  // Days off can only bring the last day forward.
  if (days !== undefined && dayOf(opened.times.opensAt) - dayOf(time) < days)
    find('proxy.too-late', where, { ...named, days });
};

/** Proxies that stand at the closing, against the limits of the rule. Who is whose near relative no log says. */
export const checkProxies = (
  entitlements: ReadonlyMap<string, Entitlement>,
  opened: OpenedBallot,
  roll: ReadonlyMap<string, RollEntry>,
  find: Find,
): void => {
  const limits = opened.rule.proxies;
  const lodged = [...entitlements.values()].flatMap((one) => (one.form === 'proxy' ? [one.lodged] : []));
  const held = new Map<string, number>();
  for (const entry of lodged.sort((a, b) => a.at - b.at)) {
    const { person, proxy } = entry.data;
    if (limits === undefined) {
      find('proxy.not-allowed', entry.where, { person, proxy });
      continue;
    }
    checkOne(entry, limits, opened, roll, find);
    const number = (held.get(proxy) ?? 0) + 1;
    held.set(proxy, number);
    if (number > limits.perPerson) find('proxy.too-many', entry.where, { proxy, number, limit: limits.perPerson });
  }
};
