import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  isInvalidCursor,
  maxPageSize,
  type CollectionSpec,
  type Query,
  type ReadModelStore,
  type Write,
} from './port.ts';
import type { ReadModelReader } from './port.ts';

/** A fresh, empty store, and readers of it beside it. */
export interface ReadModelUnderTest {
  readonly store: ReadModelStore;
  openReader(): Promise<ReadModelReader>;
  close(): Promise<void>;
}

const spec = (version = 1): CollectionSpec => ({
  name: 'papers',
  version,
  indexes: [['division', 'period'], ['period'], ['tags'], ['kind.code', 'amount']],
  search: 'tokens',
});

interface Paper {
  readonly division?: string;
  readonly period?: string;
  readonly tags?: readonly string[] | string;
  readonly kind?: { readonly code: string };
  readonly amount?: number;
  readonly open?: boolean;
  readonly tokens?: readonly string[];
}

const papers: Readonly<Record<string, Paper>> = {
  a: { division: '330302001201', period: '2026Q1', tags: ['finance', 'urgent'], amount: 300, open: true },
  b: { division: '330302001201', period: '2026Q2', tags: ['finance'], amount: 100, open: false },
  c: { division: '330302002200', period: '2026Q1', tags: 'finance', amount: 200 },
  d: { division: '330381001200', period: '2026Q1', tags: [], kind: { code: 'asset' }, amount: 50 },
  e: { division: '330381001200', kind: { code: 'asset' }, tags: ['urgent'], amount: -50 },
};

