import { nationalDivision, type RecordedEvent } from '@cunjian/contracts';
import { collectionSpec, type Projection } from '@cunjian/processing';
import type { ReadModelReader } from '@cunjian/read-model';
import { registryEvent } from '../registry-event.ts';

/** Key: the import (of residents) or the list (of divisions). */
export interface ImportDocument {
  readonly import: string;
  readonly kind: 'residents' | 'divisions';
  readonly division: string;
  readonly sha256: string;
  readonly rows: number;
  /** Of a list: the day from which it holds. */
  readonly effective?: string;
  /** Events written so far: new ones, changes, and ends. A row that changes nothing writes none. */
  readonly added: number;
  readonly changed: number;
  readonly ended: number;
  readonly refused: number;
  readonly status: 'being-written' | 'completed';
  readonly acceptedAt: string;
  readonly acceptedBy: string;
}

const begun = (event: RecordedEvent) => ({
  added: 0,
  changed: 0,
  ended: 0,
  refused: 0,
  status: 'being-written' as const,
  acceptedAt: event.time,
  acceptedBy: event.actor,
});

export const imports: Projection<ImportDocument> = {
  name: 'registry-imports',
  version: 2,
  events: [
    'division-list-imported',
    'division-list-completed',
    'division-registered',
    'division-renamed',
    'division-abolished',
    'residents-imported',
    'residents-import-completed',
    'residency-recorded',
    'residency-corrected',
  ],
  indexes: [
    ['kind', 'effective'],
    ['division', 'acceptedAt'],
    ['sha256', 'status'],
  ],
  keys: (event) => {
    const { list, import: id } = event.data as { readonly list?: string; readonly import?: string };
    const key = list ?? id;
    return key === undefined ? [] : [key];
  },
  evolve: (document, recorded) => {
    const event = registryEvent(recorded);
    switch (event.type) {
      case 'division-list-imported': {
        const { list, sha256, rows, effective } = event.data;
        const what = { import: list, kind: 'divisions', division: nationalDivision, sha256, rows, effective } as const;
        return { ...what, ...begun(recorded) };
      }
      case 'residents-imported': {
        const { import: id, division, sha256, rows } = event.data;
        return { import: id, kind: 'residents', division, sha256, rows, ...begun(recorded) };
      }
      case 'division-list-completed':
      case 'residents-import-completed':
        return document && { ...document, status: 'completed', refused: event.data.refused };
      case 'division-registered':
      case 'residency-recorded':
        return document && { ...document, added: document.added + 1 };
      case 'division-renamed':
      case 'residency-corrected':
        return document && { ...document, changed: document.changed + 1 };
      case 'division-abolished':
        return document && { ...document, ended: document.ended + 1 };
      default:
        return document;
    }
  },
};

export const importQueries = (reader: ReadModelReader) => {
  const collection = reader.collection<ImportDocument>(collectionSpec(imports));
  return {
    get: collection.get,
    page: (division: string, limit: number, after: string | undefined) =>
      collection.find({
        where: { division },
        order: { by: 'acceptedAt', direction: 'descending' },
        limit,
        ...(after === undefined ? {} : { after }),
      }),
    /** Whether an import of these bytes still needs them. */
    isBeingWritten: async (sha256: string): Promise<boolean> =>
      (await collection.count({ where: { sha256, status: 'being-written' } })) > 0,
    /** Day from which the newest list of divisions holds. */
    newestList: async (): Promise<string | undefined> => {
      const { items } = await collection.find({
        where: { kind: 'divisions' },
        order: { by: 'effective', direction: 'descending' },
        limit: 1,
      });
      return items[0]?.document.effective;
    },
  };
};
