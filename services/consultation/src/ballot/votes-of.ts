import type { ChosenWays } from '@cunjian/ballots';
import type { BallotEvent, EntitlementEvent } from '@cunjian/contracts';
import type { ServiceRuntime } from '@cunjian/service-kit';
import { loadStream } from '@cunjian/service-kit/acting';
import { entitlementStream, evolve, initialState, isWholeToken, type Entitlement } from '../entitlement/entitlement.ts';
import { rollAsFrozen, rollStream } from '../roll/roll.ts';
import type { OpenedTerms } from './ballot.ts';
import type { Granted } from './tally.ts';

const entitlementEvents = [
  'ballot-cast',
  'token-requested',
  'token-granted',
  'token-lapsed',
  'paper-issued',
  'proxy-lodged',
  'entitlement-revoked',
  'attendance-recorded',
] as const satisfies readonly EntitlementEvent['type'][];

/** Whatever reads the log. */
interface Logged {
  readonly runtime: ServiceRuntime;
}

/** Events of a batch that are held at once. */
const batchEvents = 5_000;

/** Positions in the log, both exclusive. */
interface Between {
  readonly after: bigint;
  readonly before: bigint;
}

/** Every entitlement of a ballot as the log has it between two positions, by person. */
const entitlementsBetween = async (
  { runtime: { store, catalogue } }: Logged,
  ballot: string,
  { after, before }: Between,
  names: readonly EntitlementEvent['type'][] = entitlementEvents,
): Promise<ReadonlyMap<string, Entitlement>> => {
  const prefix = entitlementStream(ballot, '');
  const types = catalogue.wireTypes(names);
  const found = new Map<string, Entitlement>();
  for (let from = after; ;) {
    const { events, position } = await store.readAll({ after: from, limit: batchEvents, types });
    for (const stored of events) {
      if (stored.position >= before) return found;
      if (!stored.stream.startsWith(prefix)) continue;
      const { name, data } = catalogue.decode(stored);
      const event = { type: name, data } as EntitlementEvent;
      const { person } = event.data;
      found.set(person, evolve(found.get(person) ?? initialState, event));
    }
    if (position === from || position >= before) return found;
    from = position;
  }
};

/** For how many others of this ballot somebody holds a proxy, as the store has it now. */
export const proxiesHeld = async (
  consultation: Logged,
  ballot: string,
  proxy: string,
  principal: string,
): Promise<number> => {
  const called = await positionOf(consultation, ballot, 'ballot-called');
  if (called === undefined) return 0;
  const before = (await consultation.runtime.store.head()) + 1n;
  const names = ['proxy-lodged', 'entitlement-revoked'] as const;
  const lodged = await entitlementsBetween(consultation, ballot, { after: called, before }, names);
  return [...lodged].filter(([person, is]) => is.form === 'proxy' && is.proxy === proxy && person !== principal).length;
};

const positionOf = async (
  { runtime: { store, catalogue } }: Logged,
  ballot: string,
  name: 'ballot-called' | 'tokens-closed' | 'ballot-closed',
): Promise<bigint | undefined> => {
  const types = new Set<string>(catalogue.wireTypes([name]));
  return (await store.readStream(ballot)).find(({ type }) => types.has(type))?.position;
};

/** Who is on the frozen roll, as the log has it. */
const personsOnRoll = async (consultation: Logged, ballot: string): Promise<ReadonlySet<string>> => {
  const history = await loadStream(consultation, rollStream(ballot));
  return rollAsFrozen(history.map(({ name, data }) => ({ type: name, data }) as BallotEvent));
};

/** What stands before an event of the ballot in the log, of those on the frozen roll, and nothing else, as in the recount. */
const entitlementsBefore = async (
  consultation: Logged,
  ballot: string,
  name: 'tokens-closed' | 'ballot-closed',
): Promise<readonly Entitlement[]> => {
  const [after, before, persons] = await Promise.all([
    positionOf(consultation, ballot, 'ballot-called'),
    positionOf(consultation, ballot, name),
    personsOnRoll(consultation, ballot),
  ]);
  if (after === undefined || before === undefined) throw new Error(`${ballot} has no ${name}`);
  const entitlements = await entitlementsBetween(consultation, ballot, { after, before });
  return [...entitlements].flatMap(([person, entitlement]) => (persons.has(person) ? [entitlement] : []));
};

/** What the entitlements of a closed ballot hold, each once. */
export const grantedAtClosing = async (
  consultation: Logged,
  { ballot, secrecy }: Pick<OpenedTerms, 'ballot' | 'secrecy'>,
): Promise<Granted> => granted(await entitlementsBefore(consultation, ballot, 'ballot-closed'), secrecy);

/** Who had chosen what when the tokens of a secret ballot were closed: the same whenever it is asked. */
export const chosenWays = async (consultation: Logged, ballot: string): Promise<ChosenWays> => {
  const entitlements = await entitlementsBefore(consultation, ballot, 'tokens-closed');
  const { papers } = granted(entitlements, 'secret');
  return { tokens: entitlements.filter(isWholeToken).length, papers };
};

/** Pure, so that it can be shown to count nobody twice. */
export const granted = (entitlements: Iterable<Entitlement>, secrecy: OpenedTerms['secrecy']): Granted => {
  const online: Granted['online'][number][] = [];
  const byProxy: Granted['byProxy'][number][] = [];
  let [papers, hands] = [0, 0];
  for (const is of entitlements) {
    const by = is.form === 'proxy' ? is.used?.by : is.form;
    if (by === 'paper') papers++;
    else if (by === 'show-of-hands') hands++;
    else if (secrecy === 'open' && is.form === 'online') online.push(is.choice);
    else if (secrecy === 'open' && is.form === 'proxy' && is.used?.by === 'online') byProxy.push(is.used.choice);
  }
  return { online, byProxy, papers, hands };
};
