import type { DisclosureContent, DisclosureLine } from '@cunjian/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { content, digest, line, spending, subject, withAccount } from '../../test/example.ts';
import { checkContent, maxAmountFen, maxLines, type PreviousClosing } from './arithmetic.ts';
import { differenceOf, yuan } from './sums.ts';

const codes = (given: DisclosureContent, previous: readonly PreviousClosing[] = []) =>
  checkContent(given, subject, previous).map(({ code, field }) => [code, field]);
const at = (member: string) => `content.accounts[0].${member}`;
const withLines = (...lines: DisclosureLine[]) => {
  const account = { opening: 0, lines, closing: 0 };
  return withAccount({ ...account, closing: differenceOf(account) });
};
const explanation = digest('why');

describe('figures that add up', () => {
  it('have no finding', () => expect(codes(content)).toEqual([]));
});

describe('content without an account', () => {
  const things = { kind: 'assets' as const, rows: [{ item: digest('mill'), amount: 1 }] };
  it('is refused: where nothing moved, an account says so', () => {
    expect(codes({ ...content, accounts: [], sections: [things] })).toEqual([
      ['disclosure.no-account', 'content.accounts'],
    ]);
    expect(codes(withAccount({ lines: [], closing: 100_000 }))).toEqual([]);
  });
  it('is enough for a matter that is about things alone, and nothing at all is not', () => {
    const matter = { ...subject, period: 'matter-mill' };
    const things = { name: digest('list'), mediaType: 'image/png' as const, bytes: 1, sha256: 'a'.repeat(64) };
    expect(checkContent({ ...content, accounts: [], attachments: [things] }, matter, [])).toEqual([]);
    expect(checkContent({ ...content, accounts: [] }, matter, [])).toMatchObject([{ code: 'disclosure.no-account' }]);
  });
});

describe('an account that does not add up', () => {
  it('is refused with the difference in yuan', () => {
    expect(checkContent(withAccount({ closing: 137_600 }), subject, [])).toEqual([
      {
        code: 'disclosure.does-not-add-up',
        params: {
          account: '农商行基本户',
          opening: '1000.00',
          receipts: '500.00',
          payments: '123.45',
          closing: '1376.00',
          difference: '0.55',
        },
        field: at('closing'),
      },
    ]);
  });
  it('is taken with the difference stated and explained', () => {
    expect(codes(withAccount({ closing: 137_600, difference: { amount: 55, explanation } }))).toEqual([]);
  });
  it.each([
    [137_600, 54],
    [137_600, -55],
    [137_655, 55],
    [137_655, 0],
  ])('is refused where closing %d does not differ by the stated %d', (closing, amount) => {
    expect(codes(withAccount({ closing, difference: { amount, explanation } }))).toEqual([
      ['disclosure.difference-misstated', at('difference.amount')],
    ]);
  });
});

describe('a line', () => {
  it.each([
    ['before the period', { date: '2025-12-31' }, 'disclosure.line-outside-period', 'date'],
    ['after the period', { date: '2026-04-01' }, 'disclosure.line-outside-period', 'date'],
    ['with both sides', { kind: 'current-account' as const, payment: 1 }, 'disclosure.both-sides', 'payment'],
    ['without an amount', { receipt: 0 }, 'disclosure.no-amount', 'receipt'],
    ['of income on the side of payments', { receipt: 0, payment: 1 }, 'disclosure.wrong-side', 'payment'],
    ['in red that corrects nothing', { receipt: -1 }, 'disclosure.red-entry-unexplained', 'corrects'],
    ['with a fraction of a fen', { receipt: 0.5 }, 'disclosure.bad-amount', 'receipt'],
    ['beyond all measure', { receipt: maxAmountFen + 1 }, 'disclosure.bad-amount', 'receipt'],
  ])('%s is refused', (_, change, code, member) => {
    expect(codes(withLines(line(change)))).toContainEqual([code, at(`lines[0].${member}`)]);
  });

  it('on the last day, of a current account, or in red with what it corrects is taken', () => {
    const lines = [
      line({ date: '2026-03-31' }),
      spending({ kind: 'current-account', line: 'l3', voucher: '3' }),
      line({ line: 'l4', voucher: '4', receipt: -50_000, corrects: '1' }),
    ];
    expect(codes(withLines(...lines))).toEqual([]);
  });
});

