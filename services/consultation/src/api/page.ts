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
