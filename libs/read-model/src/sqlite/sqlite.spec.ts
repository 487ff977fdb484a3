import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { readModelContract } from '../contract-suite.ts';
import type { Query } from '../port.ts';
import { findSql } from './query.ts';
import { specText } from '../spec-text.ts';
import { tableOf } from './table.ts';
import { openSqliteReadModelReader, openSqliteReadModelStore } from './index.ts';

const withFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'cunjian-read-model-'));
  return { file: join(folder, 'read-models.db'), remove: () => rmSync(folder, { recursive: true }) };
};

readModelContract('SQLite', async () => {
  const { file, remove } = withFolder();
  const store = openSqliteReadModelStore(file);
  return {
    store,
    openReader: async () => openSqliteReadModelReader(file),
    close: async () => {
      await store.close();
      remove();
    },
  };
});

describe('SQLite read model', () => {
  it('may be read before its writer has opened it, and after it was opened again', async () => {
    const { file, remove } = withFolder();
    const reader = openSqliteReadModelReader(file);
    const spec = { name: 'n', version: 1, indexes: [] };
    expect(await reader.collection(spec).find({ limit: 1 })).toEqual({ items: [], hasMore: false });
    for (const position of [1n, 2n]) {
      const store = openSqliteReadModelStore(file);
      expect(await store.prepare('n', 1, [spec])).toBe(position === 1n ? undefined : 1n);
      await store.commit('n', 1, [{ spec, writes: [{ key: 'a', position, document: { position: 1 } }] }], position);
      await store.close();
    }
    expect(await reader.checkpoint('n')).toBe(2n);
    await reader.close();
    remove();
  });

  it('walks the declared index for a page, also deep in', async () => {
    const { file, remove } = withFolder();
    const store = openSqliteReadModelStore(file);
    const spec = { name: 'n', version: 1, indexes: [['division', 'at'], ['tags']] };
    const table = tableOf({ id: 1, spec: specText(spec), arrays: '[]' });
    await store.prepare('n', 1, [spec]);
    const writes = Array.from({ length: 2_000 }, (_, i) => ({
      key: `k${i}`,
      position: 1n,
      document: { division: `d${i % 2}`, at: i, tags: [`t${i % 100}`] },
    }));
    await store.commit('n', 1, [{ spec, writes }], 1n);
    const database = new DatabaseSync(file);
    const plan = (query: Query) => {
      const { text, values } = findSql({ ...table, arrays: new Set(['tags']) }, query);
      const steps = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values);
      return steps.map(({ detail }) => String(detail));
    };
    const order = { by: 'at', direction: 'descending' } as const;
    const page = await store.collection(spec).find({ where: { division: 'd1' }, order, limit: 500 });
    expect(plan({ where: { division: 'd1' }, order, limit: 20, after: page.items[499]?.cursor ?? '' })).toEqual([
      'SEARCH d1 USING INDEX d1_0 (c0=? AND (c1,key)<(?,?))',
    ]);
    const tagged = plan({ where: { tags: 't7' }, limit: 20 }).join('\n');
    expect(tagged).toContain('d1_elements USING PRIMARY KEY (path=? AND value=?)');
    expect(tagged).not.toContain('SCAN d1');
    database.close();
    await store.close();
    remove();
  });
});
