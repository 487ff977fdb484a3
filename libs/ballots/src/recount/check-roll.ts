import type { RollEntry } from '@cunjian/contracts';
import type { TreeHasher } from '@cunjian/tlog';
import { rollRoot } from '../roll-root.ts';
import type { BallotLog, Entry } from './ballot-log.ts';
import type { OpenedEntry } from './check-terms.ts';
import type { Find } from './finding.ts';

type Roll = Map<string, RollEntry>;

/** The entries as they were drawn, part by part. */
const drawn = (log: BallotLog, { data, where }: Entry<'roll-drawn'>, hasher: TreeHasher, find: Find): Roll => {
  const roll: Roll = new Map();
  const parts = log.of('roll-listed');
  for (const [at, part] of parts.entries()) {
    if (part.data.part !== at) find('roll.part', part.where, { part: part.data.part, expected: at });
    for (const entry of part.data.entries) {
      if (roll.has(entry.person)) find('roll.person-twice', part.where, { person: entry.person });
      roll.set(entry.person, entry);
    }
  }
  if (parts.length !== data.parts) find('roll.part', where, { part: parts.length, expected: data.parts });
  compare('roll.drawn-otherwise', where, data, roll, hasher, find);
  return roll;
};

type Otherwise = 'roll.drawn-otherwise' | 'roll.frozen-otherwise';

const compare = (
  code: Otherwise,
  where: string,
  { count, root }: { readonly count: number; readonly root: string },
  roll: Roll,
  hasher: TreeHasher,
  find: Find,
): void => {
  if (count !== roll.size || root !== rollRoot(roll.values(), hasher)) find(code, where, { count, found: roll.size });
};

type Objected = Entry<'roll-objected'>;
type Decided = Entry<'roll-objection-decided'>['data'];

/** Who is missing is added, who stands there wrongly is struck, and nobody else. */
const isAsObjected = ({ outcome, entry }: Decided, { data: { kind, about } }: Objected, roll: Roll): boolean => {
  if (entry === undefined) return false;
  return outcome === 'struck'
    ? kind === 'wrong' && entry.person === about && roll.has(entry.person)
    : kind === 'missing' && !roll.has(entry.person);
};

const changed = (log: BallotLog, roll: Roll, find: Find): void => {
  const about = new Map(log.of('roll-objected').map((entry) => [entry.data.objection, entry]));
  const decided = new Set<string>();
  for (const { data, where, at } of log.of('roll-objection-decided')) {
    const { objection, outcome, entry } = data;
    const objected = about.get(objection);
    if (objected === undefined || objected.at > at || decided.has(objection))
      find('roll.decided-without-objection', where, { objection });
    decided.add(objection);
    if (outcome === 'dismissed') continue;
    if (entry === undefined || objected === undefined || !isAsObjected(data, objected, roll)) {
      find('roll.changed-otherwise', where, { outcome, person: entry?.person ?? '' });
      continue;
    }
    if (outcome === 'added') roll.set(entry.person, entry);
    else roll.delete(entry.person);
  }
  for (const [objection] of about) if (!decided.has(objection)) find('roll.objection-open', '', { objection });
};

/** The roll as it was drawn, objected to and frozen: whoever is on it may vote, and nobody else. */
export const checkRoll = (
  log: BallotLog,
  { opened, openedAt }: OpenedEntry,
  hasher: TreeHasher,
  find: Find,
): ReadonlyMap<string, RollEntry> => {
  const [asDrawn] = log.of('roll-drawn');
  const [frozen] = log.of('roll-frozen');
  if (asDrawn === undefined || frozen === undefined) {
    find('roll.missing', '');
    return new Map();
  }
  const { asOf, division, body } = asDrawn.data;
  if (Date.parse(asOf) !== Date.parse(opened.times.rollAt))
    find('roll.other-instant', asDrawn.where, { asOf, expected: opened.times.rollAt });
  if (division !== opened.division || body !== opened.body) find('roll.other-body', asDrawn.where);
  const roll = drawn(log, asDrawn, hasher, find);
  changed(log, roll, find);
  compare('roll.frozen-otherwise', frozen.where, frozen.data, roll, hasher, find);
  for (const name of ['roll-listed', 'roll-objection-decided'] as const)
    for (const { at, where } of log.of(name)) if (at > frozen.at) find('roll.changed-after-freezing', where);
  if (frozen.at > openedAt) find('roll.frozen-late', frozen.where);
  const { count, root } = opened.roll;
  if (count !== frozen.data.count || root !== frozen.data.root)
    find('roll.opened-with-another', log.of('ballot-opened')[0]?.where ?? '', { count, frozen: frozen.data.count });
  return roll;
};
