import { describe, expect, it } from '@jest/globals';
import { rowOf } from '../../../test/figures.ts';
import { contentInput, formProblems } from './draft-input.ts';
import { draftOf, newAccount, newLine, newRow, newSection, openingDifference, sumsOf } from './draft.ts';

const account = () =>
  newAccount({
    account: '基本账户',
    book: '村账',
    opening: '1,000.00',
    closing: '1,070.50',
    lines: [
      newLine({
        date: '2026-01-05',
        voucher: '1',
        summary: '租金',
        account: '503',
        kind: 'INCOME',
        receipt: '１００.５',
      }),
      newLine({ date: '2026-01-06', voucher: '2', summary: '电费', account: '513', payment: '30元' }),
    ],
  });

describe('the sums of an account', () => {
  it('adds up what was typed, however it was typed', () =>
    expect(sumsOf(account())).toEqual({
      opening: 100_000,
      receipts: 10_050,
      payments: 3_000,
      closing: 107_050,
      income: 10_050,
      expenditure: 3_000,
      difference: 0,
    }));
  it('tells the difference in fen, exactly', () =>
    expect(sumsOf({ ...account(), closing: '1,070.49' }).difference).toBe(1));
  it('keeps current accounts out of income and expenditure', () => {
    const passed = newLine({ kind: 'CURRENT_ACCOUNT', receipt: '5' });
    expect(sumsOf({ ...account(), lines: [passed] })).toMatchObject({ receipts: 500, income: 0 });
  });
});

describe('the opening', () => {
  const previous = [{ account: '基本账户', book: '村账', closing: 99_000 }];
  it('is compared with the closing last published', () => expect(openingDifference(account(), previous)).toBe(1_000));
  it('follows nothing where the account was not published before', () =>
    expect(openingDifference({ ...account(), book: '另账' }, previous)).toBe(0));
});

describe('what is sent', () => {
  it('states a difference only with its explanation, and with the real amount', () => {
    const draft = { accounts: [{ ...account(), closing: '1,000.00' }], sections: [], attachments: [] };
    expect(contentInput(draft, [])).toMatchObject({
      accounts: [expect.not.objectContaining({ difference: expect.anything() })],
    });
    draft.accounts[0] = { ...account(), closing: '1,000.00', explanation: '出纳盘点差错' };
    expect(contentInput(draft, [])).toMatchObject({
      accounts: [{ difference: { amount: 7_050, explanation: '出纳盘点差错' } }],
    });
  });
  it('leaves out what was left empty', () => {
    const section = newSection('ASSETS', [newRow({ item: '水泵', amount: '0' }), newRow({ item: '仓库' })]);
    expect(contentInput({ accounts: [], sections: [section], attachments: [] }, [])).toEqual({
      accounts: [],
      sections: [{ kind: 'ASSETS', rows: [{ item: '水泵', amount: 0 }, { item: '仓库' }] }],
      attachments: [],
    });
  });
  it('gives back what it was filled from', () => {
    const line = {
      ...{
        id: 'a-1',
        date: '2026-01-05',
        voucher: '1',
        entry: 1,
        summary: '租金',
        account: '503',
        kind: 'INCOME' as const,
        itemKind: 'operating-income',
      },
      ...{ receipt: 10_050, payment: 0, payee: null, handler: '张三', witness: null, approver: null, corrects: null },
    };
    const shown = {
      ...{ account: '基本账户', book: '村账', opening: 0, receipts: 10_050, payments: 0, closing: 10_050 },
      ...{ difference: null, openingDifference: null, lines: [line] },
    };
    const row = rowOf('水泵', { itemKind: 'fixed-assets', opening: 500, increase: 0, decrease: 100, amount: 400 });
    const sections = [{ kind: 'ASSETS', rows: [row], total: 400 }];
    expect(contentInput(draftOf({ accounts: [shown], sections, attachments: [] }), [])).toMatchObject({
      accounts: [
        {
          ...{ opening: 0, closing: 10_050 },
          lines: [{ line: 'a-1', entry: 1, itemKind: 'operating-income', receipt: 10_050, handler: '张三' }],
        },
      ],
      sections: [
        {
          kind: 'ASSETS',
          rows: [{ item: '水泵', itemKind: 'fixed-assets', opening: 500, increase: 0, decrease: 100, amount: 400 }],
        },
      ],
    });
  });
});

describe('what keeps a form from being sent', () => {
  it('is named by the path of its field, all at once', () => {
    const bad = newAccount({ opening: '12,34', lines: [newLine({ entry: 'x', receipt: 'viel' })] });
    expect(formProblems({ accounts: [bad], sections: [newSection('DEBTS')], attachments: [] })).toEqual([
      { field: 'content.accounts[0].account', problem: 'required' },
      { field: 'content.accounts[0].book', problem: 'required' },
      { field: 'content.accounts[0].opening', problem: 'badAmount' },
      { field: 'content.accounts[0].lines[0].date', problem: 'required' },
      { field: 'content.accounts[0].lines[0].voucher', problem: 'required' },
      { field: 'content.accounts[0].lines[0].entry', problem: 'badEntry' },
      { field: 'content.accounts[0].lines[0].summary', problem: 'required' },
      { field: 'content.accounts[0].lines[0].account', problem: 'required' },
      { field: 'content.accounts[0].lines[0].receipt', problem: 'badAmount' },
      { field: 'content.sections[0].rows[0].item', problem: 'required' },
    ]);
  });
  it('is nothing where all is filled in', () =>
    expect(formProblems({ accounts: [account()], sections: [], attachments: [] })).toEqual([]));
});
