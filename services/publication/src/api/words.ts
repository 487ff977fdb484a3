import type { Refusal } from '@cunjian/kernel';
import { concealInput, screenProse, type Concealed, type VaultEntry } from '@cunjian/personal-data';
import type { z } from 'zod';
import { todayOf, type Publication } from '../publication-context.ts';

/** Collects what people wrote in one command, for the vault. */
export interface Words {
  /** Digests in place of every `plain` field. `subject`: the person the words are about or from. */
  conceal<Schema extends z.ZodType>(
    schema: Schema,
    value: z.output<Schema>,
    subject?: string,
  ): Concealed<z.output<Schema>>;
  entries(): readonly VaultEntry[];
}

export const createWords = (publication: Publication, division: string): Words => {
  const entries: VaultEntry[] = [];
  const recordedOn = todayOf(publication);
  const { random } = publication.runtime;
  return {
    conceal: (schema, value, subject) => {
      const context = { random, division, recordedOn, ...(subject === undefined ? {} : { subject }) };
      const concealed = concealInput(schema, value, context);
      entries.push(...concealed.entries);
      return concealed.value;
    },
    entries: () => entries,
  };
};

/** Hashes and dates are made by machines; every other text may have been typed by a person. */
const machineText = /^([0-9a-f]{64}|\d{4}-\d{2}-\d{2})$/;

/** `personal-data.in-prose` for every identity, phone or bank number in any text of the input, each with its path. */
export const screenInput = (value: unknown, path: string): readonly Refusal[] => {
  if (typeof value === 'string') return machineText.test(value) ? [] : screenProse(path, value);
  if (Array.isArray(value)) return value.flatMap((item, index) => screenInput(item, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => screenInput(member, path === '' ? key : `${path}.${key}`));
};
