import DataLoader from 'dataloader';

export type Value<Call extends (given: never) => Promise<unknown>> =
  Awaited<ReturnType<Call>> extends { readonly value: infer Found } ? Found : never;
export type Item<List> = List extends readonly (infer One)[] ? One : never;

/** What one thing is shown by, where the read models had not seen what `atLeast` asks for. */
export interface Dated {
  readonly stale?: boolean;
}

/** Most keys that one call of a service takes. */
const maxBatchSize = 100;

/** In the order of `keys`; what is not among `found` is undefined. */
export const inOrder = <T>(
  keys: readonly string[],
  found: readonly T[],
  keyOf: (one: T) => string,
): (T | undefined)[] => {
  const byKey = new Map(found.map((one) => [keyOf(one), one]));
  return keys.map((key) => byKey.get(key));
};

export const byKey = <T>(load: (keys: readonly string[]) => Promise<(T | undefined)[]>) =>
  new DataLoader<string, T | undefined>(load, { maxBatchSize });

export const byObject = <Key extends object, T>(load: (keys: readonly Key[]) => Promise<(T | undefined)[]>) =>
  new DataLoader<Key, T | undefined, string>(load, { maxBatchSize, cacheKeyFn: (key) => JSON.stringify(key) });

export type Seen = () => { readonly atLeast?: string };
export interface Reading {
  readonly seen: Seen;
  /** The things of an answer, each marked where the answer is stale. */
  readonly dated: <T extends object>(answer: {
    readonly value: readonly T[];
    readonly stale: boolean;
  }) => readonly (T & Dated)[];
}
