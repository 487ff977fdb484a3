import type { ResidentRow } from './resident-row.ts';

/** A resident as the register has her, in the clear; null: erased or restricted, and brought back by no import. */
export interface KnownResident {
  readonly division: string;
  readonly person: string;
  readonly kind: 'registered' | 'resident';
  readonly household: string;
  readonly group?: string;
  readonly name: string | null;
  readonly idNumber?: string | null;
  readonly phone?: string | null;
  readonly birthDate?: string | null;
}

/**
 * Why a row is to be checked by a person, and what confirming it means:
 * `same-name`: somebody of this name in this household has no identity number yet: it is the same person;
 * `several`: several of this name are in the household: the first is meant;
 * `other-name`: the identity number is registered under another name: the name has changed;
 * `registered-elsewhere`: the person is registered in another village: she lives here 常驻.
 */
export type Doubt = 'same-name' | 'several' | 'other-name' | 'registered-elsewhere';

export type FieldName = 'kind' | 'household' | 'group' | 'name' | 'idNumber' | 'phone' | 'birthDate';

export interface PlannedRow {
  readonly row: ResidentRow;
  readonly person: string;
  readonly action: 'record' | 'correct' | 'none';
  /** Of a correction: the fields that differ. A blank cell changes nothing. */
  readonly fields: readonly FieldName[];
  readonly doubt?: Doubt;
}

export interface Plan {
  readonly rows: readonly PlannedRow[];
  /** In the register and not in the file: left as they are, since a file may be part of a village. */
  readonly missing: readonly KnownResident[];
}

export interface PlanInput {
  readonly rows: readonly ResidentRow[];
  /** Everyone who belongs to one of the villages of the file. */
  readonly known: readonly KnownResident[];
  /** Id of the person for a row that matches nobody known. */
  readonly newPerson: (row: ResidentRow) => string;
  /** Villages where people are registered, by person. */
  readonly registeredIn: ReadonlyMap<string, string>;
}

const comparable = ['kind', 'household', 'group', 'name', 'idNumber', 'phone', 'birthDate'] as const;

const differing = (row: ResidentRow, known: KnownResident): readonly FieldName[] =>
  comparable.filter((field) => row[field] !== undefined && known[field] !== null && row[field] !== known[field]);

/** The resident that a row means, if any, and what makes it doubtful. */
const createMatcher = (known: readonly KnownResident[]) => {
  const byIdNumber = new Map(known.map((one) => [`${one.division} ${one.idNumber ?? ''}`, one]));
  const byPerson = new Map(known.map((one) => [`${one.division} ${one.person}`, one]));
  const byName = Map.groupBy(known, (one) => `${one.division} ${one.household} ${one.name ?? ''}`);
  return (row: ResidentRow, person: string): { readonly known?: KnownResident; readonly doubt?: Doubt } => {
    const sameName = byName.get(`${row.division} ${row.household} ${row.name}`) ?? [];
    if (row.idNumber === undefined) {
      const [first, ...others] = sameName;
      if (first === undefined) return {};
      return others.length === 0 ? { known: first } : { known: first, doubt: 'several' };
    }
    const certain = byIdNumber.get(`${row.division} ${row.idNumber}`) ?? byPerson.get(`${row.division} ${person}`);
    if (certain !== undefined)
      return certain.name === row.name || certain.name === null
        ? { known: certain }
        : { known: certain, doubt: 'other-name' };
    const unnumbered = sameName.find(({ idNumber }) => idNumber === undefined);
    return unnumbered === undefined ? {} : { known: unnumbered, doubt: 'same-name' };
  };
};

type Registered = ReadonlyMap<string, string>;

const isElsewhere = (person: string, division: string, registeredIn: Registered): boolean =>
  (registeredIn.get(person) ?? division) !== division;

const newResident = (row: ResidentRow, person: string, registeredIn: Registered): PlannedRow => {
  const { kind = 'registered', division } = row;
  const planned = { person, action: 'record', fields: [] } as const;
  return kind === 'registered' && isElsewhere(person, division, registeredIn)
    ? { ...planned, row: { ...row, kind: 'resident' }, doubt: 'registered-elsewhere' }
    : { ...planned, row: { ...row, kind } };
};

const correction = (
  row: ResidentRow,
  { known, doubt }: { readonly known: KnownResident; readonly doubt?: Doubt },
  registeredIn: Registered,
): PlannedRow => {
  const { person, division } = known;
  const fields = differing(row, known);
  const elsewhere = row.kind === 'registered' && fields.includes('kind') && isElsewhere(person, division, registeredIn);
  const left = elsewhere ? fields.filter((field) => field !== 'kind') : fields;
  const doubted = doubt ?? (elsewhere ? 'registered-elsewhere' : undefined);
  return {
    row,
    person,
    action: left.length === 0 ? 'none' : 'correct',
    fields: left,
    ...(doubted === undefined ? {} : { doubt: doubted }),
  };
};

/** What a file would change. Pure; the same for the preview and for the writing. */
export const planImport = ({ rows, known, newPerson, registeredIn }: PlanInput): Plan => {
  const match = createMatcher(known);
  const seen = new Set<string>();
  // A file of several villages may itself register somebody twice: the first row counts.
  const registered = new Map(registeredIn);
  const planned = rows.map((row): PlannedRow => {
    const person = newPerson(row);
    const { known: found, ...doubt } = match(row, person);
    if (found !== undefined) seen.add(`${row.division} ${found.person}`);
    const plan =
      found === undefined
        ? newResident(row, person, registered)
        : correction(row, { known: found, ...doubt }, registered);
    if (plan.row.kind === 'registered' && plan.doubt !== 'registered-elsewhere' && !registered.has(plan.person))
      registered.set(plan.person, row.division);
    return plan;
  });
  return { rows: planned, missing: known.filter((one) => !seen.has(`${one.division} ${one.person}`)) };
};
