import { canonicalJson } from '@cunjian/kernel';
import { compareQuantities, type Quantity } from './quantities.ts';

/**
 * How two values of a parameter compare, so that a lower rank may add or tighten and never loosen.
 * - `more`, `less`: a number, share or term is the tighter, the larger or the smaller it is;
 * - `either`: a demand; it holds where any rank makes it;
 * - `scale`: values from the loosest to the tightest;
 * - `union`: a list that each rank may add to; `order` is the order of the merged list;
 * - `fixed`: the highest rank decides; a different value below it is suspended.
 */
export type Tighten =
  | { readonly by: 'more' | 'less' | 'either' | 'fixed' }
  | { readonly by: 'scale'; readonly order: readonly string[] }
  | { readonly by: 'union'; readonly order?: readonly string[] };

/** Positive where `b` is tighter than `a`, negative where it is looser, 0 where neither. Not for `union`. */
const tightness = (tighten: Exclude<Tighten, { by: 'union' }>, a: unknown, b: unknown): number => {
  switch (tighten.by) {
    case 'more':
      return compareQuantities(b as Quantity, a as Quantity);
    case 'less':
      return compareQuantities(a as Quantity, b as Quantity);
    case 'either':
      return Number(b) - Number(a);
    case 'scale':
      return tighten.order.indexOf(String(b)) - tighten.order.indexOf(String(a));
    case 'fixed':
      return canonicalJson(a) === canonicalJson(b) ? 0 : -1;
  }
};

const unite = (
  order: readonly string[] | undefined,
  a: readonly unknown[],
  b: readonly unknown[],
): readonly unknown[] => {
  const united = new Map([...a, ...b].map((element) => [canonicalJson(element), element]));
  const key = (text: string): string => {
    const at = order?.indexOf(JSON.parse(text) as string) ?? -1;
    return at === -1 ? `~${text}` : String(at).padStart(4, '0');
  };
  return [...united].sort(([x], [y]) => (key(x) < key(y) ? -1 : 1)).map(([, element]) => element);
};

export interface Combined {
  readonly value: unknown;
  readonly lower: 'adds' | 'agrees' | 'loosens';
}

/** What holds where `higher` comes from the rules above and `lower` from the next rule. */
export const combine = (tighten: Tighten, higher: unknown, lower: unknown): Combined => {
  if (tighten.by === 'union') {
    const value = unite(tighten.order, higher as readonly unknown[], lower as readonly unknown[]);
    return { value, lower: value.length > (higher as readonly unknown[]).length ? 'adds' : 'agrees' };
  }
  const order = tightness(tighten, higher, lower);
  if (order > 0) return { value: lower, lower: 'adds' };
  return { value: higher, lower: order < 0 ? 'loosens' : 'agrees' };
};
