import { isWithin, levelOf } from './code.ts';
import type { Division, Successor } from './division.ts';

export interface EndedDivision {
  readonly division: Division;
  /** Named by the later list. Empty where nothing took over. */
  readonly successors: readonly Division[];
  /**
   * `moved`: went on alone under a new code (a renamed county, a promoted town); `merged`: into one that was there
   * before or has other predecessors; `split`: into several.
   */
  readonly as: 'moved' | 'merged' | 'split' | 'abolished';
}

/** What a later list changes. Events are made of it; the names that ended stay in history. */
export interface ListChanges {
  /** Codes that the earlier list lacks, successors of ended ones among them. */
  readonly registered: readonly Division[];
  readonly renamed: readonly { readonly division: Division; readonly formerName: string }[];
  readonly ended: readonly EndedDivision[];
  /** For a person to confirm, never applied by itself: an abolished one and a registered one of the same name and level nearby. */
  readonly proposals: readonly Successor[];
  /** Successors of a division that has not ended, or that the later list lacks: nothing was made of them. */
  readonly unused: readonly Successor[];
}

export interface ListComparison {
  readonly before: readonly Division[];
  readonly after: readonly Division[];
  /** Several of one division where it was split. */
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
  const complete = scopes ?? after.filter(({ level }) => level === 'county').map(({ code }) => code);
  const gone = before.filter(({ code }) => !now.has(code) && complete.some((scope) => isWithin(code, scope)));
  const goneCodes = new Set(gone.map(({ code }) => code));

  const isUsed = ({ code, replacedBy }: Successor) =>
    goneCodes.has(code) && now.has(replacedBy) && levelOf(code) === levelOf(replacedBy);
  const links = successors.filter(isUsed);
  const bySource = Map.groupBy(links, ({ code }) => code);
  const byTarget = Map.groupBy(links, ({ replacedBy }) => replacedBy);
  const waysOn = (targets: readonly Division[]): EndedDivision['as'] => {
    const [only, ...others] = targets;
    if (only === undefined) return 'abolished';
    if (others.length > 0) return 'split';
    return !old.has(only.code) && byTarget.get(only.code)?.length === 1 ? 'moved' : 'merged';
  };

  const registered = after.filter(({ code }) => !old.has(code));
  const ended = gone.map((division): EndedDivision => {
    const codes = new Set((bySource.get(division.code) ?? []).map(({ replacedBy }) => replacedBy));
    const targets = [...codes].flatMap((code) => now.get(code) ?? []);
    return { division, successors: targets, as: waysOn(targets) };
  });
  return {
    registered,
    renamed: after.flatMap((division) => {
      const formerName = old.get(division.code)?.name;
      return formerName === undefined || formerName === division.name ? [] : [{ division, formerName }];
    }),
    ended,
    proposals: propose(
      ended.filter((end) => end.as === 'abolished').map(({ division }) => division),
      registered.filter(({ code }) => !byTarget.has(code)),
    ),
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
