import type { Refusal } from '@cunjian/kernel';
import { screenProse } from '@cunjian/personal-data';

/** Hashes and dates are made by machines; every other text may have been typed by a person. */
const machineText = /^([0-9a-f]{64}|\d{4}-\d{2}-\d{2})$/;

/** `personal-data.in-prose` for every identity, phone or bank number in any text of the input, each with its path. */
export const screenInput = (value: unknown, path: string): readonly Refusal[] => {
  if (typeof value === 'string') return machineText.test(value) ? [] : screenProse(path, value);
  if (Array.isArray(value)) return value.flatMap((item, index) => screenInput(item, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => screenInput(member, path === '' ? key : `${path}.${key}`));
};
