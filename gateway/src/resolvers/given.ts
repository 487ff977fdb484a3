/** An input without what the client left out or sent as null: services tell «absent» from «empty» by absence. */
export type Given<T> = T extends readonly (infer Item)[]
  ? Given<Item>[]
  : T extends object
    ? { [Key in keyof T]: Given<NonNullable<T[Key]>> }
    : T;

export const given = <T>(value: T): Given<T> => strip(value) as Given<T>;

const strip = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  // As own members, whatever they are called: `__proto__` is a name like any other here.
  return Object.fromEntries(kept.map(([key, member]) => [key, strip(member)]));
};
