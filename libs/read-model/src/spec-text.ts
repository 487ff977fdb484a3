import type { CollectionSpec } from './port.ts';

/** What of a declaration decides how documents are kept: where it differs, they are built again. */
export const specText = ({ indexes, search }: CollectionSpec): string =>
  JSON.stringify(search === undefined ? { indexes } : { indexes, search });

export const readSpec = (text: string): Pick<CollectionSpec, 'indexes' | 'search'> =>
  JSON.parse(text) as Pick<CollectionSpec, 'indexes' | 'search'>;

/** Declared paths, each once; columns are numbered in this order. */
export const declaredPaths = ({ indexes }: Pick<CollectionSpec, 'indexes'>): string[] => [...new Set(indexes.flat())];

/** Whether the collections kept are those declared now. */
export const sameDeclarations = (
  kept: readonly { readonly name: string; readonly spec: string }[],
  declared: readonly CollectionSpec[],
): boolean => {
  const of = kept.map(({ name, spec }) => `${name} ${spec}`).sort();
  const wanted = declared.map((spec) => `${spec.name} ${specText(spec)}`).sort();
  return of.length === wanted.length && of.every((text, i) => text === wanted[i]);
};
