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
  const kept: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value))
    if (member !== null && member !== undefined) kept[key] = strip(member);
  return kept;
};
