import { describe, expect, it } from '@jest/globals';
import { residencyDraft, residencyInput } from './residency-draft.ts';

const resident = {
  ...{ person: 'p-1', name: '陈玉兰', household: '12', group: null, kind: 'RESIDENT' },
  ...{ idNumber: null, phone: '13800000000', birthDate: null },
};

describe('the form for one resident', () => {
  it('sends what was filled in, without blanks around it', () => {
    const draft = { ...residencyDraft(), name: ' 陈玉兰 ', household: '12' };
    expect(residencyInput(draft)).toEqual({ kind: 'REGISTERED', name: '陈玉兰', household: '12' });
  });
  it('sends of a correction only what differs', () => {
    const before = residencyDraft(resident);
    expect(residencyInput({ ...before }, before)).toEqual({});
    expect(residencyInput({ ...before, group: '三组', phone: '13900000000' }, before)).toEqual({
      group: '三组',
      phone: '13900000000',
    });
  });
});
