import { describe, expect, it } from '@jest/globals';
import { planImport, type KnownResident, type PlanInput } from './plan.ts';
import type { ResidentRow } from './resident-row.ts';

const division = '330302023200';
const row = (fields: Partial<ResidentRow> = {}): ResidentRow => ({
  row: 2,
  division,
  household: '1',
  name: '张三',
  kind: 'registered',
  ...fields,
});
const known = (fields: Partial<KnownResident> = {}): KnownResident => ({
  division,
  person: 'p-zhang',
  kind: 'registered',
  household: '1',
  name: '张三',
  ...fields,
});
const plan = (input: Partial<PlanInput>) =>
  planImport({
    rows: [row()],
    known: [],
    newPerson: ({ idNumber, row: number }) => `p-${idNumber ?? number}`,
    registeredIn: new Map(),
    ...input,
  });

describe('a row that matches nobody', () => {
  it('is a new resident', () =>
    expect(plan({}).rows).toEqual([{ row: row(), person: 'p-2', action: 'record', fields: [] }]));
  it('lives here where another village has the registration, after a look', () =>
    expect(plan({ rows: [row({ idNumber: 'n1' })], registeredIn: new Map([['p-n1', '330302023201']]) }).rows).toEqual([
      {
        row: row({ idNumber: 'n1', kind: 'resident' }),
        person: 'p-n1',
        action: 'record',
        fields: [],
        doubt: 'registered-elsewhere',
      },
    ]));
});

describe('a row without an identity number', () => {
  it('is the one of that name in the household', () =>
    expect(plan({ known: [known()] }).rows[0]).toMatchObject({ person: 'p-zhang', action: 'none' }));
  it('is doubtful where there are several', () =>
    expect(plan({ known: [known(), known({ person: 'p-other' })] }).rows[0]).toMatchObject({ doubt: 'several' }));
  it('is another person in another household', () =>
    expect(plan({ rows: [row({ household: '2' })], known: [known()] }).rows[0]).toMatchObject({ action: 'record' }));
});

describe('a row with an identity number', () => {
  const rows = [row({ idNumber: 'n1', household: '9' })];
  it('is whoever has it, and changes what differs', () =>
    expect(plan({ rows, known: [known({ idNumber: 'n1' })] }).rows[0]).toMatchObject({
      person: 'p-zhang',
      action: 'correct',
      fields: ['household'],
    }));
  it('is the person known by it though the number was erased here', () =>
    expect(plan({ rows, known: [known({ person: 'p-n1', idNumber: null })] }).rows[0]).toMatchObject({
      person: 'p-n1',
      // What was erased or restricted comes back by no import.
      fields: ['household'],
    }));
  it('is doubtful under another name', () =>
    expect(plan({ rows, known: [known({ idNumber: 'n1', name: '李四' })] }).rows[0]).toMatchObject({
      person: 'p-zhang',
      doubt: 'other-name',
      fields: ['household', 'name'],
    }));
  it('is doubtful where one of that name in the household has none', () =>
    expect(plan({ rows: [row({ idNumber: 'n1' })], known: [known()] }).rows[0]).toMatchObject({
      person: 'p-zhang',
      doubt: 'same-name',
      fields: ['idNumber'],
    }));
  it('is somebody else where that one has another', () =>
    expect(plan({ rows: [row({ idNumber: 'n1' })], known: [known({ idNumber: 'n2' })] }).rows[0]).toMatchObject({
      person: 'p-n1',
      action: 'record',
    }));
});

describe('a row about somebody who lives here and is registered elsewhere', () => {
  const lives = known({ idNumber: 'n1', kind: 'resident' });
  const registeredIn = new Map([['p-zhang', '330302023201']]);
  const blank: ResidentRow = { row: 2, division, household: '1', name: '张三', idNumber: 'n1' };
  it('changes nothing where it does not say how', () =>
    expect(plan({ rows: [blank], known: [lives], registeredIn }).rows[0]).toMatchObject({
      action: 'none',
      fields: [],
    }));
  it('does not register her twice', () =>
    expect(plan({ rows: [row({ idNumber: 'n1' })], known: [lives], registeredIn }).rows[0]).toMatchObject({
      action: 'none',
      fields: [],
      doubt: 'registered-elsewhere',
    }));
});

describe('a file of two villages', () => {
  it('registers nobody in both', () => {
    const rows = [row({ idNumber: 'n1' }), row({ row: 3, idNumber: 'n1', division: '330302023201' })];
    expect(plan({ rows }).rows).toMatchObject([
      { action: 'record', row: { kind: 'registered' } },
      { action: 'record', row: { kind: 'resident' }, doubt: 'registered-elsewhere' },
    ]);
  });
});

describe('a plan', () => {
  it('tells who is not in the file, and does nothing to them', () =>
    expect(plan({ rows: [], known: [known()] })).toEqual({ rows: [], missing: [known()] }));
  it('keeps villages apart', () =>
    expect(plan({ known: [known({ division: '330302023201' })] }).rows[0]).toMatchObject({ action: 'record' }));
});
