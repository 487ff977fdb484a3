import { describe, expect, it } from '@jest/globals';
import { contentChanges, isUnchanged, type Compared } from './content-changes.ts';

const line = (id: string | undefined, more: Partial<Compared> = {}): Compared => ({
  ...{ id, date: '2026-01-05', voucher: '1', entry: 1, summary: '租金', account: '503', kind: 'INCOME' },
  ...{ receipt: 100, payment: 0, payee: null, handler: null, witness: null, approver: null, corrects: null },
  ...more,
});
const content = (lines: readonly Compared[], closing = 100) => ({
  accounts: [{ account: '基本账户', book: '村账', opening: 0, closing, lines }],
  sections: [],
  attachments: [],
});

describe('what a new version changes', () => {
  it('is nothing where nothing differs', () =>
    expect(isUnchanged(contentChanges(content([line('a')]), content([line('a')])))).toBe(true));
  it('takes an empty text for none', () =>
    expect(isUnchanged(contentChanges(content([line('a')]), content([line('a', { payee: '' })])))).toBe(true));
  it('names the fields of a changed line, before and after', () =>
    expect(
      contentChanges(content([line('a')]), content([line('a', { receipt: 120, payee: '张三' })], 120)),
    ).toMatchObject({
      balances: [{ account: '基本账户(村账)', side: 'closing', before: 100, after: 120 }],
      lines: [
        {
          kind: 'CHANGED',
          fields: [
            { field: 'receipt', before: 100, after: 120 },
            { field: 'payee', before: null, after: '张三' },
          ],
        },
      ],
    }));
  it('lists lines that came and went', () =>
    expect(contentChanges(content([line('a'), line('b')]), content([line('a'), line(undefined)])).lines).toMatchObject([
      { kind: 'ADDED' },
      { kind: 'REMOVED', line: { id: 'b' } },
    ]));
  it('shows an account that is gone', () =>
    expect(contentChanges(content([line('a')]), { accounts: [], sections: [], attachments: [] })).toMatchObject({
      balances: [
        { side: 'opening', after: null },
        { side: 'closing', after: null },
      ],
      lines: [{ kind: 'REMOVED' }],
    }));
  it('sees other sections and attachments', () => {
    const section = {
      kind: 'ASSETS' as const,
      rows: [{ item: '水泵', quantity: null, amount: 1, counterparty: null, note: null }],
    };
    const file = { name: 'a.pdf', sha256: 'f'.repeat(64), originalUrl: null };
    expect(contentChanges(content([]), { ...content([]), sections: [section], attachments: [file] })).toMatchObject({
      sections: ['ASSETS'],
      attachments: true,
    });
  });
});
