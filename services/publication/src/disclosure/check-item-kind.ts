import { itemKindsOf, type GroupName } from '@cunjian/contracts';
import type { Refusal } from '@cunjian/kernel';

/** Empty where `itemKind` is one of the items of the group, or none is said. */
export const checkItemKind = (itemKind: string | undefined, group: GroupName, field: string): readonly Refusal[] => {
  const kinds = itemKindsOf(group);
  if (itemKind === undefined || kinds.some(({ code }) => code === itemKind)) return [];
  const expected = kinds.map(({ code, zh }) => `${code} ${zh}`).join('；');
  return [{ code: 'disclosure.unknown-item-kind', params: { itemKind, expected }, field: `${field}.itemKind` }];
};
