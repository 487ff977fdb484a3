import type { Vault } from '@cunjian/personal-data';
import type { ResidentDocument } from '../projections/residents.ts';

export const personalFields = ['name', 'idNumber', 'phone', 'birthDate'] as const;
export type PersonalField = (typeof personalFields)[number];

/** Fields of which the village keeps a value and shows it to nobody. */
export const restrictedFields = async (
  vault: Pick<Vault, 'get'>,
  documents: readonly ResidentDocument[],
): Promise<readonly (readonly PersonalField[])[]> => {
  const values = await vault.get(documents.flatMap((one) => personalFields.flatMap((field) => one[field] ?? [])));
  const isRestricted = (digest: string | undefined): boolean => {
    const record = digest === undefined ? undefined : values.get(digest);
    return record?.state === 'kept' && record.restricted;
  };
  return documents.map((one) => personalFields.filter((field) => isRestricted(one[field])));
};

export interface FieldState {
  readonly field: PersonalField;
  readonly state: 'none' | 'kept' | 'restricted' | 'erased';
}

/** What the village has of each field of a person; not what it says. */
export const fieldStates = async (
  vault: Pick<Vault, 'get'>,
  document: ResidentDocument,
): Promise<readonly FieldState[]> => {
  const values = await vault.get(personalFields.flatMap((field) => document[field] ?? []));
  return personalFields.map((field) => {
    const digest = document[field];
    if (digest === undefined) return { field, state: 'none' };
    const record = values.get(digest);
    if (record?.state !== 'kept') return { field, state: 'erased' };
    return { field, state: record.restricted ? 'restricted' : 'kept' };
  });
};

const kinds = { name: 'name', idNumber: 'id-number', phone: 'phone', birthDate: 'birth-date' } as const;

/** Current and earlier values of these fields that the village recorded of the person, but not names of offices. */
export const digestsToErase = async (
  vault: Pick<Vault, 'get' | 'ofSubject'>,
  document: ResidentDocument,
  fields: readonly PersonalField[],
): Promise<readonly string[]> => {
  const wanted = new Set<string>(fields.map((field) => kinds[field]));
  const current = fields.flatMap((field) => document[field] ?? []);
  const all = await vault.get(await vault.ofSubject(document.person));
  const earlier = [...all.values()].filter(
    (record) =>
      record.state === 'kept' &&
      record.division === document.division &&
      wanted.has(record.kind) &&
      (record.kind !== 'name' || record.digest === document.name),
  );
  return [...new Set([...current, ...earlier.map(({ digest }) => digest)])];
};
