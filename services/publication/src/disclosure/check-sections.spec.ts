import { describe, expect, it } from '@jest/globals';
import { content, digest, line, spending, subject, withAccount } from '../../test/example.ts';
import { checkContent, maxAmountFen } from './arithmetic.ts';
import type { Section, SectionRow } from './sums.ts';

const found = (...sections: Section[]) =>
  checkContent({ ...content, sections }, subject, []).map(({ code, field }) => [code, field]);
const item = digest('item');
const counterparty = digest('counterparty');
const row = (kind: Section['kind'], change: SectionRow, total?: number) =>
  found({ kind, rows: [{ item, ...change }], ...(total === undefined ? {} : { total }) });
const at = (member: string) => `content.sections[0].rows[0].${member}`;

describe('a row that its section takes', () => {
  it.each<readonly [Section['kind'], SectionRow]>([
    ['plan', { itemKind: 'planned-public-works', amount: 5_000_000 }],
    ['assets', { quantity: '1幢', amount: 186_000_000 }],
    ['resources', { itemKind: 'woodland', quantity: '120亩', counterparty, amount: 600_000 }],
    ['debts', { itemKind: 'loans', counterparty, opening: 500, increase: 20, decrease: 120, amount: 400 }],
    ['claims', { counterparty, amount: 0 }],
    ['distribution', { itemKind: 'earnings', amount: -500 }],
    ['other', {}],
  ])('%s', (kind, change) => expect(row(kind, change)).toEqual([]));
});

describe('a row that is refused', () => {
  it.each<readonly [string, Section['kind'], SectionRow, string, string]>([
    ['of no item of its group', 'assets', { itemKind: 'loans', amount: 1 }, 'unknown-item-kind', 'itemKind'],
    ['without its amount', 'plan', {}, 'column-missing', 'amount'],
    ['without its area', 'resources', {}, 'column-missing', 'quantity'],
    ['without the one it is owed to', 'debts', { amount: 1 }, 'column-missing', 'counterparty'],
    ['with what its section has no column for', 'plan', { amount: 1, counterparty }, 'unknown-column', 'counterparty'],
    ['of an asset below zero', 'assets', { amount: -1 }, 'negative', 'amount'],
    ['of a claim that went below zero', 'claims', { counterparty, decrease: -1, amount: 1 }, 'negative', 'decrease'],
    ['of an area below zero', 'resources', { quantity: '－3亩' }, 'negative', 'quantity'],
    ['beyond all measure', 'other', { amount: maxAmountFen + 1 }, 'bad-amount', 'amount'],
  ])('%s', (_, kind, change, code, member) =>
    expect(row(kind, change)).toContainEqual([`disclosure.${code}`, at(member)]),
  );
  it('where opening, increase and decrease are not its closing, with the difference in yuan', () => {
    const rows = [{ item, counterparty, opening: 50_000, increase: 2_000, amount: 52_055 }];
    expect(checkContent({ ...content, sections: [{ kind: 'debts', rows }] }, subject, [])).toEqual([
      {
        code: 'disclosure.row-does-not-add-up',
        params: {
          ...{ section: '债务', sectionEn: 'Debts', row: 1 },
          ...{ opening: '500.00', increase: '20.00', decrease: '0.00', amount: '520.55', difference: '-0.55' },
        },
        field: at('amount'),
      },
    ]);
  });
});

describe('a total', () => {
  it('equals the rows', () => {
    expect(row('assets', { amount: 700 }, 700)).toEqual([]);
    expect(row('assets', { amount: 700 }, 701)).toEqual([
      ['disclosure.section-total-differs', 'content.sections[0].total'],
    ]);
  });
  it('is not for rows that are no parts of one sum', () =>
    expect(row('distribution', { amount: 700 }, 700)).toEqual([
      ['disclosure.section-has-no-total', 'content.sections[0].total'],
    ]));
});

it('a kind of section is there once', () => {
  const plan: Section = { kind: 'plan', rows: [{ item, amount: 1 }] };
  expect(found(plan, plan)).toEqual([['disclosure.section-twice', 'content.sections[1].kind']]);
});

describe('a line', () => {
  const codes = (change: Parameters<typeof line>[0]) =>
    checkContent(withAccount({ lines: [line(change), spending()] }), subject, []).map(({ field }) => field);
  it('is one of the items of its side', () => {
    expect(codes({ itemKind: 'contract-income' })).toEqual([]);
    expect(codes({ itemKind: 'cadre-pay' })).toEqual(['content.accounts[0].lines[0].itemKind']);
  });
});
