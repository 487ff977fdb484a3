import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { background as audit } from '@cunjian/audit/background';
import { background as consultation } from '@cunjian/consultation/background';
import { catalogue } from '@cunjian/contracts';
import type { EventReader } from '@cunjian/event-store';
import { background as integration } from '@cunjian/integration/background';
import { collectionSpec, rollUpSpec, runProjections, shareReading, type Projection } from '@cunjian/processing';
import { background as publication } from '@cunjian/publication/background';
import { maxPageSize, type CollectionSpec, type ReadModelReader } from '@cunjian/read-model';
import { openSqliteReadModelStore } from '@cunjian/read-model/sqlite';
import { background as registry } from '@cunjian/registry/background';
import { systemClock, type BackgroundService } from '@cunjian/service-kit';
import { openReadModelReader } from '@cunjian/service-kit/engines';

const services: readonly BackgroundService[] = [registry, publication, consultation, audit, integration];
const shownDifferences = 5;

/** All read models of a service from zero, in a file of SQLite. */
const rebuild = async (events: EventReader, { projections }: BackgroundService, file: string) => {
  const store = openSqliteReadModelStore(file);
  const head = await events.head();
  const waiting = new Set(projections.map(({ name }) => name));
  const done = new AbortController();
  await runProjections({
    ...shareReading(events, catalogue),
    ...{ store, projections, clock: systemClock, signal: done.signal },
    onStatus: ({ name, state, position, failure }) => {
      if (failure !== undefined) throw new Error(`${name}: ${failure.error}`);
      if (state === 'live' && position >= head) waiting.delete(name);
      if (waiting.size === 0) done.abort();
    },
  });
  return store;
};

/** Every document of a collection by its key. */
const documentsOf = async (reader: ReadModelReader, spec: CollectionSpec): Promise<ReadonlyMap<string, object>> => {
  const documents = new Map<string, object>();
  for (let after: string | undefined, more = true; more;) {
    const page = await reader.collection(spec).find({ limit: maxPageSize, ...(after === undefined ? {} : { after }) });
    for (const { key, document } of page.items) documents.set(key, document);
    after = page.items.at(-1)?.cursor;
    more = page.hasMore;
  }
  return documents;
};

const collectionsOf = (projection: Projection): readonly CollectionSpec[] => [
  collectionSpec(projection),
  ...(projection.contribution === undefined ? [] : [rollUpSpec(projection)]),
];

export interface Compared {
  readonly documents: number;
  /** The first of them, in words. */
  readonly differences: readonly string[];
}

/** What MongoDB holds of every service, against what SQLite makes of the same events; nobody may be writing. */
export const compareWithRebuilt = async (events: EventReader, mongoDb: string, folder: string): Promise<Compared> => {
  const differences: string[] = [];
  let documents = 0;
  for (const service of services) {
    const rebuilt = await rebuild(events, service, join(folder, `${service.service}.sqlite`));
    const kept = await openReadModelReader({ dataDir: folder, engines: { mongoDb } }, service.service, {
      register: () => undefined,
    });
    for (const spec of service.projections.flatMap(collectionsOf)) {
      const [ours, theirs] = [await documentsOf(kept, spec), await documentsOf(rebuilt, spec)];
      for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
        documents++;
        const [one, other] = [ours.get(key), theirs.get(key)];
        if (!isDeepStrictEqual(one, other))
          differences.push(
            `${service.service} ${spec.name} ${key}: ${JSON.stringify(one)} is not ${JSON.stringify(other)}`,
          );
      }
    }
    await kept.close();
    await rebuilt.close();
  }
  return { documents, differences: differences.slice(0, shownDifferences) };
};
