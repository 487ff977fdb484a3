import { isWithin, levelOf } from './code.ts';
import type { Division, Successor } from './division.ts';

/** What a later list changes. Events are made of it; the names that ended stay in history. */
export interface ListChanges {
  readonly registered: readonly Division[];
  readonly renamed: readonly { readonly division: Division; readonly formerName: string }[];
  /** Ended, and went on under another code: its one successor is new and has no other predecessor. */
  readonly moved: readonly { readonly from: Division; readonly to: Division }[];
  /** Ended, and is now part of `into`. */
  readonly merged: readonly { readonly from: Division; readonly into: Division }[];
  /** Ended, and no successor was named. */
  readonly abolished: readonly Division[];
  /** For a person to confirm, never applied by itself: an abolished one and a registered one of the same name and level nearby. */
  readonly proposals: readonly Successor[];
  /** Successors that name a division which has not ended, or one that the later list lacks: nothing was made of them. */
  readonly unused: readonly Successor[];
}

export interface ListComparison {
  readonly before: readonly Division[];
  readonly after: readonly Division[];
  readonly successors?: readonly Successor[];
  /**
   * Divisions for which `after` is complete: only what lies in them can have ended. By default the counties that
   * `after` names, so that a list of one county abolishes nothing elsewhere.
   */
  readonly scopes?: readonly string[];
}

export const compareLists = ({ before, after, successors = [], scopes }: ListComparison): ListChanges => {
  const old = new Map(before.map((division) => [division.code, division]));
  const now = new Map(after.map((division) => [division.code, division]));
  const complete = new Set(scopes ?? after.filter(({ level }) => level === 'county').map(({ code }) => code));
  const isComplete = ({ code }: Division) => [...complete].some((scope) => isWithin(code, scope));
  const ended = before.filter((division) => !now.has(division.code) && isComplete(division));
  const endedCodes = new Set(ended.map(({ code }) => code));

  const isUsed = ({ code, replacedBy }: Successor) =>
    endedCodes.has(code) && now.has(replacedBy) && levelOf(code) === levelOf(replacedBy);
  const links = new Map(successors.filter(isUsed).map(({ code, replacedBy }) => [code, replacedBy]));
  const predecessors = Map.groupBy(links, ([, replacedBy]) => replacedBy);

  const moved: { from: Division; to: Division }[] = [];
  const merged: { from: Division; into: Division }[] = [];
  for (const from of ended) {
    const to = now.get(links.get(from.code) ?? '');
    if (to === undefined) continue;
    if (!old.has(to.code) && predecessors.get(to.code)?.length === 1) moved.push({ from, to });
    else merged.push({ from, into: to });
  }
  const movedTo = new Set(moved.map(({ to }) => to.code));
  const registered = after.filter(({ code }) => !old.has(code) && !movedTo.has(code));
  const abolished = ended.filter(({ code }) => !links.has(code));
  return {
    registered,
    renamed: after.flatMap((division) => {
      const formerName = old.get(division.code)?.name;
      return formerName === undefined || formerName === division.name ? [] : [{ division, formerName }];
    }),
    moved,
    merged,
    abolished,
    proposals: propose(abolished, registered),
    unused: successors.filter((successor) => !isUsed(successor)),
  };
};

/** Same name, level and county (above a town: same province), and no second candidate on either side. */
const propose = (abolished: readonly Division[], registered: readonly Division[]): readonly Successor[] => {
  const key = ({ code, name, level }: Division) =>
    `${level} ${code.slice(0, level === 'village' || level === 'town' ? 6 : 2)} ${name}`;
  const candidates = Map.groupBy(registered, key);
  return [...Map.groupBy(abolished, key)].flatMap(([name, [from, ...others]]) => {
    const [to, ...more] = candidates.get(name) ?? [];
    return from === undefined || to === undefined || others.length > 0 || more.length > 0
      ? []
      : [{ code: from.code, replacedBy: to.code }];
  });
};
