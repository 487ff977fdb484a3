/** The second and later of items with the same key, each with its place. */
export const repeated = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): readonly (readonly [Item, number])[] => {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const key = keyOf(item);
    if (seen.has(key)) return [[item, index] as const];
    seen.add(key);
    return [];
  });
};
