import type { GroupName, Named } from './disclosure-items.ts';

/**
 * The sections of a disclosure beside its cash and bank accounts, as data that forms, checks, tables and exports all
 * follow. The columns are those of the forms that villages use, put together from secondary material: no text prescribes
 * them.
 */

export const sectionKinds = ['plan', 'assets', 'resources', 'debts', 'claims', 'distribution', 'other'] as const;
export type SectionKind = (typeof sectionKinds)[number];

/** A field of a section's row. */
export type RowField = 'item' | 'quantity' | 'opening' | 'increase' | 'decrease' | 'amount' | 'counterparty' | 'note';

export interface SectionColumn extends Named {
  readonly field: RowField;
  /** An `amount` is held in fen. `name`: of a person or unit, masked for those without a duty. */
  readonly type: 'text' | 'name' | 'quantity' | 'amount';
  /** What a number is read in where it does not say. */
  readonly unit?: '元' | '亩';
  readonly required: boolean;
  readonly mayBeNegative: boolean;
}

export interface SectionSchema extends Named {
  readonly group: GroupName;
  /** Fields that are not among them are refused. Where a row says how it moved, opening + increase − decrease = amount. */
  readonly columns: readonly SectionColumn[];
  /** Whether the sum of its amounts says something; a total that is stated must be it. */
  readonly hasTotal: boolean;
}

const column = (
  field: RowField,
  type: SectionColumn['type'],
  zh: string,
  en: string,
  more: Partial<Pick<SectionColumn, 'unit' | 'required' | 'mayBeNegative'>> = {},
): SectionColumn => ({
  field,
  type,
  zh,
  en,
  required: false,
  mayBeNegative: false,
  ...(type === 'amount' ? { unit: '元' } : {}),
  ...more,
});

const required = { required: true };
const item = (zh: string, en: string) => column('item', 'text', zh, en, required);
const quantity = column('quantity', 'quantity', '数量', 'Quantity');
const note = column('note', 'text', '备注', 'Note');
/** From the beginning of the period to its end. */
const balance = [
  column('opening', 'amount', '期初余额', 'Opening'),
  column('increase', 'amount', '本期增加', 'Increase'),
  column('decrease', 'amount', '本期减少', 'Decrease'),
  column('amount', 'amount', '期末余额', 'Closing', required),
];

export const sectionSchemas: Readonly<Record<SectionKind, SectionSchema>> = {
  plan: {
    ...{ group: 'plan', zh: '财务计划', en: 'Plan', hasTotal: false },
    columns: [
      item('计划项目', 'Plan'),
      quantity,
      column('amount', 'amount', '计划金额', 'Planned amount', required),
      note,
    ],
  },
  assets: {
    ...{ group: 'assets', zh: '资产', en: 'Assets', hasTotal: true },
    columns: [
      item('资产名称', 'Asset'),
      quantity,
      ...balance,
      column('counterparty', 'name', '使用（承租）方', 'User or tenant'),
      note,
    ],
  },
  resources: {
    ...{ group: 'resources', zh: '资源', en: 'Resources', hasTotal: false },
    columns: [
      item('资源名称', 'Resource'),
      column('quantity', 'quantity', '面积', 'Area', { required: true, unit: '亩' }),
      column('counterparty', 'name', '承包（租赁）方', 'Contractor or tenant'),
      column('amount', 'amount', '年承包金（租金）', 'Yearly fee or rent'),
      note,
    ],
  },
  debts: {
    ...{ group: 'debts-and-claims', zh: '债务', en: 'Debts', hasTotal: true },
    columns: [
      item('债务事由', 'Debt'),
      column('counterparty', 'name', '债权单位（人）', 'Owed to', required),
      ...balance,
      note,
    ],
  },
  claims: {
    ...{ group: 'debts-and-claims', zh: '债权', en: 'Claims', hasTotal: true },
    columns: [
      item('债权事由', 'Claim'),
      column('counterparty', 'name', '债务单位（人）', 'Owed by', required),
      ...balance,
      note,
    ],
  },
  distribution: {
    ...{ group: 'distribution', zh: '收益分配', en: 'Distribution of earnings', hasTotal: false },
    columns: [
      item('分配项目', 'Distribution'),
      quantity,
      column('amount', 'amount', '金额', 'Amount', { required: true, mayBeNegative: true }),
      note,
    ],
  },
  other: {
    ...{ group: 'other', zh: '其他', en: 'Other', hasTotal: false },
    columns: [
      item('事项', 'Matter'),
      quantity,
      column('amount', 'amount', '金额', 'Amount', { mayBeNegative: true }),
      column('counterparty', 'name', '对方', 'Other party'),
      note,
    ],
  },
};
