import { sectionSchemas, type RowField, type SectionColumn } from '@cunjian/contracts';
import type { Refusal } from '@cunjian/kernel';
import { checkItemKind } from './check-item-kind.ts';
import { repeated } from './repeated.ts';
import { yuan, type Section, type SectionRow } from './sums.ts';

const rowFields = [
  'item',
  'quantity',
  'opening',
  'increase',
  'decrease',
  'amount',
  'counterparty',
  'note',
] as const satisfies readonly RowField[];

/** For the texts of refusals: where it is. */
type Place = Readonly<Record<'section' | 'sectionEn', string>> & { readonly row?: number };

const placeOf = ({ kind }: Pick<Section, 'kind'>): Place => {
  const { zh, en } = sectionSchemas[kind];
  return { section: zh, sectionEn: en };
};

/** A quantity is a text with its unit; people type the sign in several forms. */
const isNegative = (value: string | number): boolean =>
  typeof value === 'number' ? value < 0 : /^\s*[-−－]/.test(value);

const cellFindings = (
  { field, zh, en, type, required, mayBeNegative }: SectionColumn,
  row: SectionRow,
  place: Place,
  path: string,
): readonly Refusal[] => {
  const value = row[field];
  const params = { ...place, column: zh, columnEn: en };
  if (value === undefined)
    return required ? [{ code: 'disclosure.column-missing', params, field: `${path}.${field}` }] : [];
  if (mayBeNegative || (type !== 'amount' && type !== 'quantity') || !isNegative(value)) return [];
  const shown = typeof value === 'number' ? yuan(value) : value;
  return [{ code: 'disclosure.negative', params: { ...params, value: shown }, field: `${path}.${field}` }];
};

/** opening + increase − decrease = amount, where a row says how it moved. */
const movementFindings = (
  { opening, increase, decrease, amount }: SectionRow,
  place: Place,
  path: string,
): readonly Refusal[] => {
  if (amount === undefined || (opening === undefined && increase === undefined && decrease === undefined)) return [];
  const [from, more, less] = [opening ?? 0, increase ?? 0, decrease ?? 0];
  const difference = from + more - less - amount;
  if (difference === 0) return [];
  const figures = { opening: yuan(from), increase: yuan(more), decrease: yuan(less), amount: yuan(amount) };
  const params = { ...place, ...figures, difference: yuan(difference) };
  return [{ code: 'disclosure.row-does-not-add-up', params, field: `${path}.amount` }];
};

const rowFindings = (row: SectionRow, kind: Section['kind'], place: Place, path: string): readonly Refusal[] => {
  const { group, columns } = sectionSchemas[kind];
  const unknown = rowFields.filter(
    (field) => row[field] !== undefined && !columns.some((column) => column.field === field),
  );
  return [
    ...checkItemKind(row.itemKind, group, path),
    ...unknown.map((column) => ({
      code: 'disclosure.unknown-column',
      params: { ...place, rowField: column },
      field: `${path}.${column}`,
    })),
    ...columns.flatMap((column) => cellFindings(column, row, place, path)),
    ...movementFindings(row, place, path),
  ];
};

const totalFindings = (section: Section, field: string): readonly Refusal[] => {
  const { kind, rows, total } = section;
  if (total === undefined) return [];
  const place = placeOf(section);
  if (!sectionSchemas[kind].hasTotal) return [{ code: 'disclosure.section-has-no-total', params: place, field }];
  const computed = rows.reduce((sum, { amount = 0 }) => sum + amount, 0);
  if (total === computed) return [];
  const params = { ...place, stated: yuan(total), computed: yuan(computed), difference: yuan(computed - total) };
  return [{ code: 'disclosure.section-total-differs', params, field }];
};

/** Everything that is wrong with the sections beside the accounts, by their schemas. */
export const checkSections = (sections: readonly Section[]): readonly Refusal[] => [
  ...repeated(sections, ({ kind }) => kind).map(([section, at]) => ({
    code: 'disclosure.section-twice',
    params: placeOf(section),
    field: `content.sections[${at}].kind`,
  })),
  ...sections.flatMap((section, at) => [
    ...section.rows.flatMap((row, index) =>
      rowFindings(row, section.kind, { ...placeOf(section), row: index + 1 }, `content.sections[${at}].rows[${index}]`),
    ),
    ...totalFindings(section, `content.sections[${at}].total`),
  ]),
];
