import { nationalDivision } from '@cunjian/contracts';
import { byKey, byObject, inOrder, type Dated, type Item, type Reading, type Seen, type Value } from './loaders.ts';
import { readyAccounts } from './resolvers/lines.ts';
import type { Callers } from './services.ts';
import { ballotLoaders } from './ballot-reads.ts';
import { proceedingLoaders } from './proceeding-reads.ts';
import { topicLoaders } from './topic-reads.ts';

type Registry = Callers['registry'];
type Publication = Callers['publication'];
type ListedDivision = Item<Value<Registry['divisions']['get']>>;
export type DivisionView = Omit<ListedDivision, 'level'> & {
  readonly level: ListedDivision['level'] | 'nation';
} & Dated;
export type BodyView = Item<Value<Registry['bodies']['get']>> & Dated;
export type OfficeView = Item<Value<Registry['offices']['get']>> & Dated;
export type DisclosureView = Item<Value<Publication['disclosures']['get']>> &
  Dated & {
    /** Where it is shown as it was then: so is what hangs on it. */
    readonly asOf?: string;
  };
type Content = Item<Value<Publication['disclosures']['contents']>>;
const readyContent = (content: Content) => ({ ...content, accounts: readyAccounts(content.accounts) });
export type ContentView = ReturnType<typeof readyContent>;
export type NoticeView = Item<Value<Publication['notices']['get']>> & Dated;
export type ObjectionView = Item<Value<Publication['objections']['get']>> & Dated;
export type ErasureView = Item<Value<Publication['files']['erasures']>>;
export type Me = Value<Registry['me']['get']>;
export type EvidenceView = Item<Value<Publication['notices']['evidence']>>;
type ChildrenPage = Item<Value<Registry['divisions']['children']>>;
export type SealView = Item<Awaited<ReturnType<Callers['audit']['seals']>>>;

/** On no list, and yet what operators act for. */
const nation: DivisionView = {
  code: nationalDivision,
  name: '全国',
  level: 'nation',
  abolished: false,
  successors: [],
  children: 0,
  names: [],
};

interface ChildrenKey {
  readonly code: string;
  readonly first: number;
  readonly after?: string;
}
interface VersionKey {
  readonly disclosure: string;
  readonly version: number;
}
/** A version of a disclosure or of a notice. */
interface EvidenceKey {
  readonly id: string;
  readonly version: number;
}
interface EventKey {
  readonly division: string;
  readonly position: string;
}

const registryLoaders = ({ registry }: Callers, { seen, dated }: Reading) => ({
  division: byKey<DivisionView>(async (codes) => {
    const value = dated(await registry.divisions.get({ codes: [...codes], ...seen() }));
    return inOrder<DivisionView>(codes, [...value, nation], ({ code }) => code);
  }),
  ancestors: byKey<readonly DivisionView[]>(async (codes) => {
    const { value } = await registry.divisions.ancestors({ codes: [...codes], ...seen() });
    return inOrder(codes, value, ({ code }) => code).map((one) => one?.ancestors);
  }),
  children: byObject<ChildrenKey, ChildrenPage>(async (parents) => {
    const { value } = await registry.divisions.children({ parents: [...parents], ...seen() });
    return [...value];
  }),
  body: byKey<BodyView>(async (bodies) => {
    const value = dated(await registry.bodies.get({ bodies: [...bodies], ...seen() }));
    return inOrder(bodies, value, ({ body }) => body);
  }),
  bodiesOf: byKey<readonly BodyView[]>(async (divisions) => {
    const { value } = await registry.bodies.byDivision({ divisions: [...divisions], ...seen() });
    return inOrder(divisions, value, ({ division }) => division).map((one) => one?.bodies);
  }),
  office: byKey<OfficeView>(async (offices) => {
    const value = dated(await registry.offices.get({ offices: [...offices], ...seen() }));
    return inOrder(offices, value, ({ office }) => office);
  }),
  personName: byKey<string>(async (people) => {
    const { value } = await registry.people.names({ people: [...people], ...seen() });
    return inOrder(people, value, ({ person }) => person).map((one) => one?.name);
  }),
  officesOf: byKey<readonly OfficeView[]>(async (bodies) => {
    const { value } = await registry.offices.byBody({ bodies: [...bodies], ...seen() });
    return inOrder(bodies, value, ({ body }) => body).map((one) => one?.offices);
  }),
});

const evidenceKey = ({ id, version }: EvidenceKey) => `${id} ${version}`;

const evidenceLoaders = ({ publication }: Callers, { seen }: Reading) => ({
  disclosureEvidence: byObject<EvidenceKey, EvidenceView>(async (keys) => {
    const refs = keys.map(({ id, version }) => ({ disclosure: id, version }));
    const { value } = await publication.disclosures.evidence({ refs, ...seen() });
    return inOrder(keys.map(evidenceKey), value, evidenceKey);
  }),
  noticeEvidence: byObject<EvidenceKey, EvidenceView>(async (keys) => {
    const refs = keys.map(({ id, version }) => ({ notice: id, version }));
    const { value } = await publication.notices.evidence({ refs, ...seen() });
    return inOrder(keys.map(evidenceKey), value, evidenceKey);
  }),
});

