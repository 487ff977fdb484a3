import type { CollectionSpec } from '@cunjian/read-model';
import type { Projection } from './projection.ts';

/** Where readers find the documents of a projection. */
export const collectionSpec = (projection: Projection): CollectionSpec => {
  const { name, version, indexes, search } = projection;
  return search === undefined ? { name, version, indexes } : { name, version, indexes, search };
};

/** Where readers find its `RollUp`s, by `rollUpKey`, or one bucket of many divisions by the index. */
export const rollUpSpec = ({ name, version }: Projection): CollectionSpec => ({
  name: `${name}.rollup`,
  version,
  indexes: [['bucket', 'division'], ['division']],
});

export const rollUpKey = (division: string, bucket: string): string => `${division}/${bucket}`;
