import { describe, expect, it } from '@jest/globals';
import { below, fieldId, lineOfPath } from './field-id.ts';

describe('the field of a finding', () => {
  it('has an id that is the same for the form and for the server', () =>
    expect(fieldId('content.accounts[0].lines[4].payment')).toBe('field-content-accounts-0-lines-4-payment'));
  it('tells its line', () => {
    expect(lineOfPath('content.accounts[2].lines[14].payment')).toEqual({ account: 2, line: 14 });
    expect(lineOfPath('content.accounts[2].closing')).toBeUndefined();
  });
  it('belongs to the part of the form whose path it begins with, and to no other', () => {
    const found = ['a[1].b', 'a[11].b', 'a[1]', null].map((field) => ({ field }));
    expect(below(found, 'a[1]')).toEqual([{ field: 'a[1].b' }, { field: 'a[1]' }]);
  });
});
