import { levels, type Level } from './code.ts';

export interface Division {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  /** Absent for a province. */
  readonly parent?: string;
}

/** A division of an earlier list that has ended, and the one that it became or was merged into. */
export interface Successor {
  readonly code: string;
  readonly replacedBy: string;
}

export interface DivisionIndex {
  get(code: string): Division | undefined;
  /** In order of their codes. */
  children(code: string): readonly Division[];
  /** Names from the province down to the division itself; what the list lacks is left out. */
  path(code: string): readonly string[];
}

export const createDivisionIndex = (divisions: readonly Division[]): DivisionIndex => {
  const byCode = new Map(divisions.map((division) => [division.code, division]));
  const byParent = Map.groupBy(
    divisions.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    ({ parent }) => parent,
  );
  return {
    get: (code) => byCode.get(code),
    children: (code) => byParent.get(code) ?? [],
    path: (code) => {
      const names: string[] = [];
      let at = byCode.get(code);
      // A list may be wrong: no more steps than there are levels.
      while (at !== undefined && names.length < levels.length) {
        names.unshift(at.name);
        at = at.parent === undefined ? undefined : byCode.get(at.parent);
      }
      return names;
    },
  };
};
