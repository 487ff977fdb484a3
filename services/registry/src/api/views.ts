import { nationalDivision } from '@cunjian/contracts';
import { kindOf, type Level } from '@cunjian/divisions';
import { nameAsOf, nameOf, type DivisionDocument } from '../projections/divisions.ts';

export interface DivisionView {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  /** Of a division at village level, told by the last three digits of its code. */
  readonly villageKind?: 'residents-community' | 'village' | 'other';
  readonly parent?: string;
  readonly abolished: boolean;
  readonly successors: readonly string[];
  /** How many are listed directly below. */
  readonly children: number;
  /** Oldest first; the last one is the name now. */
  readonly names: readonly { readonly name: string; readonly since: string }[];
}

const villageKindOf = (code: string): Pick<DivisionView, 'villageKind'> => {
  const kind = kindOf(code);
  return kind === 'village' || kind === 'residents-community' || kind === 'other' ? { villageKind: kind } : {};
};

export const divisionView = (document: DivisionDocument, asOf?: string): DivisionView => {
  const { code, level, parent, status, successors, children, names } = document;
  return {
    code,
    name: asOf === undefined ? nameOf(document) : nameAsOf(document, asOf),
    level,
    ...villageKindOf(code),
    ...(parent === nationalDivision ? {} : { parent }),
    abolished: status === 'abolished',
    successors,
    children,
    names,
  };
};
