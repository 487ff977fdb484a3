import type { DatabaseSync } from 'node:sqlite';
import { fullWidth } from '@cunjian/tlog';
import { placeBytes } from './schema.ts';

/** Where the entries of a log come from: positions in the store ascend, and so do the latest times. */
export interface Places {
  /** Of the entries `from` to `to` (exclusive) within bundle `n`. */
  positions(log: string, n: number, from: number, to: number): readonly bigint[];
  indexOf(log: string, position: bigint): number | undefined;
  /** How many entries the longest prefix has in which none is later than `time` (ms). */
  countUntil(log: string, time: number): number;
}

const countOf = (view: DataView): number => view.byteLength / placeBytes;
const positionAt = (view: DataView, i: number): bigint => view.getBigInt64(i * placeBytes);
const timeAt = (view: DataView, i: number): number => view.getFloat64(i * placeBytes + 8);

export const openPlaces = (db: DatabaseSync): Places => {
  const selectPlace = db.prepare('SELECT bytes FROM place WHERE log = ? AND n = ?');
  const selectBundles = db.prepare('SELECT count(*) AS bundles FROM place WHERE log = ?');

  const bundle = (log: string, n: number): DataView | undefined => {
    const bytes = selectPlace.get(log, n)?.['bytes'] as Uint8Array | undefined;
    return bytes === undefined ? undefined : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  };

  /** How many entries of the log are `earlier`, which holds for a prefix only. */
  const countWhile = (log: string, earlier: (view: DataView, i: number) => boolean): number => {
    const bundles = Number(selectBundles.get(log)?.['bundles']);
    const n = firstFalse(bundles, (i) => {
      const view = bundle(log, i);
      return view !== undefined && earlier(view, countOf(view) - 1);
    });
    // Where all of all bundles are earlier, the last one says how many there are.
    const last = Math.max(0, Math.min(n, bundles - 1));
    const view = bundle(log, last);
    return view === undefined ? 0 : last * fullWidth + firstFalse(countOf(view), (i) => earlier(view, i));
  };

  return {
    positions: (log, n, from, to) => {
      const view = bundle(log, n);
      if (view === undefined) return [];
      const end = Math.min(to, countOf(view));
      return Array.from({ length: Math.max(0, end - from) }, (_, i) => positionAt(view, from + i));
    },
    indexOf: (log, position) => {
      const index = countWhile(log, (view, i) => positionAt(view, i) < position);
      const view = bundle(log, Math.floor(index / fullWidth));
      const i = index % fullWidth;
      return view !== undefined && i < countOf(view) && positionAt(view, i) === position ? index : undefined;
    },
    countUntil: (log, time) => countWhile(log, (view, i) => timeAt(view, i) <= time),
  };
};

/** The first i of 0 … count − 1 for which `holds` is false, by halving; count where it holds for all. */
const firstFalse = (count: number, holds: (i: number) => boolean): number => {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
};