/** What every adapter of the port must do. Also shows how the port is used. */
export const readModelContract = (adapter: string, open: () => Promise<ReadModelUnderTest>): void => {
  describe(`read model on ${adapter}`, () => {
    let under: ReadModelUnderTest;
    let reader: ReadModelReader;
    beforeEach(async () => {
      under = await open();
      reader = await under.openReader();
    });
    afterEach(async () => {
      await reader.close();
      await under.close();
    });

    const put = async (documents: Readonly<Record<string, object | undefined>>, position = 1n, version = 1) => {
      const writes = Object.entries(documents).map(([key, document]): Write => ({ key, position, document }));
      await under.store.commit('papers', version, [{ spec: spec(version), writes }], position);
    };
    const prepared = async (documents: Readonly<Record<string, object>> = papers) => {
      await under.store.prepare('papers', 1, [spec()]);
      await put(documents);
    };
    const find = async (query: Partial<Query>) => {
      const { items } = await reader.collection<Paper>(spec()).find({ limit: 100, ...query });
      return items.map(({ key }) => key);
    };
    const get = async (key: string) => (await reader.collection<Paper>(spec()).get([key])).get(key);

    describe('before anything is built', () => {
      it('answers with nothing', async () => {
        expect(await find({})).toEqual([]);
        expect(await reader.collection(spec()).count({})).toBe(0);
        expect(await get('a')).toBeUndefined();
        expect(await reader.checkpoint('papers')).toBeUndefined();
      });
    });

    describe('writing', () => {
      it('keeps documents and checkpoint, beyond 32 bits', async () => {
        expect(await under.store.prepare('papers', 1, [spec()])).toBeUndefined();
        await put(papers, 5_000_000_000_000_000n);
        expect(await reader.checkpoint('papers')).toBe(5_000_000_000_000_000n);
        expect(await under.store.prepare('papers', 1, [spec()])).toBe(5_000_000_000_000_000n);
        expect(await get('a')).toEqual(papers['a']);
        const loaded = await under.store.load(spec(), ['a', 'nobody']);
        const size = JSON.stringify(papers['a']).length;
        expect(loaded.get('a')).toEqual({ position: 5_000_000_000_000_000n, document: papers['a'], size });
        expect(loaded.has('nobody')).toBe(false);
      });
      it('leaves out keys that are not there', async () => {
        await prepared();
        expect([...(await reader.collection(spec()).get(['a', 'nobody', 'b', 'a'])).keys()].sort()).toEqual(['a', 'b']);
      });
      it('replaces a document, its indexes and its tokens', async () => {
        await prepared({ a: { division: '1', tags: ['old'], tokens: ['旧'] } });
        await put({ a: { division: '2', tags: ['new'], tokens: ['新'] } }, 2n);
        expect(await find({ where: { division: '1' } })).toEqual([]);
        expect(await find({ where: { division: '2' } })).toEqual(['a']);
        expect(await find({ where: { tags: 'old' } })).toEqual([]);
        expect(await find({ where: { tags: 'new' } })).toEqual(['a']);
        expect(await find({ search: ['旧'] })).toEqual([]);
        expect(await find({ search: ['新'] })).toEqual(['a']);
      });
      it('ignores what is older than the document', async () => {
        await prepared({});
        await put({ a: { division: 'new', tags: ['new'], tokens: ['新'] } }, 7n);
        await put({ a: { division: 'old', tags: ['old'], tokens: ['旧'] } }, 6n);
        await put({ a: undefined }, 5n);
        expect(await get('a')).toEqual({ division: 'new', tags: ['new'], tokens: ['新'] });
        expect(await find({ where: { tags: 'old' } })).toEqual([]);
        expect(await find({ search: ['旧'] })).toEqual([]);
        expect(await find({ search: ['新'] })).toEqual(['a']);
      });
      it('deletes a document from every index', async () => {
        await prepared({ a: { division: '1', tags: ['t', 'u'], tokens: ['词'] }, b: { division: '1', tags: ['t'] } });
        await put({ a: undefined }, 2n);
        expect(await get('a')).toBeUndefined();
        expect(await find({})).toEqual(['b']);
        expect(await find({ where: { tags: 't' } })).toEqual(['b']);
        expect(await find({ search: ['词'] })).toEqual([]);
        await put({ c: { division: '1' } }, 3n);
        expect(await find({ where: { tags: 't' } })).toEqual(['b']);
        expect(await find({ search: ['词'] })).toEqual([]);
      });
      it('writes all of a commit or nothing', async () => {
        await prepared({ a: { division: '1' } });
        const circular: Record<string, unknown> = {};
        circular['self'] = circular;
        await expect(put({ a: { division: '2' }, b: circular }, 2n)).rejects.toThrow();
        expect(await get('a')).toEqual({ division: '1' });
        expect(await reader.checkpoint('papers')).toBe(1n);
        expect(await under.store.prepare('papers', 1, [spec()])).toBe(1n);
        await put({ a: { division: '3', tags: ['x'] } }, 2n);
        expect(await find({ where: { tags: 'x' } })).toEqual(['a']);
      });
      it('fails one of several commits at once, and keeps the others', async () => {
        const notes: CollectionSpec = { name: 'notes', version: 1, indexes: [['tags']] };
        await prepared({ a: { division: '1' } });
        await under.store.prepare('notes', 1, [notes]);
        const circular: Record<string, unknown> = {};
        circular['self'] = circular;
        const note = { key: 'n', position: 2n, document: { tags: ['t'] } };
        const answers = await Promise.allSettled([
          put({ b: { division: '2' } }, 2n),
          put({ c: circular }, 3n),
          under.store.commit('notes', 1, [{ spec: notes, writes: [note] }], 4n),
        ]);
        expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        expect(await find({})).toEqual(['a', 'b']);
        expect(await reader.checkpoint('papers')).toBe(2n);
        expect(await reader.checkpoint('notes')).toBe(4n);
        const found = await reader.collection(notes).find({ where: { tags: 't' }, limit: 1 });
        expect(found.items.map(({ key }) => key)).toEqual(['n']);
        await under.store.commit('notes', 1, [{ spec: notes, writes: [{ ...note, position: 5n }] }], 5n);
        expect(await reader.collection(notes).count({})).toBe(1);
      });
      it('refuses to write what has not been prepared', async () => {
        await expect(put({})).rejects.toThrow('prepared');
      });
    });

    describe('conditions', () => {
      const cases: readonly (readonly [string, Query['where'], readonly string[]])[] = [
        ['nothing', {}, ['a', 'b', 'c', 'd', 'e']],
        ['equal', { division: '330302001201' }, ['a', 'b']],
        ['all of several', { division: '330302001201', period: '2026Q1' }, ['a']],
        ['an element of an array', { tags: 'urgent' }, ['a', 'e']],
        ['an element, or the scalar itself', { tags: 'finance' }, ['a', 'b', 'c']],
        ['an element and a scalar', { tags: 'finance', period: '2026Q1' }, ['a', 'c']],
        ['in', { period: { in: ['2026Q2', '2027Q1'] } }, ['b']],
        ['in, of array elements', { tags: { in: ['urgent', 'none'] } }, ['a', 'e']],
        ['in nothing', { period: { in: [] } }, []],
        ['prefix', { division: { prefix: '330302' } }, ['a', 'b', 'c']],
        ['prefix, of array elements', { tags: { prefix: 'urg' } }, ['a', 'e']],
        ['from, inclusive', { amount: { from: 100 } }, ['a', 'b', 'c']],
        ['to, exclusive, without the absent', { period: { to: '2026Q2' } }, ['a', 'c', 'd']],
        ['from and to', { amount: { from: -50, to: 50 } }, ['e']],
        ['a nested path', { 'kind.code': 'asset', amount: { from: 0 } }, ['d']],
        ['a path without an index', { open: true }, ['a']],
        ['a path without an index, in', { open: { in: [false] } }, ['b']],
      ];
      it.each(cases)('%s', async (_, where, keys) => {
        await prepared();
        expect(await find({ where: where ?? {} })).toEqual(keys);
        expect(await reader.collection(spec()).count({ where: where ?? {} })).toBe(keys.length);
      });
      it('takes a prefix literally', async () => {
        await prepared({ a: { period: '50%' }, b: { period: '50x' }, c: { period: '村1' }, d: { period: '村' } });
        expect(await find({ where: { period: { prefix: '50%' } } })).toEqual(['a']);
        expect(await find({ where: { period: { prefix: '村' } } })).toEqual(['c', 'd']);
      });
      it('tells a boolean apart', async () => {
        await prepared({ a: { period: true }, b: { period: false } });
        expect(await find({ where: { period: false } })).toEqual(['b']);
      });
    });

    describe('search', () => {
      const tokens = {
        a: ['集体', '收入', '50%'],
        b: ['集体', '支出', 'C++', 'a-b'],
        c: ['集', '体', 'a', 'b', '"or"'],
      };
      const texts = Object.fromEntries(Object.entries(tokens).map(([key, list]) => [key, { tokens: list }]));
      it.each([
        [['集体'], ['a', 'b']],
        [['集体', '收入'], ['a']],
        [['集'], ['c']],
        [['收'], []],
        [['C++'], ['b']],
        [['C'], []],
        [['a-b'], ['b']],
        [['"or"'], ['c']],
        [['50%'], ['a']],
        [[], ['a', 'b', 'c']],
      ])('%j', async (search, keys) => {
        await prepared(texts);
        expect(await find({ search })).toEqual(keys);
        expect(await reader.collection(spec()).count({ search })).toBe(keys.length);
      });
      it('goes together with conditions', async () => {
        await prepared({ a: { tokens: ['x'], division: '1' }, b: { tokens: ['x'], division: '2' } });
        expect(await find({ search: ['x'], where: { division: '2' } })).toEqual(['b']);
      });
    });

    describe('order and pages', () => {
      it('sorts by a path, absent values first, ties by key', async () => {
        await prepared();
        expect(await find({ order: { by: 'period', direction: 'ascending' } })).toEqual(['e', 'a', 'c', 'd', 'b']);
        expect(await find({ order: { by: 'period', direction: 'descending' } })).toEqual(['b', 'd', 'c', 'a', 'e']);
        expect(await find({ order: { by: 'amount', direction: 'ascending' } })).toEqual(['e', 'd', 'b', 'c', 'a']);
      });
      const orders: readonly Query['order'][] = [
        undefined,
        { by: 'period', direction: 'ascending' },
        { by: 'period', direction: 'descending' },
        { by: 'title', direction: 'descending' },
      ];
      it.each(orders)('turns pages without repeating or skipping: %j', async (order) => {
        const documents = Object.fromEntries(
          Array.from({ length: 23 }, (_, i) => [
            `k${i}`,
            i % 5 === 0 ? {} : { period: `p${i % 3}`, title: `t${i % 4}` },
          ]),
        );
        await prepared(documents);
        const ordered = order === undefined ? {} : { order };
        const whole = await find(ordered);
        expect(whole).toHaveLength(23);
        for (const limit of [1, 4, 23]) {
          const seen: string[] = [];
          let after: string | undefined;
          for (let more = true; more;) {
            const page = await reader
              .collection<Paper>(spec())
              .find({ limit, ...ordered, ...(after === undefined ? {} : { after }) });
            seen.push(...page.items.map(({ key }) => key));
            after = page.items.at(-1)?.cursor;
            more = page.hasMore;
          }
          expect(seen).toEqual(whole);
        }
      });
      it('keeps its place when documents before it come and go', async () => {
        await prepared();
        const order = { by: 'amount', direction: 'ascending' } as const;
        const { items } = await reader.collection(spec()).find({ order, limit: 3 });
        await put({ e: undefined, f: { amount: -100 }, g: { amount: 250 } }, 2n);
        expect(await find({ order, after: items[2]?.cursor ?? '' })).toEqual(['c', 'g', 'a']);
      });
      it('tells a cursor that it never gave out', async () => {
        await prepared();
        const { items } = await reader.collection(spec()).find({ limit: 1 });
        const [item] = items;
        const order = { by: 'amount', direction: 'ascending' } as const;
        for (const query of [
          { after: 'nonsense' },
          { after: '' },
          { after: Buffer.from('["","ascending",{},"a"]').toString('base64url') },
          { order, after: item?.cursor ?? '' },
        ])
          expect(isInvalidCursor(await find(query).catch((error: unknown) => error))).toBe(true);
      });
      it.each([0, -1, 1.5, maxPageSize + 1, NaN])('bounds a page: %d', async (limit) => {
        await prepared();
        await expect(find({ limit })).rejects.toThrow(RangeError);
      });
    });

    describe('versions', () => {
      it('answers from the live version while another is built, then from the other', async () => {
        await prepared({ a: { division: 'v1' } });
        expect(await under.store.prepare('papers', 2, [spec(2)])).toBeUndefined();
        await put({ a: { division: 'v2' }, b: { division: 'v2' } }, 1n, 2);
        expect(await get('a')).toEqual({ division: 'v1' });
        expect(await find({})).toEqual(['a']);
        await under.store.swap('papers', 2);
        expect(await get('a')).toEqual({ division: 'v2' });
        expect(await find({ where: { division: 'v2' } })).toEqual(['a', 'b']);
        await under.store.swap('papers', 2);
        expect(await find({})).toEqual(['a', 'b']);
      });
      it('answers with paths that the live version has no index for', async () => {
        await prepared();
        const { items } = await reader.collection({ ...spec(2), indexes: [['open']] }).find({
          where: { open: true, tags: { in: ['urgent'] } },
          order: { by: 'open', direction: 'ascending' },
          limit: 10,
        });
        expect(items.map(({ key }) => key)).toEqual(['a']);
      });
      it('goes on with a version that was begun', async () => {
        await prepared();
        await under.store.prepare('papers', 2, [spec(2)]);
        await put({ a: {} }, 9n, 2);
        expect(await under.store.prepare('papers', 2, [spec(2)])).toBe(9n);
        expect(await reader.checkpoint('papers')).toBe(1n);
      });
      it('builds the same version again beside itself', async () => {
        await prepared();
        expect(await under.store.prepare('papers', 1, [spec()], true)).toBeUndefined();
        await put({ z: {} }, 1n);
        expect(await find({})).toEqual(['a', 'b', 'c', 'd', 'e']);
        expect(await under.store.prepare('papers', 1, [spec()])).toBe(1n);
        await under.store.swap('papers', 1);
        expect(await find({})).toEqual(['z']);
      });
      it.each([
        ['another version', 2, false],
        ['the same version again', 1, true],
      ])('lets the live one go on while %s is built, and drops it by the swap', async (_, version, afresh) => {
        await prepared({ a: { division: 'old' } });
        expect(await under.store.live('papers')).toBeUndefined();
        await under.store.prepare('papers', version, [spec(version)], afresh);
        const live = await under.store.live('papers');
        expect([live?.version, live?.collections, live?.checkpoint]).toEqual([1, ['papers'], 1n]);
        await put({ a: { division: 'built' } }, 1n, version);
        const loaded = await live?.load('papers', ['a', 'b']);
        expect([...(loaded ?? [])]).toMatchObject([['a', { position: 1n, document: { division: 'old' } }]]);
        const writes = [{ key: 'b', position: 2n, document: { division: 'followed', tags: ['t'] } }];
        await live?.commit([{ spec: spec(version), writes }], 2n);
        expect([await find({}), await find({ where: { tags: 't' } })]).toEqual([['a', 'b'], ['b']]);
        expect(await reader.checkpoint('papers')).toBe(2n);
        expect(await under.store.prepare('papers', version, [spec(version)])).toBe(1n);
        expect((await under.store.live('papers'))?.checkpoint).toBe(2n);
        await under.store.swap('papers', version);
        expect([await find({}), await get('a')]).toEqual([['a'], { division: 'built' }]);
        expect(await under.store.live('papers')).toBeUndefined();
      });
      it('builds a version with other indexes again', async () => {
        await prepared();
        const other = { ...spec(), indexes: [['open']] };
        expect(await under.store.prepare('papers', 1, [other])).toBeUndefined();
        expect(await find({})).toHaveLength(5);
      });
      it('drops all versions', async () => {
        await prepared();
        await under.store.drop('papers');
        expect(await find({})).toEqual([]);
        expect(await reader.checkpoint('papers')).toBeUndefined();
        await expect(put({ a: {} })).rejects.toThrow('prepared');
        expect(await under.store.prepare('papers', 1, [spec()])).toBeUndefined();
      });
      it('keeps collections of one name apart from those of another', async () => {
        await prepared();
        const notes: CollectionSpec = { name: 'notes', version: 1, indexes: [] };
        await under.store.prepare('notes', 1, [notes]);
        await under.store.commit('notes', 1, [{ spec: notes, writes: [] }], 3n);
        await under.store.drop('notes');
        expect(await find({})).toHaveLength(5);
      });
    });
  });
};
