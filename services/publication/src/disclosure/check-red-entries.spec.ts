import { describe, expect, it } from '@jest/globals';
import { line, subject } from '../../test/example.ts';
import { checkRedEntries } from './check-red-entries.ts';
import type { Line } from './sums.ts';

const red = (corrects: string, change: Partial<Line> = {}): Line => ({
  ...line({ line: '村账-2026-02-7-1', date: '2026-02-08', voucher: '7', receipt: -50_000, corrects }),
  ...change,
});
const account = (book: string, ...lines: Line[]) => ({ account: book, book, opening: 0, lines, closing: 0 });
const found = (...accounts: ReturnType<typeof account>[]) =>
  checkRedEntries(accounts, subject).map(({ code, field }) => [code, field]);
const rent = line({ line: '村账-2026-01-3-1', voucher: '3' });
const field = (at: number) => `content.accounts[0].lines[${at}].corrects`;

describe('a red entry', () => {
  it.each(['3', '第3号凭证', '００3', '村账-2026-01-3-1', '2026-01-3', '2026年1月3号'])(
    'corrects another line of its book: %s',
    (corrects) => expect(found(account('村账', rent, red(corrects)))).toEqual([]),
  );

  it.each(['2025-12-9', '2025年12月9号', '2025Q4 9号', '12月9号凭证', '上期9号'])(
    'corrects an earlier one, which says when: %s',
    (corrects) => expect(found(account('村账', rent, red(corrects)))).toEqual([]),
  );

  it.each(['7', '村账-2026-02-7-1', '2026-02-7'])('does not correct itself: %s', (corrects) =>
    expect(found(account('村账', rent, red(corrects)))).toEqual([['disclosure.corrects-itself', field(1)]]),
  );

  it('corrects another line of its own voucher, or the same number of another month', () => {
    const twin = (change: Partial<Line>) => ({ ...rent, line: 'l9', voucher: '7', ...change });
    expect(found(account('村账', twin({ date: '2026-02-01', entry: 2 }), red('7')))).toEqual([]);
    expect(found(account('村账', twin({ date: '2026-01-01' }), red('7')))).toEqual([]);
  });

  it.each(['9', '2026-01-9', '2026年3月3号', '见附件'])('is refused where what it names is not there: %s', (corrects) =>
    expect(found(account('村账', rent, red(corrects)))).toEqual([['disclosure.corrects-nothing', field(1)]]),
  );

  it('does not correct a voucher of another book by its number alone', () => {
    expect(found(account('村账', red('3')), account('合作社账', rent))).toEqual([
      ['disclosure.corrects-nothing', field(0)],
    ]);
    expect(found(account('村账', red('村账-2026-01-3-1')), account('合作社账', rent))).toEqual([]);
  });

  it('alone has to: what is not negative may name anything', () => {
    expect(found(account('村账', { ...rent, corrects: '99' }))).toEqual([]);
  });
});
