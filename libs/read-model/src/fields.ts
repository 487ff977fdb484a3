import type { Document, Scalar } from './port.ts';

/** Reads a dotted path; undefined where nothing is there. */
export type At = (document: Document) => unknown;

export const at = (path: string): At => {
  const segments = path.split('.');
  return (document) => {
    let value: unknown = document;
    for (const segment of segments) {
      if (typeof value !== 'object' || value === null) return undefined;
      value = (value as Record<string, unknown>)[segment];
    }
    return value;
  };
};

export const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** How a scalar is kept in a column, by every adapter: SQLite has no booleans, and within one path a value has one type, so 1 and true never meet. */
export const columnValue = (value: Scalar): string | number => (typeof value === 'boolean' ? Number(value) : value);
