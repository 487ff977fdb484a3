import type { CollectionReader, Document } from '@cunjian/read-model';

/** The documents in the order asked; those that are not there are left out. */
export const inOrder = async <Found extends Document>(
  collection: Pick<CollectionReader<Found>, 'get'>,
  ids: readonly string[],
): Promise<readonly Found[]> => {
  const found = await collection.get([...new Set(ids)]);
  return ids.flatMap((id) => found.get(id) ?? []);
};
