type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** They say nothing about which values are valid. */
const annotations = new Set(['title', 'description', '$comment', 'examples', 'erasable']);
const same = (a: Json | undefined, b: Json | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);
const namesOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** Fields may be added, none may go, and those that stay may only change compatibly. */
const compareProperties = (before: JsonObject, after: JsonObject, at: string): readonly string[] =>
  Object.entries(before).flatMap(([name, schema]) => {
    const next = after[name];
    return next === undefined ? [`${at}/${name} is gone`] : incompatibilities(schema, next, `${at}/${name}`);
  });

const compareRequired = (before: Json | undefined, after: Json | undefined, at: string): readonly string[] => {
  const [old, now] = [namesOf(before), namesOf(after)];
  return [
    ...now.filter((name) => !old.includes(name)).map((name) => `${at}/${name} must be there now`),
    ...old.filter((name) => !now.includes(name)).map((name) => `${at}/${name} may be absent now`),
  ];
};

const compareKeyword = (key: string, before: JsonObject, after: JsonObject, at: string): readonly string[] => {
  const [old, now] = [before[key], after[key]];
  if (key === 'required') return compareRequired(old, now, at);
  if (key === 'properties') return compareProperties(isObject(old) ? old : {}, isObject(now) ? now : {}, at);
  return old === undefined || now === undefined
    ? [`${at} ${old === undefined ? 'has gained' : 'has lost'} ${key}`]
    : incompatibilities(old, now, `${at}/${key}`);
};

/**
 * What in a JSON Schema changed otherwise than within a version it may: by optional fields that were added. Empty where
 * all who read the events before can read them still, and the other way round.
 */
export const incompatibilities = (before: Json, after: Json, at = '#'): readonly string[] => {
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return before.flatMap((item: Json, i) =>
      incompatibilities(item, (after as readonly Json[])[i] ?? null, `${at}/${i}`),
    );
  if (!isObject(before) || !isObject(after))
    return same(before, after) ? [] : [`${at} was ${JSON.stringify(before)} and is ${JSON.stringify(after)}`];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => !annotations.has(key)).flatMap((key) => compareKeyword(key, before, after, at));
};
