import { describe, expect, it } from '@jest/globals';
import { rowOf } from '../../../test/figures.ts';
import type { Line } from '../../villager/disclosure/queries.ts';
import { draftChanges, isUnchanged } from './draft-changes.ts';
import { draftOf, newLine, newRow, newSection } from './draft.ts';

const line: Line = {
  itemKind: 'operating-income',
  ...{ id: 'a', date: '2026-01-05', voucher: '1', entry: 1, summary: '租金', account: '503', kind: 'INCOME' },
  ...{ receipt: 100, payment: 0, payee: null, handler: null, witness: null, approver: null, corrects: null },
};
const shown = {
  accounts: [
    {
      ...{ account: '基本账户', book: '村账', opening: 0, receipts: 100, payments: 0, closing: 100 },
      ...{ difference: null, openingDifference: null, lines: [line] },
    },
  ],
  sections: [
    {
      kind: 'ASSETS',
      total: 0,
      rows: [rowOf('水泵', { itemKind: 'fixed-assets', opening: 500, decrease: 500, amount: 0 })],
    },
  ],
  attachments: [],
};

describe('what a form changes of a version', () => {
  it('is nothing where nobody typed anything', () =>
    expect(isUnchanged(draftChanges(shown, draftOf(shown)))).toBe(true));
  it('is nothing where an amount is written in another way', () => {
    const draft = draftOf(shown);
    Object.assign(draft.accounts[0]?.lines[0] ?? {}, { receipt: '１元', payment: '0' });
    expect(isUnchanged(draftChanges(shown, draft))).toBe(true);
  });
  it('names changed fields, new lines, and other sections', () => {
    const draft = draftOf(shown);
    Object.assign(draft.accounts[0]?.lines[0] ?? {}, { payee: '张三' });
    draft.accounts[0]?.lines.push(newLine({ date: '2026-02-01', summary: '补记' }));
    draft.sections.push(newSection('DEBTS', [newRow({ item: '欠款', amount: '5' })]));
    expect(draftChanges(shown, draft)).toMatchObject({
      lines: [
        { change: 'changed', fields: [{ field: 'payee', before: null, after: '张三' }] },
        { change: 'added', line: { summary: '补记' } },
      ],
      sections: [{ change: 'added', kind: 'DEBTS', row: { item: '欠款', amount: 500 } }],
    });
  });
});
