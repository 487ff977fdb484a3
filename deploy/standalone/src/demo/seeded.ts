import { createHash } from 'node:crypto';

/** The same at every first start: a number, a choice or an id from a name. Not for anything secret. */
const digest = (name: string): Buffer => createHash('sha256').update(`cunjian demo ${name}`).digest();

/** From `from` to `to`, both included. */
export const seededInteger = (name: string, from: number, to: number): number =>
  from + (digest(name).readUInt32BE(0) % (to - from + 1));

export const seededChoice = <T>(name: string, choices: readonly [T, ...T[]]): T =>
  choices[seededInteger(name, 0, choices.length - 1)] ?? choices[0];

/** A UUID of version 4's form, so that commands sent again after a crash happen once. */
export const seededUuid = (name: string): string => {
  const hex = digest(name).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