describe('what may be there once', () => {
  it('a voucher line within its book and month', () => {
    expect(codes(withLines(line(), line({ line: 'l2' })))).toEqual([
      ['disclosure.voucher-line-twice', at('lines[1].voucher')],
    ]);
    const nextMonth = line({ line: 'l2', date: '2026-02-08' });
    expect(codes(withLines(line(), nextMonth, line({ line: 'l3', entry: 2 })))).toEqual([]);
  });
  it('the id of a line, and an account', () => {
    expect(codes(withLines(line(), line({ voucher: '9' })))).toEqual([
      ['disclosure.line-id-twice', at('lines[1].line')],
    ]);
    const [account] = content.accounts;
    const empty = { account: account?.account ?? '', book: '村账', opening: 0, lines: [], closing: 0 };
    expect(codes({ ...content, accounts: [...content.accounts, empty] })).toEqual([
      ['disclosure.account-twice', 'content.accounts[1].account'],
    ]);
  });
});

describe('the opening', () => {
  const previous = [
    {
      book: '村账',
      account: '农商行基本户',
      closing: 99_000,
      disclosure: 'disclosure-body-a-2025Q4',
      period: '2025Q4',
    },
  ];
  it('equals the closing last published, or says by how much not', () => {
    expect(codes(content, previous)).toEqual([['disclosure.opening-differs', at('opening')]]);
    expect(codes(withAccount({ openingDifference: { amount: 1_000, explanation } }), previous)).toEqual([]);
    expect(codes(withAccount({ openingDifference: { amount: 999, explanation } }), previous)).toHaveLength(1);
    expect(codes(content, [{ ...previous[0], closing: 100_000 } as PreviousClosing])).toEqual([]);
  });
  it('names the period and the disclosure whose closing it is not', () => {
    const [finding] = checkContent(content, subject, previous);
    expect(finding?.params).toMatchObject({
      period: '2025Q4',
      disclosure: 'disclosure-body-a-2025Q4',
      difference: '10.00',
    });
  });
  it('of an account that nothing was published of differs from nothing', () => {
    expect(codes(withAccount({ openingDifference: { amount: 1_000, explanation } }))).toEqual([
      ['disclosure.nothing-before', at('openingDifference')],
    ]);
  });
  it('of an account that held money can not be left out', () => {
    const gone = { book: '村账', account: '现金', closing: 1, disclosure: 'd', period: '2025Q4' };
    expect(codes(content, [gone])).toEqual([['disclosure.account-missing', 'content.accounts']]);
    expect(codes(content, [{ ...gone, closing: 0 }])).toEqual([]);
  });
});

it('says everything at once', () => {
  const bad = withAccount({ closing: 0, lines: [line({ date: '2025-01-01' }), line({ receipt: 0 })] });
  expect(codes(bad).map(([code]) => code)).toEqual([
    'disclosure.line-outside-period',
    'disclosure.no-amount',
    'disclosure.does-not-add-up',
    'disclosure.line-id-twice',
  ]);
});

it('refuses what would not fit into an event', () => {
  const lines = Array.from({ length: maxLines + 1 }, (_, i) => line({ line: `l${i}`, entry: i }));
  expect(codes(withLines(...lines))).toEqual([['disclosure.too-large', 'content.lines']]);
});

describe('properties', () => {
  const amount = fc.integer({ min: 1, max: 1_000_000_000 });
  const lines = fc
    .array(fc.tuple(fc.boolean(), amount), { maxLength: 40 })
    .map((entries) =>
      entries.map(([isIncome, fen], i) =>
        isIncome
          ? line({ line: `l${i}`, entry: i, receipt: fen })
          : spending({ line: `l${i}`, voucher: '1', entry: i, payment: fen }),
      ),
    );
  const opening = fc.integer({ min: -maxAmountFen / 2, max: maxAmountFen / 2 });

  it('an account passes with exactly one closing, and with any other only when the difference is stated', () => {
    fc.assert(
      fc.property(opening, lines, fc.integer({ min: -1_000_000, max: 1_000_000 }), (opening, lines, off) => {
        const right = differenceOf({ opening, lines, closing: 0 });
        const given = withAccount({ opening, lines, closing: right - off });
        const stated = withAccount({
          opening,
          lines,
          closing: right - off,
          ...(off === 0 ? {} : { difference: { amount: off, explanation } }),
        });
        expect(codes(given).length === 0).toBe(off === 0);
        expect(codes(stated)).toEqual([]);
      }),
    );
  });

  it('yuan are exact', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (fen) => {
        expect(BigInt(yuan(fen).replace('.', ''))).toBe(BigInt(fen));
        expect(yuan(fen)).toMatch(/^-?\d+\.\d\d$/);
      }),
    );
  });
});
