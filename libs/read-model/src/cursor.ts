import { columnValue } from './fields.ts';
import { invalidCursor, type Query, type Scalar } from './port.ts';

export type Order = NonNullable<Query['order']>;

/** What a cursor holds: path, direction, value of the path (null: absent) and key; in the order of keys the path is empty and the value 0. */
type Written = readonly [by: string, direction: Order['direction'], value: Scalar | null, key: string];

/** The place of a document in an order; `value` undefined: its path holds no scalar. */
export interface Mark {
  readonly value: string | number | undefined;
  readonly key: string;
}

const isWritten = (mark: unknown): mark is Written =>
  Array.isArray(mark) &&
  mark.length === 4 &&
  (mark[2] === null || ['string', 'number', 'boolean'].includes(typeof mark[2])) &&
  typeof mark[3] === 'string';

const keyOrder: Order = { by: '', direction: 'ascending' };

export const encodeCursor = (order: Order | undefined, { value, key }: Mark): string => {
  const { by, direction } = order ?? keyOrder;
  const mark: Written = [by, direction, order === undefined ? 0 : (value ?? null), key];
  return Buffer.from(JSON.stringify(mark)).toString('base64url');
};

/** Throws `invalidCursor` for one that was never given out for this order. */
export const decodeCursor = (order: Order | undefined, cursor: string): Mark => {
  const { by, direction } = order ?? keyOrder;
  try {
    const mark: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (isWritten(mark) && mark[0] === by && mark[1] === direction)
      return { value: mark[2] === null ? undefined : columnValue(mark[2]), key: mark[3] };
  } catch {
    // Reported below, as every other cursor that is none of ours.
  }
  throw Object.assign(new Error('this cursor belongs to no page of this order'), { code: invalidCursor });
};
