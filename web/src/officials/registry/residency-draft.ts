import type { ResidentShown } from './registry-queries.ts';

/** What stands in the form for one resident; empty is absent. */
export interface ResidencyDraft {
  kind: string;
  name: string;
  household: string;
  group: string;
  idNumber: string;
  phone: string;
  birthDate: string;
}

export const residencyDraft = (like?: ResidentShown): ResidencyDraft => ({
  kind: like?.kind ?? 'REGISTERED',
  name: like?.name ?? '',
  household: like?.household ?? '',
  group: like?.group ?? '',
  idNumber: like?.idNumber ?? '',
  phone: like?.phone ?? '',
  birthDate: like?.birthDate ?? '',
});

const entries = (draft: ResidencyDraft) =>
  Object.entries(draft).map(([field, value]: [string, string]) => [field, value.trim()] as const);

/** What was filled in; of a correction only what differs from `before`. */
export const residencyInput = (draft: ResidencyDraft, before?: ResidencyDraft): Readonly<Record<string, string>> => {
  const known = new Map(before === undefined ? [] : entries(before));
  return Object.fromEntries(entries(draft).filter(([field, value]) => value !== '' && value !== known.get(field)));
};
