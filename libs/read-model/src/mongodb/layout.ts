import { at, columnValue, isScalar } from '../fields.ts';
import type { Document, Write } from '../port.ts';
import { declaredPaths, readSpec } from '../spec-text.ts';
import type { Held } from './registry.ts';

/**
 * How one collection is kept. Beside the document `d` stand its columns: of the i-th declared path `c<i>` holds the scalar,
 * `e<i>` the elements of the array; neither is there where the path holds nothing. Indexes lie over these and not over the
 * document, because MongoDB would look into arrays of objects, order an array by its least element, and refuse a document
 * with arrays at two paths of one index.
 */
export interface Layout {
  readonly name: string;
  readonly physical: string;
  readonly indexes: readonly (readonly string[])[];
  readonly paths: readonly string[];
  /** Numbers of the paths at which some document has held an array. */
  readonly arrays: Set<number>;
  readonly search: string | undefined;
}

export const layoutOf = ({ name, physical, spec, arrays }: Held): Layout => {
  const { indexes, search } = readSpec(spec);
  return { name, physical, indexes, paths: declaredPaths({ indexes }), arrays: new Set(arrays), search };
};

type Column = `c${number}`;
type Elements = `e${number}`;

export interface Stored {
  readonly _id: string;
  /** Of the last event folded in. */
  readonly p: bigint;
  /** Characters of the document as JSON. */
  readonly s?: number;
  readonly d?: Document;
  /** What is left of a deleted document: its position, until the checkpoint has passed it. */
  readonly gone?: true;
  readonly [column: Column]: string | number;
  readonly [elements: Elements]: readonly (string | number)[];
}

/** A write that can be written: kept as text until its turn comes, as a commit may hold tens of thousands. */
export interface Encoded extends Pick<Write, 'key' | 'position'> {
  /** undefined deletes. */
  readonly text: string | undefined;
}

export const createEncoding = ({ paths }: Pick<Layout, 'paths'>) => {
  const columns = paths.map(at);
  return {
    /** Throws where the document is no JSON. */
    encode: ({ key, position, document }: Write): Encoded => ({
      key,
      position,
      text: document === undefined ? undefined : JSON.stringify(document),
    }),
    /** Numbers of the paths at which it holds an array. */
    arraysOf: ({ document }: Write): number[] =>
      document === undefined ? [] : columns.flatMap((read, i) => (Array.isArray(read(document)) ? [i] : [])),
    store: ({ key, position, text }: Encoded): Stored => {
      if (text === undefined) return { _id: key, p: position, gone: true };
      // What JSON leaves out, such as undefined, is left out here too.
      const document = JSON.parse(text) as Document;
      const values: Record<string, unknown> = {};
      columns.forEach((read, i) => {
        const value = read(document);
        if (isScalar(value)) values[`c${i}`] = columnValue(value);
        if (Array.isArray(value)) values[`e${i}`] = [...new Set(value.filter(isScalar).map(columnValue))];
      });
      return { _id: key, p: position, s: text.length, d: document, ...values };
    },
  };
};
