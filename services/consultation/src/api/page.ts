import type { CollectionReader, Document, Query } from '@cunjian/read-model';

/** A page of things, each with its cursor. */
export interface Page<Item> {
  readonly items: readonly { readonly cursor: string; readonly item: Item }[];
  readonly hasMore: boolean;
}

export const emptyPage: Page<never> = { items: [], hasMore: false };

interface Keyed {
  readonly items: readonly { readonly key: string; readonly cursor: string }[];
  readonly hasMore: boolean;
}

/** What was found, as the views that the caller may have of it. */
export const pageOf = <View>(
  { items, hasMore }: Keyed,
  views: readonly View[],
  keyOf: (view: View) => string,
): Page<View> => {
  const byKey = new Map(views.map((view) => [keyOf(view), view]));
  return {
    items: items.flatMap(({ key, cursor }) => {
      const item = byKey.get(key);
      return item === undefined ? [] : [{ cursor, item }];
    }),
    hasMore,
  };
};

/** Which page is asked for: how many, and after which cursor of an earlier one. */
export interface Asked {
  readonly first: number;
  readonly after?: string | undefined;
}

export const findPage = <Found extends Document>(
  collection: CollectionReader<Found>,
  { first, after }: Asked,
  query: Pick<Query, 'where' | 'order'>,
) => collection.find({ ...query, limit: first, ...(after === undefined ? {} : { after }) });

/** How documents become what a caller is shown of them. */
export interface Shown<Found extends Document, View> {
  /** Those that the caller may have; the others are left out. */
  views(documents: readonly Found[]): Promise<readonly View[]>;
  /** The key of the document that a view is of. */
  keyOf(view: View): string;
}

/** A page of what the collection holds, shorter than asked where the caller may not have some of it. */
export const readPage = async <Found extends Document, View>(
  collection: CollectionReader<Found>,
  asked: Asked,
  { views, keyOf, ...query }: Shown<Found, View> & Pick<Query, 'where' | 'order'>,
): Promise<Page<View>> => {
  const found = await findPage(collection, asked, query);
  return pageOf(found, await views(found.items.map(({ document }) => document)), keyOf);
};

/** A page of documents as they are: whoever may ask for it may have all of them. */
export const readDocuments = async <Found extends Document>(
  collection: CollectionReader<Found>,
  asked: Asked,
  query: Pick<Query, 'where' | 'order'>,
): Promise<Page<Found>> => {
  const { items, hasMore } = await findPage(collection, asked, query);
  return { items: items.map(({ cursor, document }) => ({ cursor, item: document })), hasMore };
};
