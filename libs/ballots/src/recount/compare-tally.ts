import { canonicalJson } from '@cunjian/kernel';
import type { CountedBallot } from '../tally.ts';
import type { Entry } from './ballot-log.ts';
import type { Find } from './finding.ts';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Paths at which two values differ, with both. */
const differences = (stored: unknown, found: unknown, path: string): readonly [string, unknown, unknown][] => {
  if (!isRecord(stored) || !isRecord(found)) return stored === found ? [] : [[path, stored, found]];
  return [...new Set([...Object.keys(stored), ...Object.keys(found)])].flatMap((name) =>
    differences(stored[name], found[name], path === '' ? name : `${path}.${name}`),
  );
};

const text = (value: unknown): string | number =>
  typeof value === 'number' || typeof value === 'string' ? value : value === undefined ? '' : canonicalJson(value);

/** The stored tally against the one that was recounted, number by number. */
export const compareTally = ({ data, where }: Entry<'ballot-counted'>, recounted: CountedBallot, find: Find): void => {
  for (const [field, stored, found] of differences(data, recounted, ''))
    find('tally.differs', where, { field, stored: text(stored), recounted: text(found) });
};
