import { given } from '@cunjian/testing';
import { describe, it } from '@jest/globals';
import { residentsImportDecider } from './decide.ts';

const file = { import: 'i1', division: '330302023200', sha256: 'a'.repeat(64), rows: 3 };
const imported = { type: 'residents-imported', data: file } as const;
const completed = { type: 'residents-import-completed', data: { import: 'i1', refused: 0 } } as const;
const accept = { kind: 'accept', file, doubtfulRows: [] } as const;
const complete = { kind: 'complete', result: completed.data } as const;

describe('an unknown import', () => {
  it('is accepted', () => given(residentsImportDecider).when(accept).then(imported));
  it('is refused while doubtful rows are not confirmed', () => {
    given(residentsImportDecider)
      .when({ ...accept, doubtfulRows: [2, 3] })
      .refused({ code: 'residents.rows-to-be-checked', params: { count: 2, rows: '2, 3' } });
    const confirmed = { ...file, confirmedRows: [3, 2] };
    given(residentsImportDecider)
      .when({ ...accept, file: confirmed, doubtfulRows: [2, 3] })
      .then({ type: 'residents-imported', data: confirmed });
  });
  it('is not completed', () => given(residentsImportDecider).when(complete).refused('residents.unknown-import'));
});

describe('an import being written', () => {
  it('is not accepted again, and is completed', () => {
    given(residentsImportDecider, imported).when(accept).then();
    given(residentsImportDecider, imported).when(complete).then(completed);
  });
});

describe('a completed import', () => {
  it('is not completed again', () => given(residentsImportDecider, imported, completed).when(complete).then());
});