const publicationLoaders = ({ publication }: Callers, { seen, dated }: Reading) => ({
  disclosure: byKey<DisclosureView>(async (ids) => {
    const value = dated(await publication.disclosures.get({ ids: [...ids], ...seen() }));
    return inOrder(ids, value, ({ disclosure }) => disclosure);
  }),
  content: byObject<VersionKey, ContentView>(async (refs) => {
    const { value } = await publication.disclosures.contents({ refs: [...refs], ...seen() });
    const keyOf = ({ disclosure, version }: VersionKey) => `${disclosure} ${version}`;
    return inOrder(refs.map(keyOf), value.map(readyContent), keyOf);
  }),
  notice: byKey<NoticeView>(async (ids) => {
    const value = dated(await publication.notices.get({ ids: [...ids], ...seen() }));
    return inOrder(ids, value, ({ notice }) => notice);
  }),
  erasure: byKey<ErasureView>(async (files) => {
    const { value } = await publication.files.erasures({ files: [...files], ...seen() });
    return inOrder(files, value, ({ sha256 }) => sha256);
  }),
  objection: byKey<ObjectionView>(async (ids) => {
    const value = dated(await publication.objections.get({ ids: [...ids], ...seen() }));
    return inOrder(ids, value, ({ objection }) => objection);
  }),
});

interface ObjectionsKey {
  readonly disclosure: string;
  readonly asOf?: string;
  readonly first: number;
  readonly after?: string;
}
export type Statistics = Item<Value<Publication['disclosures']['statistics']>>;
export type StatisticsKey = Pick<Statistics, 'division' | 'period' | 'bodyKind'>;

const pageLoaders = ({ publication }: Callers, { seen }: Reading) => ({
  objectionsOf: byObject(async (pages: readonly ObjectionsKey[]) => {
    const { value, stale } = await publication.objections.ofDisclosures({ pages: [...pages], ...seen() });
    return value.map((page) => ({ ...page, stale }));
  }),
  statistics: byObject(async (keys: readonly StatisticsKey[]) => {
    const groups = Map.groupBy(keys, ({ period, bodyKind }) => `${bodyKind} ${period}`);
    const found = await Promise.all(
      [...groups.values()].map(async ([first, ...others]) => {
        if (first === undefined) return [];
        const { period, bodyKind } = first;
        const divisions = [first, ...others].map(({ division }) => division);
        return (await publication.disclosures.statistics({ divisions, period, bodyKind, ...seen() })).value;
      }),
    );
    const keyOf = ({ division, period, bodyKind }: StatisticsKey) => `${division} ${bodyKind} ${period}`;
    return inOrder<Statistics>(keys.map(keyOf), found.flat(), keyOf);
  }),
});

const createLoaders = (callers: Callers, reading: Reading) => ({
  ...registryLoaders(callers, reading),
  ...publicationLoaders(callers, reading),
  ...pageLoaders(callers, reading),
  ...evidenceLoaders(callers, reading),
  ...topicLoaders(callers, reading),
  ...proceedingLoaders(callers, reading),
  ...ballotLoaders(callers, reading),
  seal: byObject<EventKey, SealView>(async (events) => [...(await callers.audit.seals({ events: [...events] }))]),
});

export interface Reads {
  /** The loaders now; take them anew after `since`. */
  readonly load: ReturnType<typeof createLoaders>;
  /** Nothing read so far is kept. */
  renew(): void;
  /** Everything read from now on has seen the position, or says that it is stale. */
  since(position: string | null | undefined): void;
  /** For calls that are not batched: marks what is stale, as the loaders do. */
  readonly dated: Reading['dated'];
  /** For calls that are not batched. */
  readonly seen: Seen;
}

/** Reads of one request, each batched over all fields that ask for it at the same time. */
export const createReads = (callers: Callers): Reads => {
  let atLeast: string | undefined;
  const seen: Seen = () => (atLeast === undefined ? {} : { atLeast });
  const reading: Reading = {
    seen,
    dated: ({ value, stale }) => (stale ? value.map((one) => ({ ...one, stale })) : value),
  };
  const reads = {
    dated: reading.dated,
    load: createLoaders(callers, reading),
    seen,
    since: (position: string | null | undefined): void => {
      if (position === null || position === undefined) return;
      if (atLeast !== undefined && BigInt(position) <= BigInt(atLeast)) return;
      atLeast = position;
      // What was read before a command may be out of date after it.
      reads.renew();
    },
    renew: (): void => {
      reads.load = createLoaders(callers, reading);
    },
  };
  return reads;
};
