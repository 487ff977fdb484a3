import { describe, expect, it } from '@jest/globals';
import { matchDisclosure, type ShownFigures } from './match-disclosure.ts';

const line = {
  id: 'l1',
  date: '2026-01-05',
  voucher: '记-3',
  entry: 1,
  account: '513',
  kind: 'EXPENDITURE',
  receipt: 0,
  payment: 12_000,
};
const shown: ShownFigures = {
  disclosure: 'disclosure-330302001200-committee-2026Q1',
  version: 2,
  period: '2026Q1',
  accounts: [{ account: '基本户', book: '总账', opening: 50_000, closing: 38_000, lines: [line] }],
};
/** As the log has it. */
const sealed = () => {
  const { id, ...figures } = line;
  const lines = [{ ...figures, line: id, kind: 'expenditure', summary: 'digest' }];
  const content = { accounts: [{ account: '基本户', book: '总账', opening: 50_000, closing: 38_000, lines }] };
  return { data: { disclosure: shown.disclosure, version: 2, period: '2026Q1', content } };
};

describe('what the page shows against what the log holds', () => {
  it('is the same where every figure is', () => {
    expect(matchDisclosure(shown)(sealed())).toBeUndefined();
  });
  it.each([
    ['amount', { payment: 12_001 }, '2026-01-05 记-3 payment: 12001 ≠ 12000'],
    ['date', { date: '2026-01-06' }, '2026-01-06 记-3 date: 2026-01-06 ≠ 2026-01-05'],
    ['voucher number', { voucher: '记-4' }, '2026-01-05 记-4 voucher: 记-4 ≠ 记-3'],
    ['kind', { kind: 'CURRENT_ACCOUNT' }, '2026-01-05 记-3 kind: current-account ≠ expenditure'],
  ])('names a line with another %s', (_, change, expected) => {
    const account = { ...shown.accounts[0], lines: [{ ...line, ...change }] } as ShownFigures['accounts'][number];
    expect(matchDisclosure({ ...shown, accounts: [account] })(sealed())).toBe(expected);
  });
  it('names a line too few, an account too many, another balance, another version', () => {
    const [account] = shown.accounts;
    if (account === undefined) throw new Error('no account');
    expect(matchDisclosure({ ...shown, accounts: [{ ...account, lines: [] }] })(sealed())).toBe('基本户: 0 ≠ 1');
    expect(matchDisclosure({ ...shown, accounts: [account, account] })(sealed())).toBe('accounts: 2 ≠ 1');
    expect(matchDisclosure({ ...shown, accounts: [{ ...account, closing: 1 }] })(sealed())).toBe(
      '基本户 closing: 1 ≠ 38000',
    );
    expect(matchDisclosure({ ...shown, version: 1 })(sealed())).toBe('version: 1 ≠ 2');
  });
  it('says it as the page does, where it is told how', () => {
    const account = { ...shown.accounts[0], closing: 1 } as ShownFigures['accounts'][number];
    const say = (field: string, value: unknown) => ({ field: `<${field}>`, value: `${String(value)} fen` });
    expect(matchDisclosure({ ...shown, accounts: [account] }, say)(sealed())).toBe(
      '基本户 <closing>: 1 fen ≠ 38000 fen',
    );
  });
  it('does not take an event of another kind for a disclosure', () => {
    expect(matchDisclosure(shown)({ data: null })).toContain('≠ undefined');
  });
});
